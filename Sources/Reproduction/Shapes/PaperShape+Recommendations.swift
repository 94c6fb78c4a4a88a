import Documents
import Platforms

// Section 5.
extension PaperShape {
  package static let recommendations = [
    PaperShape(
      17, "5.1, Fig. 7",
      "Importing libraries during the download saves Lambda 10.6 % of a cold start; "
        + "slices of the model add little",
      overlappedSteps),
    PaperShape(
      18, "5.1, Fig. 8",
      "With larger batches on Cloud Functions the cost falls and is flat from 4 to 16, "
        + "and the mean latency rises",
      batches),
    PaperShape(
      19, "4.3, 5.2",
      "Cloud Functions with TF1.15 starts over 1200 instances in the first peak of "
        + "workload-200 and needs 500 in the second; shorter cold starts make it fewer"
    ) { runs, check in
      let system = PaperDeployment.functionsTensorFlow
      let first = runs.created(system, 200, 0..<50)
      check.above("created in t=0-50", first, 1200)
      // "Needed" may mean either, and both are shown.
      let needed: ClosedRange<Double> = 450...550
      check.within(
        "different instances that serve in t=150-200",
        ShapeCheck.Figure(
          name: system.name,
          value: runs.servingInSecondPeak(system.cell(200)).map { Double($0) },
          unit: .count), needed)
      check.within(
        "instances that serve at the same time in t=150-200",
        ShapeCheck.Figure(
          name: system.name,
          value: runs[system.cell(200)]?.busyPeak(150..<200).map { Double($0) }, unit: .count),
        needed)
      check.less("created in t=0-50", runs.created(.functions, 200, 0..<50), first)
    },
    PaperShape(
      20, "5.2",
      "Cloud Functions revokes most instances soon after a peak, so that too few are "
        + "left for the next",
      revocation),
  ]

  @Sendable private static func overlappedSteps(_ runs: PaperRuns, _ check: inout ShapeCheck) {
    func saved(_ order: String) -> ShapeCheck.Figure {
      let value = PaperQuantity.coldStartReduction.value(
        PaperCell(scenario: ColdStartRuns.scenario, deployment: order),
        reference: ColdStartRuns.sequential, in: runs)
      return ShapeCheck.Figure(name: order, value: value, unit: .fraction)
    }
    let first = saved(ColdStartRuns.overlapped)
    let published = 0.106
    check.within(
      "saved of the mean cold start", first,
      published * (1 - PaperVerdict.tolerance)...published * (1 + PaperVerdict.tolerance))
    let more = ShapeCheck.Figure.difference(saved(ColdStartRuns.sliced), first)
    check.atLeast("saved of the mean cold start", more, 0)
    check.atMost("saved of the mean cold start", more, 0.02)
    func latency(_ order: String) -> ShapeCheck.Figure {
      ShapeCheck.Figure(
        name: order, value: runs[ColdStartRuns.scenario, order]?.meanLatency,
        unit: .seconds)
    }
    check.less(
      "mean latency of cold requests", latency(ColdStartRuns.overlapped),
      latency(ColdStartRuns.sequential))
  }

  @Sendable private static func batches(_ runs: PaperRuns, _ check: inout ShapeCheck) {
    func figure(
      _ size: Int, _ unit: ShapeCheck.Unit, _ value: (RunFigures) -> Double?
    ) -> ShapeCheck.Figure {
      let name = "batch-\(size)"
      return ShapeCheck.Figure(
        name: name, value: runs[BatchingFigure.scenario, name].flatMap(value), unit: unit)
    }
    func cost(_ size: Int) -> ShapeCheck.Figure { figure(size, .dollars) { $0.cost.dollars } }
    func latency(_ size: Int) -> ShapeCheck.Figure {
      figure(size, .seconds) { $0.meanLatency }
    }
    check.less("cost", cost(2), cost(1))
    check.less("cost", cost(4), cost(2))
    for size in [8, 16] { check.within("cost", .ratio(cost(size), cost(4)), 0.9...1.1) }
    for (smaller, larger) in zip(BatchingFigure.sizes, BatchingFigure.sizes.dropFirst()) {
      check.less("mean latency", latency(smaller), latency(larger))
    }
  }

  /// A run on Cloud Functions in which instances are warmed 140 s before a peak at t=150.
  private static let warmed = PaperCell(
    scenario: PaperExperiments.preWarming, deployment: "100 at 10 s")

  @Sendable private static func revocation(_ runs: PaperRuns, _ check: inout ShapeCheck) {
    let run = runs[warmed]
    let fleet = run?.instances ?? []
    var fraction: Double?
    if fleet.count > 150, let greatest = fleet[..<150].max(), greatest > 0 {
      fraction = fleet[149] / greatest
    }
    check.below(
      warmed.scenario,
      ShapeCheck.Figure(
        name: "share of the warmed instances left when the peak comes", value: fraction,
        unit: .fraction), 0.5)
    check.above(
      warmed.scenario,
      ShapeCheck.Figure(
        name: "created in the peak", value: run.map { Double($0.created(150..<190)) },
        unit: .count), 0)
  }
}
