import Charts

/// Parts of wholes as bars, a row for each deployment.
struct StackChart {
  /// A part: its column, what it is called, and how it looks.
  struct Part {
    let column: String
    let name: String
    let colour: ChartColour
    let hatch: ChartHatch?
  }

  private static let rowHeight = 40.0
  private static let margin = 14.0
  /// Room for half of the last number of the axis.
  private static let right = 28.0

  /// The name from which identifiers are made.
  let name: String
  /// What the chart is called.
  let title: String
  /// What its axis is called.
  let axis: String
  /// The parts of which there are any.
  let parts: [Part]
  /// Writes a value of a part.
  let text: (Double) -> String

  /// Of some parts those that any of the deployments has.
  static func present(_ parts: [Part], _ source: RunSource) -> [Part] {
    parts.filter { part in
      source.rows.contains { (source.summary.number($0, part.column) ?? 0) != 0 }
    }
  }

  /// The document.
  func svg(_ source: RunSource, describing description: String) -> String {
    let table = source.summary
    let sums = source.rows.map { row in
      parts.reduce(0) { $0 + max(0, table.number(row, $1.column) ?? 0) }
    }
    let entries = parts.map { (Legend.Sample.area($0.colour, $0.hatch), $0.name) }
    let legend = Legend(entries: entries)
    let inner = ReportChart.width - 2 * Self.margin
    let top = legend.height(over: inner) + 10
    let rows = Double(source.rows.count) * Self.rowHeight
    var chart = Chart(
      name: name, title: title, width: ReportChart.width, height: top + rows + 44)
    legend.draw(at: Point(Self.margin, 4), width: inner, in: &chart)
    let scale = Scale.linear(to: sums.max() ?? 1, ticks: 4)
    let panel = Panel(
      box: Box(
        left: Self.margin, top: top, right: ReportChart.width - Self.right, bottom: top + rows))
    for tick in scale.ticks {
      let place = panel.x(tick.value, on: scale)
      chart.canvas.line(Point(place, top), Point(place, top + rows), "grid")
    }
    var isFirst = true
    for (index, row) in source.rows.enumerated() {
      let deployment = source.deployments[index]
      let height = top + Double(index) * Self.rowHeight
      let shown = ReportChart.fitted(deployment, width: inner)
      chart.canvas.text(shown, at: Point(Self.margin, height + 13), "strong")
      var sum = 0.0
      for part in parts {
        let value = table.number(row, part.column) ?? 0
        let (left, right) = (panel.x(sum, on: scale), panel.x(sum + max(0, value), on: scale))
        sum += max(0, value)
        if value == 0 { continue }
        let box = Box(
          left: left, top: height + 18, right: max(right, left + 0.5), bottom: height + 34)
        let data = [
          ("deployment", deployment), ("column", part.column),
          ("value", table.text(row, part.column)),
        ]
        chart.fill(box, part.colour, part.hatch)
        chart.canvas.point(
          "\(deployment): \(part.name) \(text(value))", data: data, isFirst: isFirst
        ) { $0.rectangle(box, "strip") }
        isFirst = false
      }
    }
    panel.drawHorizontalAxis(scale, title: axis, in: &chart.canvas)
    return chart.document(description: description, hasPoints: true)
      .replacing(ChartStyle.element, with: "")
  }
}
