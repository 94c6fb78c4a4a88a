import Testing

@testable import Charts

@Suite struct SVGCanvasTests {
  @Test func `elements are written with their class and short coordinates`() {
    var canvas = SVGCanvas()
    canvas.line(Point(0, 1), Point(2.5, 1.0 / 3), "grid")
    canvas.circle(Point(1, 2), radius: 4, "mark")
    canvas.rectangle(Box(left: 1, top: 2, right: 4, bottom: 8), "fill", pattern: "dots")
    #expect(
      canvas.body == """
        <path class="grid" d="M0 1L2.5 0.33"/>
        <circle class="mark" cx="1" cy="2" r="4"/>
        <rect class="fill" x="1" y="2" width="3" height="6" fill="url(#dots)"/>

        """)
  }

  @Test func `text is escaped, anchored and turned`() {
    var canvas = SVGCanvas()
    canvas.text("a < b", at: Point(1, 2), anchor: .end, "tick", turned: -90)
    #expect(
      canvas.body == "<text class=\"tick\" x=\"1\" y=\"2\" text-anchor=\"end\""
        + " transform=\"rotate(-90 1 2)\">a &lt; b</text>\n")
  }

  @Test func `runs of points are separate lines, and a single point is a dot`() {
    var canvas = SVGCanvas()
    canvas.lines(through: [[Point(0, 0), Point(1, 1)], [Point(3, 3)], []], "line")
    #expect(canvas.body == "<path class=\"line\" d=\"M0 0L1 1M3 3h0\"/>\n")
    var empty = SVGCanvas()
    empty.lines(through: [[]], "line")
    #expect(empty.body == "")
  }
}
