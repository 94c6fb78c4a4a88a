import Charts

/// The latencies of several deployments, a row each: percentiles on a line from the least to the
/// greatest.
enum RangeChart {
  /// What is marked on a row: the column, what it is called, and its mark.
  static let marks: [(column: String, name: String, marker: ChartMarker, colour: ChartColour)] = [
    ("latency_p50_s", "p50", .circle, .blue), ("latency_p95_s", "p95", .square, .orange),
    ("latency_p99_s", "p99", .triangle, .green),
    ("latency_p999_s", "p99.9", .diamond, .vermilion),
  ]
  private static let rowHeight = 36.0
  private static let (left, right) = (14.0, 22.0)

  /// The document; nil where no request succeeded.
  static func svg(_ source: RunSource, name: String, title: String) -> String? {
    let table = source.summary
    let all = source.rows.flatMap { row in
      (marks.map(\.column) + ["latency_min_s", "latency_max_s"]).compactMap {
        table.number(row, $0)
      }
    }
    guard all.contains(where: { $0 > 0 }) else { return nil }
    let scale = Scale.logarithmic(holding: all, inDecades: false)
    let rows = Double(source.rows.count) * rowHeight
    let height = 30 + rows + 44
    var chart = Chart(name: name, title: title, width: ReportChart.width, height: height)
    var x = left
    for mark in marks {
      chart.mark(mark.marker, at: Point(x + 6, 14), mark.colour)
      chart.canvas.text(mark.name, at: Point(x + 16, 18), "name")
      x += 16 + TextWidth.of(mark.name, size: ReportChart.size) + 16
    }
    chart.canvas.text("line: least to greatest", at: Point(x, 18), "quiet")
    let panel = Panel(
      box: Box(left: left, top: 30, right: ReportChart.width - right, bottom: 30 + rows))
    for tick in scale.ticks {
      let place = panel.x(tick.value, on: scale)
      chart.canvas.line(Point(place, 30), Point(place, 30 + rows), "grid")
    }
    var isFirst = true
    for (index, row) in source.rows.enumerated() {
      draw(
        table, row, source.deployments[index], at: 30 + Double(index) * rowHeight, panel, scale,
        &isFirst, in: &chart)
    }
    panel.drawHorizontalAxis(scale, title: "latency, s (logarithmic)", in: &chart.canvas)
    return chart.document(
      description: "A row for each deployment: percentiles of the latency of successful requests.",
      hasPoints: true
    ).replacing(ChartStyle.element, with: "")
  }

  private static func draw(
    _ table: ReportTable, _ row: [String], _ deployment: String, at top: Double, _ panel: Panel,
    _ scale: Scale, _ isFirst: inout Bool, in chart: inout Chart
  ) {
    let name = ReportChart.fitted(deployment, width: panel.box.width)
    chart.canvas.text(name, at: Point(panel.box.left, top + 13), "strong")
    let height = top + 25
    if let least = table.number(row, "latency_min_s"), least > 0,
      let greatest = table.number(row, "latency_max_s")
    {
      chart.canvas.line(
        Point(panel.x(least, on: scale), height), Point(panel.x(greatest, on: scale), height),
        "whisker")
    }
    for mark in marks {
      guard let value = table.number(row, mark.column), value > 0 else { continue }
      let place = Point(panel.x(value, on: scale), height)
      chart.mark(mark.marker, at: place, mark.colour)
      chart.canvas.point(
        "\(deployment): \(mark.name) \(FigureText.significant(value)) s",
        data: [
          ("deployment", deployment), ("column", mark.column),
          ("value", table.text(row, mark.column)),
        ], isFirst: isFirst
      ) {
        $0.rectangle(
          Box(left: place.x - 6, top: height - 9, right: place.x + 6, bottom: height + 9), "strip")
      }
      isFirst = false
    }
  }
}
