import Documents
import SimCore

@testable import Platforms
@testable import Reproduction

/// Runs made by hand, so that what figures show of them is known.
enum SampleRuns {
  /// What happened to the requests that arrived in a second.
  struct Second {
    /// Requests that arrived.
    var arrivals: Int
    /// Those of them that succeeded.
    var succeeded: Int
    /// The latency of each of those, in milliseconds.
    var latency: Int64
  }

  /// A run of the given seconds, with a cost in thousandths of a dollar.
  static func run(_ seconds: [Second], cost: Int = 50) -> RunFigures {
    var moments = Moments()
    var histogram = Histogram()
    var windows: [Timeline.Window] = []
    for second in seconds {
      var window = Timeline.Window()
      window.arrivals = UInt64(second.arrivals)
      window.succeeded = UInt64(second.succeeded)
      window.failed = window.arrivals - window.succeeded
      let latency = Interval(nanoseconds: second.latency * 1_000_000)
      for _ in 0..<second.succeeded {
        window.latencySum += Int128(latency.nanoseconds)
        moments.add(latency)
        histogram.add(latency)
      }
      windows.append(window)
    }
    let arrivals = windows.reduce(0) { $0 + $1.arrivals }
    let succeeded = windows.reduce(0) { $0 + $1.succeeded }
    let end = Instant.zero + .seconds(Int64(seconds.count))
    return RunFigures(
      requests: arrivals, succeeded: succeeded, throttled: 0, backlogFull: 0,
      timedOut: arrivals - succeeded, unanswered: 0, latency: LatencyFigures(histogram, moments),
      coldStarts: 0, instancesCreated: 1, instancesPeak: 1, instancesNeeded: 1,
      instancesMean: 1, instancesLeft: 1,
      inServicePeak: 1, inServiceMean: 1, queueLengthPeak: 0, queueLengthMean: 0, utilisation: 0,
      end: end, billedNanoseconds: 0,
      requestCost: Money(femtodollars: Int128(cost) * 1_000_000_000_000), instanceCost: .zero,
      settledCost: .zero, digest: Digest(),
      timeline: TimelineFigures(width: .seconds(1), end: end, windows: windows))
  }

  /// A run of equal seconds.
  static func steady(
    seconds: Int, arrivals: Int = 10, succeeded: Int? = nil, latency: Int64, cost: Int = 50
  ) -> RunFigures {
    let second = Second(
      arrivals: arrivals, succeeded: succeeded ?? arrivals, latency: latency)
    return run(Array(repeating: second, count: seconds), cost: cost)
  }

  /// A cold second and then warm ones, for the serverless functions.
  static func warming(seconds: Int, latency: Int64) -> RunFigures {
    let warm = Second(arrivals: 10, succeeded: 10, latency: latency)
    return run(
      [Second(arrivals: 10, succeeded: 10, latency: 3000)]
        + Array(repeating: warm, count: seconds - 1))
  }

  /// All runs of all figures: servers that fail half of the requests, and functions that do not.
  static let all: PaperRuns = {
    var figures: [PaperCell: RunFigures] = [:]
    for workload in PaperRuns.workloads {
      for cloud in PaperCloud.allCases {
        for model in PaperModel.allCases {
          for service in PaperService.allCases {
            let system = PaperSystem(cloud: cloud, service: service)
            figures[PaperCell(scenario: workload, deployment: system.deployment(of: model))] =
              service == .serverless
              ? warming(seconds: 30, latency: 40)
              : steady(seconds: 30, succeeded: 5, latency: 8000)
          }
        }
      }
      for name in ["aws-lambda-mobilenet-tf-1.4", "gcp-cloud-functions-mobilenet-tf-1.15"] {
        figures[PaperCell(scenario: workload, deployment: name)] = warming(
          seconds: 30, latency: 400)
      }
    }
    for (index, size) in BatchingFigure.sizes.enumerated() {
      figures[PaperCell(scenario: BatchingFigure.scenario, deployment: "batch-\(size)")] = steady(
        seconds: 10, latency: Int64(100 * size), cost: 50 - 10 * min(index, 2))
    }
    return PaperRuns(figures)
  }()

  /// Two orders of the steps of a cold start.
  static let coldStarts = [
    ColdStartStep(graph: "sequential", step: "library import", start: 0, end: 1),
    ColdStartStep(graph: "sequential", step: "model download", start: 1, end: 2),
    ColdStartStep(graph: "parallel 1", step: "library import", start: 0, end: 1),
    ColdStartStep(graph: "parallel 1", step: "model download", start: 0.5, end: 1.5),
  ]

  /// One run under a name.
  static func only(_ scenario: String, _ deployment: String, _ run: RunFigures) -> PaperRuns {
    PaperRuns([PaperCell(scenario: scenario, deployment: deployment): run])
  }
}
