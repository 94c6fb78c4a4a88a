import Platforms
import SimCore

// Section 4.3 and the part of 4.4 on functions.
extension PaperShape {
  /// The workloads, by their numbers.
  package static let workloads = [40, 120, 200]

  package static let serverless = [
    PaperShape(
      1, "4.3", "Lambda answers sooner than Cloud Functions in every workload, runtime by runtime"
    ) { runs, check in
      for workload in workloads {
        check.less(
          "workload-\(workload)", runs.latency(.lambda, workload),
          runs.latency(.functions, workload))
        check.less(
          "workload-\(workload)", runs.latency(.lambdaTensorFlow, workload),
          runs.latency(.functionsTensorFlow, workload))
      }
    },
    PaperShape(
      2, "4.3", "OnnxRuntime is faster and cheaper than TensorFlow on both clouds in every workload"
    ) { runs, check in
      let pairs: [(PaperDeployment, PaperDeployment)] = [
        (.lambda, .lambdaTensorFlow), (.functions, .functionsTensorFlow),
      ]
      for workload in workloads {
        for (light, heavy) in pairs {
          check.less(
            "workload-\(workload)", runs.latency(light, workload), runs.latency(heavy, workload))
          check.less("workload-\(workload)", runs.cost(light, workload), runs.cost(heavy, workload))
        }
      }
    },
    PaperShape(
      3, "4.3", "Lambda's mean latency varies less from workload to workload than Cloud Functions'"
    ) { runs, check in
      check.less(
        "greatest less least mean", runs.spread(.lambda, by: -), runs.spread(.functions, by: -))
      check.less(
        "greatest over least mean", runs.spread(.lambda, by: /), runs.spread(.functions, by: /))
    },
    PaperShape(
      4, "4.3",
      "On Cloud Functions workload-40 costs more than workload-120: cold starts keep "
        + "coming and are long",
      coldStartsOfLowWorkload),
    PaperShape(
      5, "4.4", "Neither Lambda nor Cloud Functions fails a request, whatever workload and model"
    ) { runs, check in
      for system in [PaperDeployment.lambda, .lambda.albert, .functions, .functions.albert] {
        for workload in workloads {
          check.atMost("failures in workload-\(workload)", runs.failures(system, workload), 0)
        }
      }
    },
    PaperShape(
      6, "4.4, Fig. 6a",
      "In workload-40 Lambda begins at about 3 s and above SageMaker; warm, it is "
        + "below and steadier",
      coldBeginning),
  ]

  @Sendable private static func coldStartsOfLowWorkload(
    _ runs: PaperRuns, _ check: inout ShapeCheck
  ) {
    let system = PaperDeployment.functions
    check.less(
      "cost", runs.cost(system, 120).named("workload-120"),
      runs.cost(system, 40).named("workload-40"))
    func coldStarts(_ workload: Int) -> ShapeCheck.Figure {
      ShapeCheck.Figure(
        name: "workload-\(workload)",
        value: runs[system.cell(workload)].map { Double($0.coldStarts) }, unit: .count)
    }
    check.less("cold starts", coldStarts(120), coldStarts(40))
    check.above(
      "created in workload-40 after its first half", runs.created(system, 40, 435..<870), 0)
    func length(_ system: PaperDeployment) -> ShapeCheck.Figure {
      ShapeCheck.Figure(
        name: system.name, value: runs.deployment(of: system.cell(40))?.meanColdStart,
        unit: .seconds)
    }
    check.less("length of a cold start", length(.lambda), length(system))
    func deviation(_ workload: Int) -> ShapeCheck.Figure {
      ShapeCheck.Figure(
        name: "workload-\(workload)",
        value: runs[system.cell(workload)]?.latency.moments.standardDeviation, unit: .seconds)
    }
    check.less("standard deviation of the latency", deviation(120), deviation(40))
  }

  @Sendable private static func coldBeginning(_ runs: PaperRuns, _ check: inout ShapeCheck) {
    check.within("t=0-2", runs.latency(.lambda, 40, 0..<2), 2...3.5)
    check.less("t=0-2", runs.latency(.sageMaker, 40, 0..<2), runs.latency(.lambda, 40, 0..<2))
    for span in [10..<100, 100..<870] {
      check.less(
        "t=\(span.lowerBound)-\(span.upperBound)", runs.latency(.lambda, 40, span),
        runs.latency(.sageMaker, 40, span))
    }
    func unsteadiness(_ system: PaperDeployment) -> ShapeCheck.Figure {
      ShapeCheck.Figure(
        name: system.name, value: runs[system.cell(40)]?.deviationOfSeconds(10..<870),
        unit: .seconds)
    }
    check.less(
      "standard deviation of the mean latencies of the seconds t=10-870", unsteadiness(.lambda),
      unsteadiness(.sageMaker))
  }
}

extension PaperRuns {
  /// The greatest mean latency of the three workloads against the least.
  fileprivate func spread(
    _ system: PaperDeployment, by operation: (Double, Double) -> Double
  ) -> ShapeCheck.Figure {
    let means = PaperShape.workloads.compactMap { latency(system, $0).value }
    var value: Double?
    if means.count == 3, let greatest = means.max(), let least = means.min(), least > 0 {
      value = operation(greatest, least)
    }
    return ShapeCheck.Figure(
      name: system.name, value: value, unit: operation(3, 1) == 2 ? .seconds : .times)
  }
}
