import Documents
import Charts
import Platforms

/// The paper's figure 8: latency and cost by the number of requests in a batch.
enum BatchingFigure {
  /// The sizes of batches; the deployments are called `batch-1` and so on.
  static let sizes = [1, 2, 4, 8, 16]

  /// The name of the scenario.
  static let scenario = PaperExperiments.batching

  private struct Row {
    let size: Int
    let latency: Double
    let cost: Double
  }

  /// The figure; nil without any of its runs.
  static func make(_ runs: PaperRuns) -> PaperFigure? {
    let rows = sizes.compactMap { size -> Row? in
      guard let run = runs[scenario, "batch-\(size)"], let latency = run.meanLatency else {
        return nil
      }
      return Row(size: size, latency: latency, cost: run.cost.dollars)
    }
    guard !rows.isEmpty else { return nil }
    let title = "Batching on Cloud Functions: mean latency and cost"
    var chart = Chart(name: "figure-8", title: title, height: 364)
    Legend(
      entries: [
        (.area(.green, nil), "Mean latency (left axis)"),
        (.area(.blue, .diagonal), "Cost (right axis)"),
      ]
    ).draw(at: Point(64, 36), width: 600, in: &chart)
    let panel = Panel(box: Box(left: 64, top: 76, right: 628, bottom: 316))
    draw(rows, in: panel, of: &chart)
    let seen = seenHere(rows)
    return PaperFigure(
      name: "figure-8", title: title,
      svg: chart.document(
        description: "For each size of a batch a bar of the mean latency, on the left axis, and "
          + "one of the cost, on the right axis. " + seen),
      paperSays: "On Cloud Functions with MobileNet and workload-120 the cost falls with the size "
        + "of the batch and then stays flat, from 4 to 16, while the mean latency rises "
        + "(section 5.1).",
      seenHere: seen)
  }

  private static func draw(_ rows: [Row], in panel: Panel, of chart: inout Chart) {
    let latencies = Scale.linear(to: (rows.map(\.latency).max() ?? 1) * 1.04)
    let costs = Scale.linear(to: (rows.map(\.cost).max() ?? 1) * 1.04)
    panel.drawVerticalAxis(latencies, title: "Mean latency (s)", in: &chart.canvas)
    panel.drawVerticalAxis(costs, title: "Cost (USD)", side: .right, in: &chart.canvas)
    let groups = BarGroups(groups: rows.count, bars: 2)
    for (index, row) in rows.enumerated() {
      let bars: [(value: Double, scale: Scale, colour: ChartColour, hatch: ChartHatch?)] = [
        (row.latency, latencies, .green, nil), (row.cost, costs, .blue, .diagonal),
      ]
      for (bar, item) in bars.enumerated() {
        let edges = groups.edges(group: index, bar: bar, in: panel.box)
        let top = panel.y(item.value, on: item.scale)
        chart.fill(
          Box(left: edges.left, top: top, right: edges.right, bottom: panel.box.bottom),
          item.colour, item.hatch)
        chart.canvas.text(
          FigureText.significant(item.value), at: Point((edges.left + edges.right) / 2, top - 5),
          anchor: .middle, "value")
      }
    }
    panel.drawGroups(rows.map { "\($0.size)" }, title: "Requests in a batch", in: &chart.canvas)
  }

  private static func seenHere(_ rows: [Row]) -> String {
    guard let first = rows.first, let last = rows.last, rows.count > 1 else { return "" }
    func change(_ from: Row, _ to: Row) -> String {
      guard from.cost > 0 else { return "" }
      let fraction = to.cost / from.cost - 1
      return "\(FigureText.percent(fraction.magnitude)) \(fraction > 0 ? "more" : "less")"
    }
    var text =
      "In batches of \(last.size), \(FigureText.dollars(last.cost)) instead of "
      + "\(FigureText.dollars(first.cost)) in batches of \(first.size) (\(change(first, last))), "
      + "at a mean latency of \(FigureText.seconds(last.latency)) instead of "
      + "\(FigureText.seconds(first.latency))."
    if let four = rows.first(where: { $0.size == 4 }), last.size > 4 {
      text += " Batches of \(last.size) cost \(change(four, last)) than batches of 4."
    }
    return text
  }
}
