import SimCore
import Testing

@testable import Platforms

/// How long workers learn to wait for more requests, by hand.
@Suite struct AdaptiveDelayTests {
  /// After some batches, given as size, time and wait in milliseconds.
  private func learnt(_ batches: [(Int32, Int64, Int64)]) -> AdaptiveDelay {
    var delay = AdaptiveDelay()
    for (index, batch) in batches.enumerated() {
      delay.learn(
        batch.0, time: .milliseconds(batch.1), wait: .milliseconds(batch.2),
        at: .zero + .seconds(10) * Int64(index))
    }
    return delay
  }

  @Test func `what a request adds and how long they waited is that of the last batches`() {
    // The first two teach nothing. The rest lie on 20 ms + 10 ms a request.
    let delay = learnt([(1, 900, 0), (1, 900, 0), (1, 30, 10), (2, 40, 70), (3, 50, 100)])
    #expect(abs(delay.perRequest - 0.010) < 1e-12)
    #expect(abs(delay.meanWait - 0.060) < 1e-12)
    // 0.95 * 60 ms - 11 ms after the one, half of that less 11 ms after the second, then nothing.
    #expect(abs(delay.delay(for: 1).seconds - 0.046) < 1e-9)
    #expect(abs(delay.delay(for: 2).seconds - 0.0175) < 1e-9)
    #expect(delay.delay(for: 6) == .zero)
  }

  @Test func `before anything is known nobody waits`() {
    #expect(AdaptiveDelay().delay(for: 1) == .zero)
  }

  @Test func `the first batches are of one, then of two and three`() {
    var delay = AdaptiveDelay()
    let sizes = (0..<6).map { _ in
      defer { delay.learn(1, time: .milliseconds(10), wait: .zero, at: .zero) }
      return delay.size(upTo: 8)
    }
    #expect(sizes == [1, 1, 1, 2, 3, 8])
    #expect(AdaptiveDelay().size(upTo: 1) == 1)
  }

  /// The line through one size that has the least coefficients: (n y, y) / (n^2 + 1).
  @Test func `of one size alone the least coefficients are taken`() {
    let delay = learnt(Array(repeating: (2, 50, 0), count: 5))
    #expect(abs(delay.perRequest - 0.020) < 1e-12)
  }

  @Test func `fifty batches are remembered, and looked at every five seconds`() {
    var delay = AdaptiveDelay()
    for index in 0..<100 {
      delay.learn(
        1, time: .milliseconds(10), wait: .milliseconds(index < 52 ? 10 : 30),
        at: .zero + .seconds(6) * Int64(index))
    }
    #expect(abs(delay.meanWait - (2 * 0.010 + 48 * 0.030) / 50) < 1e-12)
    delay.learn(
      1, time: .milliseconds(10), wait: .seconds(9), at: .zero + .seconds(6) * 99 + .seconds(4))
    #expect(delay.meanWait < 0.1)
  }

  /// One worker, 100 ms a batch and 10 ms for each further request.
  @Test func `a free worker waits where that has been worth it`() {
    let batching = Batching(size: 8, wait: .zero, isAdaptive: true)
    let server = FixedServer(workers: 1, backlog: 1000, batching: batching)
    let run = WatchedRun(
      server, ConstantTimes(service: 100, marginal: 10),
      at: Array(repeating: 0, count: 16) + [60_000, 60_050])
    let latencies = run.log.records.map { $0.latency.nanoseconds / 1_000_000 }
    // Batches of 1, 1, 1, 2, 3 and 8 requests.
    let first: [Int64] = [100, 200, 300, 410, 410, 530, 530, 530]
    #expect(Array(latencies[..<8]) == first)
    #expect(latencies[8..<16].allSatisfy { $0 == 700 })
    // Those of 1, 2 and 3 have taught 10 ms a request, and that the oldest waits for 200, 300 and
    // 410 ms. With two there they are served 0.95 * 303.3 / 2 - 11 ms after the second.
    #expect(latencies[16] == 293)
    #expect(latencies[17] == 243)
  }

  @Test func `it is read, and not beside a delay`() throws {
    func text(_ batch: String) -> String {
      """
      { "platform": "aws-cpu-server", "model": "mobilenet", "runtime": "tf-1.15",
        "capacity": { "batch": \(batch) } }
      """
    }
    let deployment = try Decoded.deployment(text(#"{ "size": 8, "adaptive": true }"#))
    guard case .fixedServer(let server) = deployment.capacity else { throw Decoded.Unexpected() }
    #expect(server.batching == Batching(size: 8, wait: .zero, isAdaptive: true))
    try Wrong(
      #"{ "batch": { "size": 8, "adaptive": true, "delay": ▸"5ms" } }"#,
      "deployments[0].capacity.batch.delay",
      #"is fixed, where "adaptive" says that it is learnt"#, "remove one of them"
    ).inDeployment(on: "aws-cpu-server", "capacity").check()
  }
}
