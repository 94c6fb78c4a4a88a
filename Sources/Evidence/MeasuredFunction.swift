import Documents
import Platforms
import SimCore

/// A function of the catalog's AWS Lambda, whose times are those that somebody measured.
struct MeasuredFunction: LatencyPolicy {
  /// The time of a request on a warm instance.
  let warm: Interval
  /// What the first request of an instance takes on top.
  let coldExtra: Interval

  func network(using random: inout Random) -> Interval { .zero }
  func startup(using random: inout Random) -> Startup { Startup(duration: coldExtra) }
  func firstRequest(using random: inout Random) -> Interval { .zero }
  func service(_ load: Load, using random: inout Random) -> Interval { warm }
}

extension MeasuredFunction {
  /// What was seen of the instances of a run.
  struct Seen: RunObserver {
    var seesRequests: Bool { true }
    var seesEvents: Bool { false }
    /// The numbers of the instances of the requests, by request.
    var instances: [Int] = []
    /// Of each instance the first arrival and the last answer.
    var spans: [(first: Instant, last: Instant)] = []

    mutating func request(_ record: RequestRecord) {
      while instances.count <= record.request { instances.append(-1) }
      instances[record.request] = record.instance
      guard record.instance >= 0 else { return }
      let end = record.arrival + record.latency
      while spans.count <= record.instance { spans.append((.never, .zero)) }
      spans[record.instance].first = min(spans[record.instance].first, record.arrival)
      spans[record.instance].last = max(spans[record.instance].last, end)
    }

    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}

    /// The mean number of instances up to a time, each counted from its first request until so long
    /// after its last.
    func meanInstances(until end: Instant, countedFor rest: Interval) -> Double {
      let total = spans.reduce(0.0) { sum, span in
        sum + (min(span.last + rest, end) - min(span.first, end)).seconds
      }
      return total / (end - Instant.zero).seconds
    }
  }

  /// Arrivals at given times.
  struct Times: ArrivalSource {
    let times: [Instant]
    private var index = 0

    init(_ times: [Instant]) { self.times = times }

    mutating func next() -> Instant? {
      guard index < times.count else { return nil }
      defer { index += 1 }
      return times[index]
    }
  }

  /// Sends requests at given times to the catalog's AWS Lambda.
  ///
  /// - Throws: what keeps the catalog from being read.
  func run(_ times: [Instant]) throws -> (figures: RunFigures, seen: Seen) {
    let text = #"""
      {
        "seed": 1,
        "workload": { "duration": "1s", "arrivals": { "constant": { "rate": "1/s" } } },
        "deployments": [{
          "platform": "aws-lambda@2021-03", "memory": "128MB",
          "latency": { "service_time": "1s", "cold_start": { "library_import": "0s" } }
        }]
      }
      """#
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "aws-lambda", name: "aws-lambda",
      catalog: try Catalog.builtIn())
    guard case .onDemand(let capacity)? = scenario.deployments.first?.capacity,
      case .perUse(let billing)? = scenario.deployments.first?.billing
    else { preconditionFailure("The catalog's AWS Lambda is on-demand and billed by use.") }
    var arrivals = Times(times)
    var seen = Seen()
    let figures = Simulation.run(
      capacity: capacity, latency: self, billing: billing, arrivals: &arrivals,
      options: RunOptions(seed: 1, window: .seconds(3600)), observer: &seen)
    guard let figures else { preconditionFailure("Nothing stops the run.") }
    return (figures, seen)
  }
}
