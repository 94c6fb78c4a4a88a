import Platforms
import SimCore

// Section 4.4 on managed services.
extension PaperShape {
  package static let managed = [
    PaperShape(
      7, "4.4",
      "SageMaker is two orders of magnitude slower than Lambda; it fails from about "
        + "t=100 of workload-40 on, and scales after minutes",
      sageMaker),
    PaperShape(
      8, "4.4, Fig. 6b",
      "AI Platform with MobileNet: slightly ahead in workload-40 at 5.3 times the "
        + "cost, far worse in workload-120, where every request of t=150-200 fails",
      aiPlatform),
    PaperShape(9, "4.4", "A managed service costs more than functions wherever Table 3 has both") {
      runs, check in
      for (function, service) in [
        (PaperDeployment.lambda, PaperDeployment.sageMaker), (.functions, .aiPlatform),
      ] {
        for workload in [40, 120] {
          check.less(
            "workload-\(workload)", runs.cost(function, workload), runs.cost(service, workload))
        }
        check.less("workload-40", runs.cost(function.albert, 40), runs.cost(service.albert, 40))
      }
    },
  ]

  /// What counts as slightly faster: the slower one takes at most twice as long.
  package static let slight = 2.0

  @Sendable private static func sageMaker(_ runs: PaperRuns, _ check: inout ShapeCheck) {
    let system = PaperDeployment.sageMaker
    for (workload, service, function) in [
      (40, system, PaperDeployment.lambda), (120, system, .lambda),
      (40, system.albert, .lambda.albert),
    ] {
      check.atLeast(
        "workload-\(workload)",
        .ratio(runs.latency(service, workload), runs.latency(function, workload)), 100)
    }
    // The rate rises at t=100; a queue fills before requests are lost.
    check.within(
      "workload-40",
      ShapeCheck.Figure(
        name: "arrival of the first failed request",
        value: runs[system.cell(40)]?.firstFailure.map { Double($0) } ?? .infinity, unit: .seconds),
      90...200)
    // The rate rises at t=100; the first instance is there from the start.
    let run = runs[system.cell(40)]
    check.atLeast(
      "workload-40",
      ShapeCheck.Figure(
        name: "first further instance ready after t=100 by",
        value: run.map { $0.firstReady(beyond: 1).map { $0 - 100 } ?? .infinity }, unit: .seconds),
      180)
  }

  @Sendable private static func aiPlatform(_ runs: PaperRuns, _ check: inout ShapeCheck) {
    let service = PaperDeployment.aiPlatform
    let function = PaperDeployment.functions
    check.atMost("failures in workload-40", runs.failures(service, 40), 0)
    check.less("workload-40", runs.latency(service, 40), runs.latency(function, 40))
    check.atMost(
      "workload-40", .ratio(runs.latency(function, 40), runs.latency(service, 40)), slight)
    let published = 5.3
    check.within(
      "cost in workload-40", .ratio(runs.cost(service, 40), runs.cost(function, 40)),
      published * (1 - PaperVerdict.tolerance)...published * (1 + PaperVerdict.tolerance))
    check.atLeast(
      "latency",
      .ratio(
        runs.latency(service, 120).named("workload-120"),
        runs.latency(service, 40).named("workload-40")), 10)
    check.atMost("success in workload-120", runs.success(service, 120), 0.9)
    check.atMost("success of t=150-200 in workload-120", runs.success(service, 120, 150..<200), 0)
    // A gap has two sides.
    for side in [100..<150, 200..<250] {
      check.above(
        "success of t=\(side.lowerBound)-\(side.upperBound) in workload-120",
        runs.success(service, 120, side), 0)
    }
  }
}
