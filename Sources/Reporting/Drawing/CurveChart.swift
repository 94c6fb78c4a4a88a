import Charts
import Documents
import Studies

/// A figure of some deployments over the values of one key, as curves.
enum CurveChart {
  private static let (left, right, height) = (58.0, 22.0, 200.0)

  /// The document; nil where no deployment has the figure.
  static func svg(
    _ source: SweepSource, figure: Int, deployments: Range<Int>, name: String, title: String
  ) -> String? {
    let axis = source.record.axes[0]
    let shown = SweepSource.figures[figure]
    func value(_ deployment: Int, _ point: Int) -> Double? {
      source.mean(figure, deployment: deployment, point: point)
    }
    let all = deployments.flatMap { deployment in
      axis.values.indices.compactMap { value(deployment, $0) }
    }
    if all.isEmpty { return nil }
    let isLogarithmic = shown.isLogarithmic && all.contains { $0 > 0 }
    let scale =
      isLogarithmic
      ? Scale.logarithmic(holding: all, inDecades: false)
      : Scale.linear(to: all.max() ?? 1, ticks: 5)
    let entries = deployments.map {
      (ReportChart.looks[$0 - deployments.lowerBound], source.record.deployments[$0])
    }
    let fitted = entries.map { ($0, ReportChart.fitted($1, width: ReportChart.width - 110)) }
    let legend = Double(fitted.count) * 18 + 10
    var chart = Chart(
      name: name, title: title, width: ReportChart.width, height: legend + height + 50)
    for (index, entry) in fitted.enumerated() {
      _ = ReportChart.drawLegend(
        [entry], top: 2 + Double(index) * 18, left: left, withMarks: true, in: &chart)
    }
    let panel = Panel(
      box: Box(
        left: left, top: legend, right: ReportChart.width - right, bottom: legend + height))
    panel.drawVerticalAxis(scale, title: shown.name, in: &chart.canvas)
    let places = places(axis.values)
    drawAxis(axis.values, places, title: axis.path, panel, in: &chart)
    var isFirst = true
    for deployment in deployments {
      let look = ReportChart.looks[deployment - deployments.lowerBound]
      var runs: [[Point]] = [[]]
      for (index, place) in places.enumerated() {
        guard let value = value(deployment, index), value > 0 || !isLogarithmic else {
          runs.append([])
          continue
        }
        let across = panel.box.left + place * panel.box.width
        runs[runs.count - 1].append(Point(across, panel.y(value, on: scale)))
      }
      chart.canvas.lines(through: runs, look.line)
      for (index, place) in places.enumerated() {
        guard let value = value(deployment, index), value > 0 || !isLogarithmic else { continue }
        let point = Point(panel.box.left + place * panel.box.width, panel.y(value, on: scale))
        let named = source.record.deployments[deployment]
        chart.mark(look.marker, at: point, look.colour)
        chart.canvas.point(
          "\(named), \(axis.path) = \(axis.values[index]): \(shown.name) \(shown.text(value))",
          data: [
            ("deployment", named), ("column", shown.column), ("at", axis.values[index]),
            ("value", DecimalText.fixed(value, digits: 9)),
          ], isFirst: isFirst
        ) {
          $0.rectangle(
            Box(left: point.x - 7, top: point.y - 7, right: point.x + 7, bottom: point.y + 7),
            "strip")
        }
        isFirst = false
      }
    }
    return chart.document(
      description: "\(shown.name) of each deployment over \(axis.path).", hasPoints: true
    ).replacing(ChartStyle.element, with: "")
  }

  /// Where values stand along the axis, from 0 to 1: as the numbers they are, by their factors
  /// where they span more than twenty, and otherwise evenly in their order.
  static func places(_ values: [String]) -> [Double] {
    let even = values.indices.map {
      values.count > 1 ? Double($0) / Double(values.count - 1) : 0.5
    }
    let numbers = values.compactMap { Double($0) }
    guard numbers.count == values.count, let least = numbers.min(), let greatest = numbers.max(),
      least < greatest
    else { return even }
    if least > 0 && greatest > 20 * least {
      let scale = Scale.logarithmic(holding: numbers)
      let (first, last) = (scale.fraction(of: least), scale.fraction(of: greatest))
      return numbers.map { (scale.fraction(of: $0) - first) / (last - first) }
    }
    return numbers.map { ($0 - least) / (greatest - least) }
  }

  /// Draws the axis, and names as many values as there is room for.
  private static func drawAxis(
    _ values: [String], _ places: [Double], title: String, _ panel: Panel, in chart: inout Chart
  ) {
    let box = panel.box
    chart.canvas.line(Point(box.left, box.bottom), Point(box.right, box.bottom), "axis")
    var free = -Double.infinity
    for (value, place) in zip(values, places).sorted(by: { $0.1 < $1.1 }) {
      let x = box.left + place * box.width
      chart.canvas.line(Point(x, box.bottom), Point(x, box.bottom + 4), "axis")
      let wide = TextWidth.of(value, size: ReportChart.size) / 2
      if x - wide < free { continue }
      chart.canvas.text(value, at: Point(x, box.bottom + 17), anchor: .middle, "tick")
      free = x + wide + 6
    }
    chart.canvas.text(
      ReportChart.fitted(title, width: box.width),
      at: Point((box.left + box.right) / 2, box.bottom + 36), anchor: .middle, "name")
  }
}
