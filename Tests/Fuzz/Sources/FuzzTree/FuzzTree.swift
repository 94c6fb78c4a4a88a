import Documents
import FuzzSupport
import Platforms
import SimCore

// Scenarios changed as trees and not as bytes: members are swapped, copied, dropped, moved and
// replaced by other types and extreme values, so that most inputs are JSON and many are scenarios.
// What decodes is run, for a bounded number of requests.

private let catalog = Result { try Catalog.builtIn() }

/// The most requests of a run, and its longest time.
private let mostRequests: Int64 = 200
private let longest = Interval.minutes(30)

/// Makes a new input of an old one.
@c(LLVMFuzzerCustomMutator)
public func mutate(
  _ start: UnsafeMutablePointer<UInt8>?, _ count: Int, _ largest: Int, _ seed: UInt32
) -> Int {
  guard let start else { return 0 }
  let bytes = Fuzzer.bytes(start, count)
  var random = Random(seed: UInt64(seed), stream: RandomStream("mutation"))
  var changed: [UInt8]
  if random.next(below: 64) > 0, let value = try? JSONParser.parse(bytes, file: "") {
    changed = Array(TreeMutator(random: random).mutated(value).compactText.utf8)
    if changed.count > largest { changed = Fuzzer.mutated(bytes, largest: largest) }
  } else {
    changed = Fuzzer.mutated(bytes, largest: largest)
  }
  changed = Array(changed.prefix(largest))
  for (index, byte) in changed.enumerated() { start[index] = byte }
  return changed.count
}

/// Tries one input.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard case .success(let builtIn) = catalog else { preconditionFailure("the catalog is valid") }
  do throws(ProblemReport) {
    let scenario = try Scenario(
      parsing: Fuzzer.bytes(start, count), file: "fuzz.json", name: "fuzz", catalog: builtIn)
    run(scenario)
  } catch {
    ReportRules.check(error.description)
  }
  return 0
}

/// Runs the deployments that are not too large, in a short version of the scenario.
private func run(_ scenario: Scenario) {
  guard case .process = scenario.workload.arrivals else { return }
  var short = scenario
  short.workload.extent = shortened(scenario.workload.extent)
  for deployment in scenario.deployments.prefix(4) where deployment.isSmall {
    var counter = Counter()
    var calls = 0
    let figures = try? short.run(deployment, observer: &counter) { _ in
      calls += 1
      return calls < 2
    }
    guard let figures else { continue }
    require(figures.requests == counter.requests, "every request ends once")
    require(figures.succeeded + figures.failed == figures.requests, "a request has one outcome")
    require(figures.succeeded == counter.succeeded, "successes are counted once")
  }
}

/// The same extent with few requests and a short time.
private func shortened(_ extent: Extent?) -> Extent {
  let requests = min(extent?.count ?? mostRequests, mostRequests)
  guard let extent, case .exactly(_, let duration) = extent else { return .requests(requests) }
  return .exactly(requests: requests, within: min(duration, longest))
}

extension Deployment {
  /// Whether few instances are there from the start.
  fileprivate var isSmall: Bool {
    capacity.policy.plan.initialInstances <= 1000
  }
}

/// Counts requests as they end.
private struct Counter: RunObserver {
  var requests: UInt64 = 0
  var succeeded: UInt64 = 0

  var seesRequests: Bool { true }
  var seesEvents: Bool { true }

  mutating func request(_ record: RequestRecord) {
    requests += 1
    if record.outcome == .succeeded { succeeded += 1 }
    require(record.latency >= .zero, "no latency is negative")
  }
  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
}
