import Charts
import Platforms

/// A part of the paper's figure 5: the four services of a cloud with one model.
struct ServiceFigure {
  /// The part: `a` to `d`.
  let part: String
  /// The cloud.
  let cloud: PaperCloud
  /// The model.
  let model: PaperModel
  /// What the paper says of it.
  let paperSays: String

  private static let textHeight = 18.0
  private static let bars = BarGroups(
    groups: PaperRuns.workloads.count, bars: PaperService.allCases.count)

  /// The parts in order.
  static let all = [
    ServiceFigure(
      part: "a", cloud: .amazon, model: .mobileNet,
      paperSays: "Lambda's latency is two orders of magnitude below SageMaker's, whose success "
        + "ratio falls from 87 % to 36 %, and below the CPU server's, which answers 100 %, 75 % "
        + "and 65 % of the requests; the GPU server leads in the lower two workloads and falls "
        + "behind in workload-200 (sections 4.4 to 4.6)."),
    ServiceFigure(
      part: "b", cloud: .amazon, model: .albert,
      paperSays: "With the larger model SageMaker answers only 19 % of workload-40, the CPU "
        + "server is slower and fails more than with MobileNet, and even the GPU server falls "
        + "behind Lambda (sections 4.4 to 4.6)."),
    ServiceFigure(
      part: "c", cloud: .google, model: .mobileNet,
      paperSays: "In workload-40 AI Platform and the CPU server are slightly faster than Cloud "
        + "Functions, and none fails; in workload-120 both become far slower, and AI Platform "
        + "fails many requests (sections 4.4 and 4.5)."),
    ServiceFigure(
      part: "d", cloud: .google, model: .albert,
      paperSays: "The pattern is that of AWS, but the GPU server answers more of the requests "
        + "than that of AWS does (section 4.6)."),
  ]

  /// The figure; nil without any of its runs.
  func make(_ runs: PaperRuns) -> PaperFigure? {
    let cells = PaperRuns.workloads.map { workload in
      PaperService.allCases.map { service in
        runs[workload, PaperSystem(cloud: cloud, service: service).deployment(of: model)]
      }
    }
    let all = cells.joined().compactMap { $0 }
    guard !all.isEmpty else { return nil }
    let name = "figure-5\(part)"
    let title = "\(cloud.name), \(model.name): mean latency and success ratio"
    let hasMore = cells.enumerated().contains { group, row in
      PaperService.allCases.indices.contains { row[$0] != nil && !isPublished(group, $0) }
    }
    var chart = Chart(
      name: name, title: title, height: 470 + (hasMore ? Self.textHeight : 0))
    let legend = Legend(
      entries: PaperService.allCases.map { service in
        (
          Legend.Sample.areaAndMark(service.colour, service.hatch, service.marker),
          PaperSystem(cloud: cloud, service: service).name
        )
      })
    legend.draw(at: Point(64, 36), width: 620, in: &chart)
    drawSuccess(cells, of: &chart)
    drawLatency(cells, of: &chart)
    if hasMore {
      chart.canvas.text(
        "* The paper has no measurement of it.", at: Point(64, 478), "quiet value")
    }
    let seen = seenHere(cells)
    return PaperFigure(
      name: name, title: title,
      svg: chart.document(
        description: "Above, marks of the success ratio; below, bars of the mean latency of the "
          + "successful requests on a logarithmic axis; four services in three workloads. " + seen),
      paperSays: paperSays, seenHere: seen)
  }

  /// Whether the paper's table 1 or 3 has the service in the workload with the model.
  private func isPublished(_ workload: Int, _ service: Int) -> Bool {
    guard PaperService.allCases[service] == .managed else { return true }
    switch PaperRuns.workloads[workload] {
    case "workload-40": return true
    case "workload-120": return model == .mobileNet
    default: return false
    }
  }

  private func drawSuccess(_ cells: [[RunFigures?]], of chart: inout Chart) {
    let panel = Panel(box: Box(left: 64, top: 72, right: 688, bottom: 168))
    let scale = Scale.linear(to: 1, ticks: 2)
    panel.drawVerticalAxis(scale, title: "Success ratio", in: &chart.canvas)
    chart.canvas.line(
      Point(panel.box.left, panel.box.bottom), Point(panel.box.right, panel.box.bottom), "axis")
    for (group, row) in cells.enumerated() {
      for (bar, (service, run)) in zip(PaperService.allCases, row).enumerated() {
        guard let run else { continue }
        let ratio = run.successRatio
        let place = Point(
          Self.bars.middle(group: group, bar: bar, in: panel.box), panel.y(ratio, on: scale))
        chart.mark(service.marker, at: place, service.colour)
        chart.canvas.text(
          FigureText.fraction(ratio), at: Point(place.x, place.y + (ratio > 0.5 ? 17 : -9)),
          anchor: .middle, "value")
      }
    }
  }

  private func drawLatency(_ cells: [[RunFigures?]], of chart: inout Chart) {
    let panel = Panel(box: Box(left: 64, top: 196, right: 688, bottom: 424))
    let scale = Scale.logarithmic(holding: cells.joined().compactMap { $0?.meanLatency })
    panel.drawVerticalAxis(scale, title: "Mean latency (s)", in: &chart.canvas)
    for (group, row) in cells.enumerated() {
      for (bar, (service, run)) in zip(PaperService.allCases, row).enumerated() {
        let edges = Self.bars.edges(group: group, bar: bar, in: panel.box)
        let middle = (edges.left + edges.right) / 2
        guard let mean = run?.meanLatency else {
          for (line, word) in ["not", run == nil ? "run" : "any"].enumerated() {
            let foot = panel.box.bottom - 18 + Double(line) * 12
            chart.canvas.text(word, at: Point(middle, foot), anchor: .middle, "value quiet")
          }
          continue
        }
        let top = panel.y(mean, on: scale)
        chart.fill(
          Box(left: edges.left, top: top, right: edges.right, bottom: panel.box.bottom),
          service.colour, service.hatch)
        chart.canvas.text(
          FigureText.significant(mean) + (isPublished(group, bar) ? "" : "*"),
          at: Point(middle, top - 5), anchor: .middle, "value")
      }
    }
    panel.drawGroups(PaperRuns.workloads, title: "Workload", in: &chart.canvas)
  }

  /// A sentence a workload: each service's latency against the serverless one's, and successes.
  private func seenHere(_ cells: [[RunFigures?]]) -> String {
    zip(PaperRuns.workloads, cells).compactMap { workload, row -> String? in
      guard let base = row[0], let mean = base.meanLatency else { return nil }
      let others = zip(PaperService.allCases, row).dropFirst().compactMap { service, run in
        run.map { sentence(PaperSystem(cloud: cloud, service: service), $0, against: mean) }
      }
      let own = PaperSystem(cloud: cloud, service: .serverless).name
      return "\(workload): \(own) \(FigureText.seconds(mean)), "
        + "\(FigureText.percent(base.successRatio)) answered"
        + others.map { "; " + $0 }.joined() + "."
    }.joined(separator: "\n")
  }

  private func sentence(
    _ system: PaperSystem, _ run: RunFigures, against mean: Double
  ) -> String {
    guard let latency = run.meanLatency else { return "\(system.name) answers none" }
    return "\(system.name) \(FigureText.factor(latency / mean)) times that, "
      + FigureText.percent(run.successRatio)
  }
}
