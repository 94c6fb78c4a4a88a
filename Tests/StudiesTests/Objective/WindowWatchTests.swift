import SimCore
import Testing

@testable import Platforms
@testable import Studies

@Suite struct WindowWatchTests {
  private static let measures: [Objective.Measure] = [
    .percentile(.p50), .percentile(.p99), .mean, .success,
  ]

  /// Requests that end in any order: most soon, some much later, some never well.
  private static func records(_ seed: UInt64) -> [RequestRecord] {
    var random = Random(seed: seed)
    var arrival: Int64 = 0
    let records = (0..<400).map { number in
      // Now and then a pause of several windows.
      arrival += Int64(random.next(below: number % 50 == 0 ? 4_000 : 40)) * 1_000_000
      let latency = Int64(random.next(below: number % 9 == 0 ? 3_000 : 100)) * 1_000_000
      return RequestRecord(
        request: number, arrival: Instant(nanoseconds: arrival),
        latency: Interval(nanoseconds: latency),
        outcome: random.next(below: 4) == 0 ? .timedOut : .succeeded,
        isCold: random.next(below: 10) == 0, instance: 0, charge: .none)
    }
    return records.sorted { one, other in
      let ends = (one.arrival + one.latency, other.arrival + other.latency)
      return ends.0 == ends.1 ? one.request < other.request : ends.0 < ends.1
    }
  }

  /// The worst window, found with all requests at hand.
  private static func expected(
    _ records: [RequestRecord], _ measure: WindowMeasure, from start: Instant
  ) -> WorstWindow? {
    let windows = Dictionary(grouping: records) {
      $0.arrival.nanoseconds / measure.length.nanoseconds
    }
    var worst: WorstWindow?
    for index in windows.keys.sorted() {
      let begin = Instant.zero + measure.length * index
      guard begin >= start, let requests = windows[index] else { continue }
      let latencies = requests.filter { $0.outcome == .succeeded }.map(\.latency).sorted()
      let value: Double
      switch measure.measure {
      case .success: value = Double(latencies.count) / Double(requests.count)
      case .mean:
        if latencies.isEmpty { continue }
        value = latencies.reduce(0) { $0 + $1.seconds } / Double(latencies.count)
      case .percentile(let percentile):
        if latencies.isEmpty { continue }
        let rank = (percentile.fraction * Double(latencies.count)).rounded(.up)
        value = latencies[max(Int(rank), 1) - 1].seconds
      case .greatest, .cost: continue
      }
      let isWorse = worst.map { measure.measure == .success ? value < $0.value : value > $0.value }
      if isWorse ?? true {
        worst = WorstWindow(
          start: begin, value: value, succeeded: UInt64(latencies.count),
          failed: UInt64(requests.count - latencies.count),
          coldStarts: UInt64(requests.count(where: \.isCold)))
      }
    }
    return worst
  }

  @Test(arguments: 1...12) func `it is what sorting all requests gives`(seed: UInt64) throws {
    let records = Self.records(seed)
    for measure in Self.measures {
      for length in [Interval.milliseconds(100), .seconds(1), .seconds(1000)] {
        for start in [Instant.zero, Instant(nanoseconds: 5_000_000_000), .never] {
          let measure = WindowMeasure(measure: measure, length: length)
          let watch = WindowWatch(measure)
          for record in records { watch.add(record) }
          let found = watch.worst(from: start)
          let wanted = Self.expected(records, measure, from: start)
          guard let found, let wanted else {
            #expect(found == nil && wanted == nil)
            continue
          }
          // A percentile of a histogram is off by half a bucket.
          #expect((found.value - wanted.value).magnitude <= wanted.value * Histogram.relativeError)
          if found.start == wanted.start {
            #expect(found.succeeded == wanted.succeeded && found.failed == wanted.failed)
            #expect(found.coldStarts == wanted.coldStarts)
          }
        }
      }
    }
  }

  @Test func `a run that nobody asks for windows has none, and one that is asked is the same run`()
    throws
  {
    let text = """
      { "seed": 2, "workload": { "duration": "20s", "arrivals": { "poisson": { "rate": "30/s" } } },
        "deployments": [
          { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" }] }
      """
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
    var task = StudyTask(scenario, scenario.deployments[0])
    let plain = try task.figures()
    task.watched = [
      WindowMeasure(measure: .percentile(.p99), length: .seconds(1)),
      WindowMeasure(measure: .percentile(.p99), length: .seconds(1000)),
    ]
    let watched = try task.figures()
    #expect(plain.worst.isEmpty && watched.worst.count == 2)
    #expect(plain.digest == watched.digest)
    // One window has the whole run.
    #expect(watched.worst[1]?.value == plain.latency.p99?.seconds)
    #expect(try #require(watched.worst[0]).value > (try #require(watched.worst[1])).value)
  }

  @Test func `windows within the warm-up do not count`() throws {
    let text = """
      { "seed": 2, "workload": { "duration": "20s", "warm_up": "10s",
          "arrivals": { "poisson": { "rate": "30/s" } } },
        "deployments": [
          { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" }] }
      """
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
    var task = StudyTask(scenario, scenario.deployments[0])
    task.watched = [WindowMeasure(measure: .percentile(.p99), length: .seconds(1))]
    let figures = try task.figures()
    let worst = try #require(figures.worst.first ?? nil)
    // The cold starts are in the first seconds.
    #expect(worst.start >= .zero + .seconds(10) && worst.value < 1)
  }
}
