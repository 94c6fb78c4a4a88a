import Documents
import Platforms
import SimCore

/// What one replication of a system says, after its warm-up.
struct SteadySample: Sendable {
  /// Requests that arrived after the warm-up.
  var requests = 0
  /// Those of them that were answered in time.
  var answered = 0
  /// Those of them that never began to be served.
  var unserved = 0
  /// Those of them that did not wait, and were answered.
  var immediate = 0
  /// Those of them that were the first of their instance.
  var cold = 0
  /// The sums over those that were served: wait, its square, and time in the system, in seconds.
  var waits = 0.0
  var waitSquares = 0.0
  var sojourns = 0.0
  var cost = 0.0
  /// How many waited, or stayed, longer than each time of the system's lists.
  var waitedBeyond: [Int]
  var stayedBeyond: [Int]
  /// How often a look found each number in the system.
  var found: [Int] = []
  /// The means over time of instances, of requests in service and of those waiting.
  var instances = 0.0
  var inService = 0.0
  var waiting = 0.0
  /// Instances created a second.
  var created = 0.0
  /// The time after the warm-up, in seconds.
  var time = 0.0
  /// What held to the nanosecond over the whole run: the time that requests spent in service and
  /// waiting, once as the sum of all requests and once as the integral of the level.
  var serviceTimes: (summed: Int128, integrated: Int128) = (0, 0)
  var waitingTimes: (summed: Int128, integrated: Int128) = (0, 0)

  /// Requests that were served, in time or not.
  var served: Int { requests - unserved }
  /// The mean wait of those that were served, in seconds.
  var meanWait: Double { waits / Double(served) }
  /// The mean of its square.
  var meanSquareWait: Double { waitSquares / Double(served) }
  /// The mean time in the system of those that were served, in seconds.
  var meanSojourn: Double { sojourns / Double(served) }
  /// The mean number in the system.
  var inSystem: Double { inService + waiting }
  /// The mean number of instances that serve nothing, where each serves one at a time.
  var idle: Double { instances - inService }

  /// A fraction of all requests.
  func fraction(_ count: Int) -> Double { Double(count) / Double(requests) }
  /// The fraction of those served whose wait was beyond a time of the list.
  func waitTail(_ index: Int) -> Double { Double(waitedBeyond[index]) / Double(served) }
  /// The fraction of those served whose time in the system was beyond a time of the list.
  func sojournTail(_ index: Int) -> Double { Double(stayedBeyond[index]) / Double(served) }
  /// The fraction of looks that found some number in the system.
  func chance(of number: Int) -> Double {
    Double(number < found.count ? found[number] : 0) / Double(found.reduce(0, +))
  }
  /// The fraction of looks that found a number in the system or more.
  func chance(from number: Int) -> Double {
    Double(found.dropFirst(number).reduce(0, +)) / Double(found.reduce(0, +))
  }
}

/// Gathers a sample while a replication runs.
struct SteadyObserver: RunObserver {
  /// The end of the warm-up.
  let begin: Instant
  /// The end of arrivals.
  let end: Instant
  private let waitsBeyond: [Interval]
  private let sojournsBeyond: [Interval]
  private let looks: Int64
  private var gathered: SteadySample
  /// The number in the system at each look.
  private var numbers: [Int32] = []

  init(_ system: SteadySystem, begin: Instant, end: Instant) {
    self.begin = begin
    self.end = end
    waitsBeyond = system.waitsBeyond.map { Interval(seconds: $0) }
    sojournsBeyond = system.sojournsBeyond.map { Interval(seconds: $0) }
    looks = system.looks.map { Interval(seconds: $0).nanoseconds } ?? 0
    gathered = SteadySample(
      waitedBeyond: [Int](repeating: 0, count: waitsBeyond.count),
      stayedBeyond: [Int](repeating: 0, count: sojournsBeyond.count))
    if looks > 0 {
      numbers = [Int32](repeating: 0, count: Int((end - begin).nanoseconds / looks) + 1)
    }
  }

  var seesRequests: Bool { true }
  var seesEvents: Bool { false }

  mutating func request(_ record: RequestRecord) {
    // Service is billed by the nanosecond.
    let service = record.charge.billed
    gathered.serviceTimes.summed += Int128(service.nanoseconds)
    gathered.waitingTimes.summed += Int128((record.latency - service).nanoseconds)
    if looks > 0 { count(from: record.arrival, to: record.arrival + record.latency) }
    guard record.arrival >= begin && record.arrival < end else { return }
    gathered.requests += 1
    gathered.cost += record.charge.cost.dollars
    if record.outcome == .succeeded { gathered.answered += 1 }
    if record.isCold { gathered.cold += 1 }
    if record.instance < 0 {
      gathered.unserved += 1
      return
    }
    let wait = record.latency - service
    if wait == .zero && record.outcome == .succeeded { gathered.immediate += 1 }
    gathered.waits += wait.seconds
    gathered.waitSquares += wait.seconds * wait.seconds
    gathered.sojourns += record.latency.seconds
    for index in waitsBeyond.indices where wait > waitsBeyond[index] {
      gathered.waitedBeyond[index] += 1
    }
    for index in sojournsBeyond.indices where record.latency > sojournsBeyond[index] {
      gathered.stayedBeyond[index] += 1
    }
  }

  /// Counts a request at every look between its arrival and its end.
  private mutating func count(from arrival: Instant, to departure: Instant) {
    let first = max((arrival - begin).nanoseconds, 0)
    var look = (first + looks - 1) / looks
    let last = (departure - begin).nanoseconds
    while look * looks < last && look < numbers.count {
      numbers[Int(look)] += 1
      look += 1
    }
  }

  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}

  /// What was seen, with the levels of the run's figures.
  func sample(_ figures: RunFigures) -> SteadySample {
    var sample = gathered
    let windows = figures.timeline.windows
    let steady = windows.prefix(SteadySystem.windows).dropFirst(SteadySystem.warmUp)
    sample.time = figures.timeline.width.seconds * Double(steady.count)
    func mean(_ level: (Timeline.Window) -> Int128) -> Double {
      Double(steady.reduce(0) { $0 + level($1) }) / 1e9 / sample.time
    }
    sample.instances = mean(\.instances)
    sample.inService = mean(\.inService)
    sample.waiting = mean(\.queueLength)
    sample.created = Double(steady.reduce(0) { $0 + $1.created }) / sample.time
    sample.serviceTimes.integrated = windows.reduce(0) { $0 + $1.inService }
    sample.waitingTimes.integrated = windows.reduce(0) { $0 + $1.queueLength }
    for number in numbers {
      while sample.found.count <= Int(number) { sample.found.append(0) }
      sample.found[Int(number)] += 1
    }
    return sample
  }
}
