import Charts
import Documents
import Studies

/// A figure of one deployment over two keys: a cell for each pair of values, with its number.
enum HeatChart {
  /// The most values across, for which there is room to write numbers.
  static let mostAcross = 10
  private static let (top, right, cellHeight) = (40.0, 8.0, 26.0)

  /// The document; nil where the deployment has no such figure.
  static func svg(
    _ source: SweepSource, figure: Int, deployment: Int, name: String, title: String
  ) -> String? {
    let (down, across) = (source.record.axes[0], source.record.axes[1])
    let shown = SweepSource.figures[figure]
    let named = source.record.deployments[deployment]
    let values = (0..<(down.values.count * across.values.count)).map {
      source.mean(figure, deployment: deployment, point: $0)
    }
    let known = values.compactMap(\.self)
    guard let least = known.min(), let greatest = known.max() else { return nil }
    let left =
      16 + min(120, down.values.map { TextWidth.of($0, size: ReportChart.size) }.max() ?? 0)
    let width = (ReportChart.width - left - right) / Double(across.values.count)
    let bottom = top + Double(down.values.count) * cellHeight
    var chart = Chart(name: name, title: title, width: ReportChart.width, height: bottom + 8)
    chart.canvas.text(
      ReportChart.fitted("down: \(down.path); across: \(across.path)", width: 420),
      at: Point(8, 14), "quiet")
    for (index, value) in across.values.enumerated() {
      chart.canvas.text(
        ReportChart.fitted(value, width: width),
        at: Point(left + (Double(index) + 0.5) * width, top - 6), anchor: .middle, "tick")
    }
    for (row, value) in down.values.enumerated() {
      let height = top + Double(row) * cellHeight
      chart.canvas.text(
        ReportChart.fitted(value, width: left - 12), at: Point(left - 8, height + 17), anchor: .end,
        "tick")
    }
    let digits = across.values.count > 6 ? 2 : 3
    var isFirst = true
    for (index, value) in values.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: across.values.count)
      let box = Box(
        left: left + Double(column) * width, top: top + Double(row) * cellHeight,
        right: left + Double(column + 1) * width, bottom: top + Double(row + 1) * cellHeight)
      guard let value else { continue }
      let share = greatest > least ? (value - least) / (greatest - least) : 0
      chart.canvas.rectangle(box, "cell shade-\(Int((share * 5).rounded(.down)))")
      chart.canvas.text(
        ReportChart.fitted(
          shown.isShare ? shown.text(value) : FigureText.significant(value, digits: digits),
          width: width),
        at: Point((box.left + box.right) / 2, box.bottom - 9), anchor: .middle, "value")
      chart.canvas.point(
        "\(named), \(down.path) = \(down.values[row]), \(across.path) = "
          + "\(across.values[column]): \(shown.name) \(shown.text(value))",
        data: [
          ("deployment", named), ("column", shown.column),
          ("at", "\(down.values[row]);\(across.values[column])"),
          ("value", DecimalText.fixed(value, digits: 9)),
        ], isFirst: isFirst
      ) { $0.rectangle(box, "strip") }
      isFirst = false
    }
    return chart.document(
      description: "\(shown.name) of \(named): a row for each value of \(down.path), a column for "
        + "each of \(across.path).", hasPoints: true
    ).replacing(ChartStyle.element, with: "")
  }
}
