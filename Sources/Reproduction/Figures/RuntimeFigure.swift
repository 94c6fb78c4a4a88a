import Charts
import Platforms

/// The paper's figure 4: serverless MobileNet by platform and runtime.
enum RuntimeFigure {
  private struct Series {
    let name: String
    let deployment: String
    let colour: ChartColour
    let hatch: ChartHatch?
  }

  private static let series = [
    Series(
      name: "Lambda, ORT1.6", deployment: "aws-lambda-mobilenet-ort-1.6", colour: .blue,
      hatch: nil),
    Series(
      name: "Lambda, TF1.4", deployment: "aws-lambda-mobilenet-tf-1.4", colour: .blue,
      hatch: .diagonal),
    Series(
      name: "Cloud Functions, ORT1.6", deployment: "gcp-cloud-functions-mobilenet-ort-1.6",
      colour: .orange, hatch: nil),
    Series(
      name: "Cloud Functions, TF1.15", deployment: "gcp-cloud-functions-mobilenet-tf-1.15",
      colour: .orange, hatch: .diagonal),
  ]

  /// The figure; nil without any of its runs.
  static func make(_ runs: PaperRuns) -> PaperFigure? {
    let cells = PaperRuns.workloads.map { workload in
      series.map { runs[workload, $0.deployment] }
    }
    let all = cells.joined().compactMap { $0 }
    guard !all.isEmpty else { return nil }
    let title = "Serverless MobileNet: mean latency by runtime"
    var chart = Chart(name: "figure-4", title: title, height: 424)
    let legend = Legend(
      entries: series.map { (Legend.Sample.area($0.colour, $0.hatch), $0.name) })
    legend.draw(at: Point(64, 36), width: 400, in: &chart)
    let panel = Panel(box: Box(left: 64, top: 84, right: 688, bottom: 356))
    let tops = all.map { run in
      (run.meanLatency ?? 0) + (run.latencyDeviation ?? 0)
    }
    let scale = Scale.logarithmic(holding: tops + all.compactMap(\.meanLatency))
    panel.drawVerticalAxis(scale, title: "Mean latency (s)", in: &chart.canvas)
    for (group, row) in cells.enumerated() {
      draw(row, group: group, on: scale, in: panel, of: &chart)
    }
    panel.drawGroups(PaperRuns.workloads, title: "Workload", in: &chart.canvas)
    chart.canvas.text(
      "Whiskers: standard deviation; one that would reach below zero is cut there, "
        + "at the foot of the axis.",
      at: Point(64, 413), "quiet value")
    let seen = seenHere(cells)
    return PaperFigure(
      name: "figure-4", title: title,
      svg: chart.document(
        description: "Bars of the mean latency on a logarithmic axis, with whiskers of a standard "
          + "deviation, for two platforms with two runtimes each. " + seen),
      paperSays: "With the same runtime Lambda answers sooner than Cloud Functions in every "
        + "workload and varies less between them; OnnxRuntime is faster than TensorFlow on both, "
        + "up to 8.2 times on Lambda and 12.3 times on Cloud Functions (sections 4.2 and 4.3).",
      seenHere: seen)
  }

  private static func draw(
    _ row: [RunFigures?], group: Int, on scale: Scale, in panel: Panel, of chart: inout Chart
  ) {
    let groups = BarGroups(groups: PaperRuns.workloads.count, bars: series.count)
    for (index, run) in row.enumerated() {
      guard let run, let mean = run.meanLatency else { continue }
      let edges = groups.edges(group: group, bar: index, in: panel.box)
      let top = panel.y(mean, on: scale)
      chart.fill(
        Box(left: edges.left, top: top, right: edges.right, bottom: panel.box.bottom),
        series[index].colour, series[index].hatch)
      let middle = (edges.left + edges.right) / 2
      let deviation = run.latencyDeviation ?? 0
      let high = panel.y(mean + deviation, on: scale)
      let low = panel.y(max(mean - deviation, 0), on: scale)
      chart.canvas.line(Point(middle, high), Point(middle, low), "whisker")
      chart.canvas.line(Point(middle - 5, high), Point(middle + 5, high), "whisker")
      if mean > deviation {
        chart.canvas.line(Point(middle - 5, low), Point(middle + 5, low), "whisker")
      }
      chart.canvas.text(
        FigureText.significant(mean), at: Point(middle, high - 6), anchor: .middle, "value")
    }
  }

  private static func seenHere(_ cells: [[RunFigures?]]) -> String {
    /// The largest factor between the means of two series, over the workloads.
    func greatest(_ one: Int, over other: Int) -> Double? {
      cells.compactMap { row in
        guard let a = row[one]?.meanLatency, let b = row[other]?.meanLatency else { return nil }
        return a / b
      }.max()
    }
    func spread(_ index: Int) -> Double? {
      let means = cells.compactMap { $0[index]?.meanLatency }
      guard let low = means.min(), let high = means.max() else { return nil }
      return high / low
    }
    var sentences: [String] = []
    let pairs = cells.compactMap { row -> Bool? in
      guard let a = row[0]?.meanLatency, let b = row[2]?.meanLatency else { return nil }
      return a < b
    }
    if !pairs.isEmpty {
      sentences.append(
        "With ORT1.6, Lambda's mean latency is below Cloud Functions' in "
          + "\(pairs.count { $0 }) of \(pairs.count) workloads.")
    }
    if let lambda = greatest(1, over: 0), let functions = greatest(3, over: 2) {
      sentences.append(
        "TensorFlow's mean is up to \(FigureText.factor(lambda)) times OnnxRuntime's on Lambda "
          + "and up to \(FigureText.factor(functions)) times on Cloud Functions.")
    }
    if let lambda = spread(0), let functions = spread(2) {
      sentences.append(
        "Lambda's worst mean of the three workloads is \(FigureText.factor(lambda)) times its "
          + "best, Cloud Functions' \(FigureText.factor(functions)) times (ORT1.6).")
    }
    return sentences.joined(separator: " ")
  }
}
