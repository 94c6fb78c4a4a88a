import Platforms
import SimCore

/// Counts the instances that serve the requests of a span of time.
///
/// That is what a client can know of a platform: the instance that each answer came from.
struct InstancesServing: RunObserver {
  /// The second peak of workload-200 (paper 4.3): t = 150 s to 200 s.
  static let secondPeak: Range<Instant> = .zero + .seconds(150)..<(.zero + .seconds(200))

  /// When the requests arrived that count.
  let arrivals: Range<Instant>
  private var isServing: [Bool] = []
  /// How many different instances served them.
  private(set) var count = 0

  /// Counts the instances of the requests that arrive in a span of time.
  init(_ arrivals: Range<Instant>) { self.arrivals = arrivals }

  var seesRequests: Bool { true }
  var seesEvents: Bool { false }

  mutating func request(_ record: RequestRecord) {
    let number = record.instance
    guard number >= 0, arrivals.contains(record.arrival) else { return }
    if number >= isServing.count {
      isServing += repeatElement(false, count: number + 1 - isServing.count)
    }
    if isServing[number] { return }
    isServing[number] = true
    count += 1
  }

  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
}
