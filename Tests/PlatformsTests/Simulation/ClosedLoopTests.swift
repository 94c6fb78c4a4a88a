import SimCore
import Testing

@testable import Platforms

@Suite struct ClosedLoopTests {
  /// Runs clients against a server with a worker, and keeps what became of each request.
  private func run(
    _ loop: String, extent: String = #""duration": "10s""#, service: String = "1s",
    backlog: Int = 100, more: String = ""
  ) throws -> (figures: RunFigures, records: [RequestRecord], changes: [InstanceChange]) {
    let scenario = try Decoded.scenario(
      """
      { "seed": 1, "workload": { \(extent), "arrivals": { "closed_loop": \(loop) }\(more) },
        "deployments": [{ "platform": {
          "name": "p",
          "capacity": { "policy": "fixed-server", "workers": 1, "backlog": \(backlog) },
          "latency": { "policy": "preloaded", "service_time": "\(service)" },
          "billing": { "policy": "per-instance", "per_hour": "1USD" } } }] }
      """)
    var observer = RecordKeeper()
    let figures = try scenario.run(scenario.deployments[0], observer: &observer)
    return (figures, observer.records, observer.changes)
  }

  /// Keeps every request, and what becomes of instances.
  private struct RecordKeeper: RunObserver {
    var records: [RequestRecord] = []
    var changes: [InstanceChange] = []
    var decisions = 0
    var seesRequests: Bool { true }
    var seesEvents: Bool { true }
    mutating func request(_ record: RequestRecord) { records.append(record) }
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
      changes.append(change)
    }
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {
      decisions += 1
    }
  }

  @Test func `decisions of an autoscaler are told as in other runs`() throws {
    let scenario = try Decoded.scenario(
      """
      { "seed": 1, "workload": { "duration": "5min",
          "arrivals": { "closed_loop": { "clients": 2, "think_time": "1s" } } },
        "deployments": [{ "platform": "aws-sagemaker@2021-03", "model": "mobilenet",
          "runtime": "tf-1.15" }] }
      """)
    var observer = RecordKeeper()
    _ = try scenario.run(scenario.deployments[0], observer: &observer)
    // One each minute.
    #expect((4...6).contains(observer.decisions), "\(observer.decisions)")
  }

  @Test func `a client thinks, sends, and waits for its answer`() throws {
    let (figures, records, changes) = try run(#"{ "clients": 1, "think_time": "1s" }"#)
    #expect(records.map { ($0.arrival - Instant.zero).seconds } == [1, 3, 5, 7, 9])
    #expect(records.allSatisfy { $0.latency == .seconds(1) })
    #expect(figures.requests == 5)
    #expect(changes == [.created, .ready] + Array(repeating: .reused, count: 5) + [.terminated])
  }

  @Test func `of clients without thoughts all but one wait`() throws {
    // Three clients at one worker: each answer takes three seconds once the queue has formed.
    let (_, records, _) = try run(#"{ "clients": 3 }"#)
    #expect(records.map(\.latency.seconds) == [1, 2] + Array(repeating: 3, count: 10))
    let sent = records.map { ($0.arrival - Instant.zero).seconds }
    #expect(sent == [0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func `who is refused backs off`() throws {
    let (figures, records, _) = try run(
      #"{ "clients": 2, "back_off": "2s" }"#, service: "10s", backlog: 0)
    let refused = records.filter { $0.outcome != .succeeded }
    #expect(refused.map { ($0.arrival - Instant.zero).seconds } == [0, 2, 4, 6, 8])
    #expect(figures.succeeded == 1)
  }

  @Test func `nobody sends more often than once in a microsecond`() throws {
    let (figures, records, _) = try run(
      #"{ "clients": 1 }"#, extent: #""requests": 1000"#, service: "0s")
    #expect(figures.requests == 1000)
    #expect(records.last.map { ($0.arrival - Instant.zero).nanoseconds } == 999_000)
  }

  @Test func `the run ends as long after the last request as its patience`() throws {
    let (figures, records, _) = try run(
      #"{ "clients": 2 }"#, service: "8s", more: #", "patience": "3s""#)
    // The second waits for the first until 8 s; the third, sent then, would be served from 16 s on.
    #expect(records.filter { $0.outcome == .succeeded }.map(\.latency.seconds) == [8])
    #expect(figures.timeline.end == .zero + .seconds(11))
    // The patience does not count while clients may send again: answers take 4 s here.
    let patient = try run(#"{ "clients": 1 }"#, service: "4s", more: #", "patience": "1s""#)
    #expect(patient.records.map { ($0.arrival - Instant.zero).seconds } == [0, 4, 8])
  }

  @Test func `clients, thoughts and answers obey the law of the response time`() throws {
    let (figures, records, _) = try run(
      #"{ "clients": 20, "think_time": { "exponential": { "mean": "5s" } } }"#,
      extent: #""duration": "20000s""#, service: "200ms")
    // X = N / (Z + R), which holds whatever the distributions.
    let rate = Double(figures.requests) / 20000
    let latency = records.reduce(0) { $0 + $1.latency.seconds } / Double(records.count)
    #expect(abs(rate * (5 + latency) / 20 - 1) < 0.01)
    #expect(rate < 3.9 && rate > 3)
  }

  @Test func `a load multiplies the clients`() throws {
    let (figures, _, _) = try run(
      #"{ "clients": 1, "think_time": "1s" }"#, service: "0s", more: #", "load": 3"#)
    #expect(figures.requests == 27)
  }

  @Test(arguments: [
    Wrong(
      #"▸{ "duration": "1s", "requests": 5, "arrivals": { "closed_loop": { "clients": 1 } } }"#,
      "workload", "says both how long clients in a closed loop send and how much", "leave out"),
    Wrong(
      #"{ "duration": "1s", "load": ▸0.1, "arrivals": { "closed_loop": { "clients": 1 } } }"#,
      "workload.load", "leaves none of 1 clients", "greater"),
    Wrong(
      #"{ "duration": "1s", "load": ▸1000, "arrivals": { "closed_loop": { "clients": 2000 } } }"#,
      "workload.load", "makes more than 1000000 of 2000 clients", "smaller"),
    Wrong(
      #"{ "duration": "1s", "arrivals": { "closed_loop": { "clients": ▸0 } } }"#,
      "workload.arrivals.closed_loop.clients", "must be at least 1, found 0", "1"),
    Wrong(
      #"{ "duration": "1s", "arrivals": { "closed_loop": ▸{ "think_time": "1s" } } }"#,
      "workload.arrivals.closed_loop", "the key `clients` is missing", "add"),
    Wrong(
      #"{ "duration": "1s", "arrivals": { "closed_loop": { "clients": 1, "back_off": ▸"0s" } } }"#,
      "workload.arrivals.closed_loop.back_off", "must be at least 1ns, found \"0s\"",
      "ns"),
  ])
  func `clients that cannot be are refused`(_ wrong: Wrong) throws {
    try wrong.inWorkload.check()
  }
}
