import Charts

/// What happened over time, as panels one below the other with one axis of time.
struct CourseChart {
  /// A panel: what its axis is called, its height and its lines.
  struct Part {
    let title: String
    let height: Double
    let columns: [(column: TimeCourse.Column, name: String)]
    var isLogarithmic = false
    /// What values are divided by.
    var per = 1.0
  }

  private static let left = 58.0
  private static let right = 12.0

  /// The name from which identifiers are made.
  let name: String
  /// What the chart is called.
  let title: String
  /// What it shows.
  let course: TimeCourse
  /// Its panels, of which those without any value are left out.
  let parts: [Part]

  /// The document.
  func svg(describing text: String) -> String {
    let shown = parts.filter { part in
      part.columns.contains { course.greatest($0.column) > 0 }
    }
    let legends = shown.map { LegendRows.rows($0) }
    let heights = zip(shown, legends).map { $0.height + Double($1) * 18 + 14 }
    let height = heights.reduce(0, +) + 44
    var chart = Chart(name: name, title: title, width: ReportChart.width, height: height)
    let time = Scale.linear(to: course.end, endsThere: true, ticks: 5)
    var top = 4.0
    var last: Panel?
    for (part, rows) in zip(shown, legends) {
      let legend = Double(rows) * 18
      let box = Box(
        left: Self.left, top: top + legend + 4, right: ReportChart.width - Self.right,
        bottom: top + legend + 4 + part.height)
      let panel = Panel(box: box)
      draw(part, in: panel, time, legendAt: top, of: &chart)
      if let last { drawFoot(of: last, time, in: &chart) }
      last = panel
      top = box.bottom + 10
    }
    if let last { last.drawHorizontalAxis(time, title: "time, s", in: &chart.canvas) }
    drawPoints(
      over: Box(left: Self.left, top: 4, right: 0, bottom: last?.box.bottom ?? height), time,
      of: &chart)
    return chart.document(description: text, hasPoints: true)
      .replacing(ChartStyle.element, with: "")
  }

  private func draw(
    _ part: Part, in panel: Panel, _ time: Scale, legendAt top: Double, of chart: inout Chart
  ) {
    let all = part.columns.flatMap { entry in
      course.windows.compactMap { $0.value(entry.column).map { $0 / part.per } }
    }
    let values =
      part.isLogarithmic
      ? Scale.logarithmic(holding: all, inDecades: false)
      : Scale.linear(to: all.max() ?? 1, ticks: 4)
    panel.drawVerticalAxis(values, title: part.title, in: &chart.canvas)
    for (index, entry) in part.columns.enumerated() {
      let runs = course.line(entry.column, in: panel, time, values, per: part.per)
      chart.canvas.lines(through: runs, ReportChart.looks[index].line)
    }
    let entries = part.columns.enumerated().map { (ReportChart.looks[$0], $1.name) }
    _ = ReportChart.drawLegend(entries, top: top, left: Self.left, in: &chart)
  }

  private func drawFoot(of panel: Panel, _ time: Scale, in chart: inout Chart) {
    let box = panel.box
    chart.canvas.line(Point(box.left, box.bottom), Point(box.right, box.bottom), "axis")
  }

  /// A strip over all panels for each point, which says what its values are.
  private func drawPoints(over box: Box, _ time: Scale, of chart: inout Chart) {
    let panel = Panel(
      box: Box(
        left: Self.left, top: box.top, right: ReportChart.width - Self.right, bottom: box.bottom))
    let columns = TimeCourse.Column.allCases
    for (index, window) in course.windows.enumerated() {
      let left = panel.x(window.time, on: time)
      let right = panel.x(min(course.end, window.time + course.length), on: time)
      let data = [
        ("time", window.texts[0]),
        ("values", columns.dropFirst().map { window.texts[$0.rawValue] }.joined(separator: ",")),
      ]
      chart.canvas.point(CourseText.point(window, course), data: data, isFirst: index == 0) {
        $0.rectangle(
          Box(left: left, top: box.top, right: max(right, left + 0.5), bottom: box.bottom), "strip")
      }
    }
  }

  /// How many rows the legend of a panel takes.
  private enum LegendRows {
    static func rows(_ part: Part) -> Int {
      var (rows, x) = (1, left)
      for entry in part.columns {
        let wide = 34 + TextWidth.of(entry.name, size: ReportChart.size) + 12
        if x > left && x + wide > ReportChart.width {
          rows += 1
          x = left
        }
        x += wide
      }
      return rows
    }
  }
}

/// A point of a course in words.
enum CourseText {
  /// What a point says of itself.
  static func point(_ window: TimeCourse.Window, _ course: TimeCourse) -> String {
    let end = min(course.end, window.time + course.length)
    var parts = ["\(FigureText.time(window.time)) to \(FigureText.time(end))"]
    func add(_ column: TimeCourse.Column, _ text: (Double) -> String) {
      if let value = window.value(column) { parts.append(text(value)) }
    }
    add(.mean) { "mean \(FigureText.significant($0)) s" }
    add(.p50) { "p50 \(FigureText.significant($0)) s" }
    add(.p95) { "p95 \(FigureText.significant($0)) s" }
    add(.p99) { "p99 \(FigureText.significant($0)) s" }
    add(.arrivals) { "\(MarkupText.coordinate($0)) arrived" }
    add(.failed) { "\(MarkupText.coordinate($0)) failed" }
    add(.instances) { "\(FigureText.significant($0)) instances" }
    add(.inService) { "\(FigureText.significant($0)) in service" }
    add(.queue) { "\(FigureText.significant($0)) waiting" }
    return parts[0] + ": " + parts.dropFirst().joined(separator: ", ")
  }
}
