import Charts
import Platforms

/// A part of the paper's figure 6: a serverless function and another service over time.
struct ComparisonFigure {
  /// The part: `a` to `h`.
  let part: String
  /// The cloud.
  let cloud: PaperCloud
  /// The service that the function is compared with.
  let other: PaperService
  /// The name of the workload.
  let workload: String
  /// The model.
  var model = PaperModel.mobileNet
  /// What the paper says of it.
  let paperSays: String

  /// The parts in order.
  static let all = [
    ComparisonFigure(
      part: "a", cloud: .amazon, other: .managed, workload: "workload-40",
      paperSays: "Lambda starts with about 3 s, above SageMaker, and is faster and steadier once "
        + "warm; from about t = 100 s SageMaker cannot keep up, and its autoscaling takes several "
        + "minutes (section 4.4)."),
    ComparisonFigure(
      part: "b", cloud: .google, other: .managed, workload: "workload-120",
      paperSays: "AI Platform does not scale fast enough: between t = 150 s and 200 s every "
        + "request to it fails (section 4.4)."),
    ComparisonFigure(
      part: "c", cloud: .amazon, other: .processorServer, workload: "workload-120",
      paperSays: "The CPU server's latency rises sharply with the first peak, at t = 75 s "
        + "(section 4.5)."),
    ComparisonFigure(
      part: "d", cloud: .google, other: .processorServer, workload: "workload-120",
      paperSays: "In both peaks, t = 75 to 150 s and 200 to 250 s, the CPU server's latency grows "
        + "above 10 s, with virtually no failures (section 4.5)."),
    ComparisonFigure(
      part: "e", cloud: .amazon, other: .graphicsServer, workload: "workload-200",
      paperSays: "The GPU server leads while Lambda starts cold, Lambda leads while the rate is "
        + "high, and the GPU server leads slightly when the rate has fallen; nothing fails "
        + "(section 4.6)."),
    ComparisonFigure(
      part: "f", cloud: .amazon, other: .graphicsServer, workload: "workload-40", model: .albert,
      paperSays: "With ALBERT, which takes about ten times MobileNet's time on it, the GPU server "
        + "is worse even under the low load, in latency and in success ratio (section 4.6)."),
    ComparisonFigure(
      part: "g", cloud: .google, other: .graphicsServer, workload: "workload-200",
      paperSays: "As on AWS; the advantage of Cloud Functions shows most in the two peaks "
        + "(section 4.6)."),
    ComparisonFigure(
      part: "h", cloud: .google, other: .graphicsServer, workload: "workload-200", model: .albert,
      paperSays: "With the larger model the advantage of Cloud Functions in the two peaks is "
        + "larger still, for its elasticity (section 4.6)."),
  ]

  private var functions: PaperSystem { PaperSystem(cloud: cloud, service: .serverless) }
  private var server: PaperSystem { PaperSystem(cloud: cloud, service: other) }

  /// The figure; nil without both of its runs.
  func make(_ runs: PaperRuns) -> PaperFigure? {
    guard
      let first = runs[workload, functions.deployment(of: model)],
      let second = runs[workload, server.deployment(of: model)]
    else { return nil }
    let (own, others) = (
      TimeBins(first.timeline, atMost: 200), TimeBins(second.timeline, atMost: 200)
    )
    let name = "figure-6\(part)"
    let title = "\(functions.name) and \(server.name) over time: \(workload), \(model.name)"
    var chart = Chart(name: name, title: title, height: 382)
    draw(own, others, of: &chart)
    let seen = ComparisonText(
      names: (functions.name, server.name), runs: (first, second), bins: (own, others)
    ).text
    return PaperFigure(
      name: name, title: title,
      svg: chart.document(
        description: "Lines of both mean latencies on a logarithmic axis on the left, and a dotted "
          + "line of the success ratio of \(server.name) on an axis from 0 to 1 on the right. "
          + seen),
      paperSays: paperSays, seenHere: seen)
  }

  private func draw(_ own: TimeBins, _ others: TimeBins, of chart: inout Chart) {
    func series(_ system: PaperSystem, _ bins: TimeBins) -> LineSeries {
      LineSeries(
        name: "\(system.name), latency", colour: system.service.colour,
        marker: system.service.marker,
        samples: bins.bins.map { .init(time: $0.middle, value: $0.latency) })
    }
    let latencies = [series(server, others), series(functions, own)]
    let success = LineSeries(
      name: "\(server.name), success ratio (right axis)", colour: other.colour, isDotted: true,
      samples: others.bins.map { .init(time: $0.middle, value: $0.success) })
    let legend = Legend(entries: [latencies[1].legend, latencies[0].legend, success.legend])
    let height = legend.height(over: 640)
    legend.draw(at: Point(64, 36), width: 640, in: &chart)
    let panel = Panel(box: Box(left: 64, top: 46 + height, right: 640, bottom: 312))
    let values = Scale.logarithmic(
      holding: latencies.flatMap(\.samples).compactMap(\.value), inDecades: false)
    let time = Scale.linear(to: max(own.end, others.end), endsThere: true, ticks: 10)
    let ratio = Scale.linear(to: 1, ticks: 5)
    panel.drawVerticalAxis(values, title: "Mean latency (s)", in: &chart.canvas)
    panel.drawVerticalAxis(ratio, title: "Success ratio", side: .right, in: &chart.canvas)
    panel.drawHorizontalAxis(time, title: "Time of arrival (s)", in: &chart.canvas)
    success.draw(in: panel, time: time, values: ratio, of: &chart)
    for series in latencies { series.draw(in: panel, time: time, values: values, of: &chart) }
    chart.canvas.text(
      "Means over \(FigureText.time(others.width)) of arrivals; a line is cut where no request "
        + "succeeded.",
      at: Point(64, 371), "quiet value")
  }
}
