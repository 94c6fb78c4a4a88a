/// The page's only script, without which everything can be read too: it writes what is pointed at
/// below a chart, and lets arrow keys go from point to point.
enum ReportScript {
  /// The element for the end of the page.
  static let element = """
    <script>
    document.querySelectorAll("figure").forEach(function (figure) {
      var points = Array.from(figure.querySelectorAll(".point"));
      var output = figure.querySelector("output");
      if (!points.length || !output) return;
      var hint = "Point at the chart, or focus it and use the arrow keys.";
      output.textContent = hint;
      function show(point) {
        output.textContent = point.querySelector("title").textContent;
      }
      function go(from, to) {
        if (!points[to]) return;
        points[from].setAttribute("tabindex", "-1");
        points[to].setAttribute("tabindex", "0");
        points[to].focus();
      }
      points.forEach(function (point, index) {
        point.addEventListener("pointerenter", function () { show(point); });
        point.addEventListener("focus", function () { show(point); });
        point.addEventListener("keydown", function (event) {
          var to = { ArrowRight: index + 1, ArrowDown: index + 1, ArrowLeft: index - 1,
            ArrowUp: index - 1, Home: 0, End: points.length - 1 }[event.key];
          if (to === undefined) return;
          event.preventDefault();
          go(index, to);
        });
      });
    });
    </script>

    """
}
