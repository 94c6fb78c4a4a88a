import Documents
import SimCore
import Testing

@testable import Platforms

/// The figures of a system beside those of its services.
@Suite struct SystemFiguresTests {
  /// Deployments that do not fail in the traffic of the test, of every capacity policy.
  static let deployments = [
    #""platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6""#,
    #""platform": "aws-cpu-server", "model": "mobilenet", "runtime": "tf-1.15""#,
    #""platform": "aws-sagemaker@2021-03", "model": "mobilenet", "runtime": "tf-1.15""#,
    #""platform": "gcp-cloud-run", "model": "mobilenet", "runtime": "ort-1.6""#
      + #", "latency": { "service_time": "80ms" }, "capacity": { "concurrency": 4 }"#,
  ]

  private func scenario(_ deployment: String, arrivals: String = "") throws -> Scenario {
    try Decoded.scenario(
      """
      { "seed": 7, "workload": { "duration": "40s", \(arrivals)
          "arrivals": { "mmpp": { "states": [{ "name": "a", "rate": "2/s" },
            { "name": "b", "rate": "20/s" }], "path": [{ "state": "a", "for": "15s" },
            { "state": "b", "for": "10s" }, { "state": "a", "for": "15s" }] } } },
        "objective": ["p(90)<100ms"],
        "deployments": [\(deployment)] }
      """)
  }

  @Test(arguments: deployments)
  func `one service with retries that nobody needs has the figures that it has alone`(
    text: String
  ) throws {
    let alone = try scenario("{ \(text) }")
    let retried = try scenario(
      "{ \(text), \"client\": { \"retries\": { \"attempts\": 3 }, \"timeout\": null } }")
    var digest: Digest?
    for warmUp in [nil, WarmUp.time(.seconds(10))] {
      var (one, other) = (alone, retried)
      one.workload.warmUp = warmUp
      other.workload.warmUp = warmUp
      var nobody = NoObserver()
      let plain = try one.run(one.deployments[0], observer: &nobody)
      let system = try other.run(other.deployments[0], isChecked: true, observer: &nobody)
      #expect(plain.failed == 0 && plain.requests > 100)
      for figure in SummaryFigure.all {
        #expect(figure.text(of: system) == figure.text(of: plain), "\(figure.column)")
      }
      #expect(system.timeline.windows.count == plain.timeline.windows.count)
      for (left, right) in zip(system.timeline.windows, plain.timeline.windows) {
        #expect(String(reflecting: left) == String(reflecting: right))
      }
      let service = try #require(system.system?.services.first)
      // A service's own figures are those of the whole run, whatever is left out of the system's.
      if warmUp == nil { digest = plain.digest }
      #expect(service.figures.digest == digest)
      #expect(system.system?.retries == 0)
    }
  }

  @Test func `a system costs what its services and its steps cost`() throws {
    let scenario = try scenario(
      """
      { "name": "pipeline", "price_per_step": "0.001USD",
        "services": [
          { "name": "first", "platform": "aws-lambda", "memory": "1GB",
            "latency": { "service_time": "80ms" } },
          { "name": "second", "platform": "aws-cpu-server", "latency": { "service_time": "80ms" },
            "capacity": { "backlog": 0, "workers": 1 } }],
        "stages": [{ "service": "first" },
          { "service": "second", "retries": { "attempts": 3, "back_off": "100ms" } }] }
      """)
    var nobody = NoObserver()
    let figures = try scenario.run(scenario.deployments[0], observer: &nobody)
    let system = try #require(figures.system)
    let parts = system.services.map(\.figures)
    #expect(system.retries > 0 && figures.backlogFull > 0)
    #expect(system.steps == 2 * figures.requests + system.retries)
    #expect(
      figures.cost
        == parts[0].cost + parts[1].cost
        + Money(femtodollars: Int128(system.steps) * 1_000_000_000_000))
    #expect(figures.settledCost > figures.requestCost)
    #expect(parts[1].requests == figures.requests + system.retries)
    #expect(figures.coldStarts == parts[0].coldStarts)
    #expect(figures.instancesCreated == parts.reduce(0) { $0 + $1.instancesCreated })
    #expect(figures.instancesPeak <= parts.reduce(0) { $0 + $1.instancesPeak })
    #expect(abs(figures.instancesMean - parts.reduce(0) { $0 + $1.instancesMean }) < 1e-9)
    #expect(abs(figures.inServiceMean - parts.reduce(0) { $0 + $1.inServiceMean }) < 1e-9)
    #expect(parts.map(\.utilisation).min()! <= figures.utilisation)
    #expect(figures.utilisation <= parts.map(\.utilisation).max()!)
    // Of requests that took 80 ms at either, without the wait before an attempt.
    #expect(figures.latency.moments.least >= .milliseconds(160))
    #expect(try #require(figures.answeredWithin).requests == 0)
  }

  @Test func `requests and events tell of the system and of its services`() throws {
    let scenario = try scenario(
      """
      { "name": "both",
        "services": [
          { "name": "near", "platform": "aws-lambda", "memory": "1GB",
            "latency": { "service_time": "80ms" }, "capacity": { "limit": 1 } },
          { "name": "far", "platform": "aws-lambda", "memory": "1GB",
            "latency": { "service_time": "80ms" } }],
        "stages": [{ "overflow": ["near", "far"] }] }
      """)
    let (requests, events) = (KeptRows(), KeptRows())
    var recorder = RowRecorder(
      label: RunLabel(scenario: "s", deployment: "both", replication: 0), requests: requests,
      events: events)
    let figures = try scenario.run(scenario.deployments[0], observer: &recorder)
    recorder.finish()
    #expect(requests.rows.count == Int(figures.requests))
    #expect(requests.rows.allSatisfy { $0[1] == "both" })
    func count(_ service: String, _ event: String) -> Int {
      events.rows.count { $0[1] == "both / \(service)" && $0[4] == event }
    }
    let parts = try #require(figures.system).services.map(\.figures)
    #expect(parts[0].instancesCreated == 1 && parts[0].throttled > 0)
    #expect(count("near", "created") == parts[0].instancesCreated)
    #expect(count("far", "created") == parts[1].instancesCreated)
    #expect(count("near", "throttled") == Int(parts[0].throttled))
  }

  @Test func `a run that is stopped says how many requests have come`() throws {
    let plan = SystemPlan(services: [.constant("one", workers: 9)], stages: [Router.overflow([0])])
    var arrivals = try ArrivalStream(
      .poisson(rate: 50), extent: .requests(200_000), seed: 1, replication: 0)
    var nobody = NoSystemObserver()
    var seen: [Int] = []
    let figures = try Simulation.run(
      system: plan, arrivals: &arrivals, options: RunOptions(seed: 1), observer: &nobody
    ) { arrived in
      seen.append(arrived)
      return seen.count < 3
    }
    #expect(figures == nil && seen.count == 3)
    #expect(seen[0] > 20_000 && seen[2] > seen[0] && seen[2] < 200_000)
  }

  @Test func `services come back from the bytes of a journal`() throws {
    let scenario = try scenario(
      "{ \(Self.deployments[0]), \"client\": { \"retries\": { \"attempts\": 3 } } }")
    var nobody = NoObserver()
    let figures = try scenario.run(scenario.deployments[0], observer: &nobody)
    var bytes: [UInt8] = []
    figures.append(to: &bytes)
    let found = try #require(RunFigures(bytes[...]))
    #expect(String(reflecting: found) == String(reflecting: figures))
    #expect(found.system?.services.map(\.name) == [scenario.deployments[0].name])
    for count in 0..<bytes.count { #expect(RunFigures(bytes[..<count]) == nil) }
  }
}
