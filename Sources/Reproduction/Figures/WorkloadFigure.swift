import Charts
import Platforms

/// The paper's figure 3: how many requests come over time.
enum WorkloadFigure {
  private static let panelHeight = 112.0
  private static let distance = 184.0

  /// The figure; nil without a run of any of the workloads.
  static func make(_ runs: PaperRuns) -> PaperFigure? {
    let workloads = PaperRuns.workloads.compactMap { name in
      runs.anyRun(of: name).map { (name: name, run: $0, bins: TimeBins($0.timeline, atMost: 250)) }
    }
    guard !workloads.isEmpty else { return nil }
    let title = "Requests per second in the paper's workloads"
    var chart = Chart(
      name: "figure-3", title: title, height: 46 + distance * Double(workloads.count))
    for (index, workload) in workloads.enumerated() {
      let top = 62 + Double(index) * distance
      let heading =
        "(\(["a", "b", "c"][index])) \(workload.name): \(workload.run.requests) requests, "
        + "means over \(FigureText.time(workload.bins.width))"
      chart.canvas.text(heading, at: Point(64, top - 12), "strong")
      draw(
        workload.bins,
        in: Panel(box: Box(left: 64, top: top, right: 680, bottom: top + panelHeight)),
        of: &chart)
    }
    let seen = workloads.map { sentence($0.name, $0.run) }.joined(separator: "\n")
    return PaperFigure(
      name: "figure-3", title: title,
      svg: chart.document(
        description: "A panel for each workload shows its rate of requests over time. " + seen),
      paperSays: "Three Markov-modulated Poisson processes are the load: 15000 requests in 870 s, "
        + "15000 in 250 s and 18000 in 190 s, with peaks near 40, 120 and 200 requests a second "
        + "(section 4.1).",
      seenHere: seen)
  }

  private static func draw(_ bins: TimeBins, in panel: Panel, of chart: inout Chart) {
    let rates = Scale.linear(to: bins.bins.map(\.rate).max() ?? 1, ticks: 5)
    let time = Scale.linear(to: bins.end, endsThere: true, ticks: 10)
    panel.drawVerticalAxis(rates, title: "Requests per s", in: &chart.canvas)
    let points = bins.bins.map {
      Point(panel.x($0.middle, on: time), panel.y($0.rate, on: rates))
    }
    if let first = points.first, let last = points.last {
      let foot = panel.box.bottom
      chart.canvas.polygon([Point(first.x, foot)] + points + [Point(last.x, foot)], "area blue")
      chart.canvas.lines(through: [points], "line blue")
    }
    panel.drawHorizontalAxis(time, title: "Time (s)", in: &chart.canvas)
  }

  private static func sentence(_ name: String, _ run: RunFigures) -> String {
    let seconds = TimeBins(run.timeline, atMost: .max)
    let peak = seconds.bins.max { $0.rate < $1.rate }
    let mean = seconds.end > 0 ? Double(run.requests) / seconds.end : 0
    return "\(name): \(run.requests) requests in \(FigureText.significant(seconds.end)) s, "
      + "\(FigureText.significant(mean)) a second in the mean and at most "
      + "\(FigureText.significant(peak?.rate ?? 0)), at t = \(FigureText.time(peak?.start ?? 0))."
  }
}

extension PaperRuns {
  /// A run of a workload on any of the systems; all of them serve the same requests.
  fileprivate func anyRun(of workload: String) -> RunFigures? {
    for model in PaperModel.allCases {
      for cloud in PaperCloud.allCases {
        for service in PaperService.allCases {
          let system = PaperSystem(cloud: cloud, service: service)
          if let run = self[workload, system.deployment(of: model)] { return run }
        }
      }
    }
    return nil
  }
}
