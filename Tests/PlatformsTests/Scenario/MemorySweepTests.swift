import Platforms
import SimCore
import Testing

/// What memory and package size do to a deployment: more of the one never slows it down, more of
/// the other never speeds up its start.
@Suite struct MemorySweepTests {
  private static let sizes: [String: [String]] = [
    "aws-lambda": ["256MB", "512MB", "1024MB", "1769MB", "2048MB", "3008MB", "4096MB", "10240MB"],
    "gcp-cloud-functions": ["256MB", "512MB", "1024MB", "2048MB", "4096MB"],
  ]

  /// Fifty requests, one at a time, half of them cold; the same for every memory.
  private func run(_ deployment: String) throws -> (figures: RunFigures, log: RunLog) {
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: """
          { "requests": 50, "arrivals": { "trace": { "file": "unused" } } }
          """, deployments: deployment))
    let deployment = try #require(scenario.deployments.first)
    guard case .onDemand(let capacity) = deployment.capacity,
      case .staged(let latency) = deployment.latency
    else { throw Decoded.Unexpected() }
    var log = RunLog()
    // Pairs of a cold request and, two minutes later, a warm one; an hour between the pairs.
    var arrivals = ArrivalList(
      (0..<50).map { .zero + .minutes(60 * Int64($0 / 2) + 2 * Int64($0 % 2)) })
    let figures = Simulation.run(
      capacity: OnDemand(
        limit: capacity.limit, starts: capacity.starts, keepAlive: .minutes(5)),
      latency: latency, billing: deployment.billing.policy, arrivals: &arrivals,
      options: RunOptions(seed: 7), observer: &log)
    return (try #require(figures), log)
  }

  @Test(arguments: ["aws-lambda", "gcp-cloud-functions"])
  func `more memory never makes a request slower, cold or warm`(_ platform: String) throws {
    var before: [Interval]?
    var means: [Double] = []
    for memory in try #require(Self.sizes[platform]) {
      let (figures, log) = try run(
        """
        { "platform": "\(platform)", "model": "mobilenet", "runtime": "ort-1.6",
          "memory": "\(memory)" }
        """)
      #expect(figures.coldStarts == 25)
      let latencies = log.records.map(\.latency)
      // The same random numbers are drawn whatever the memory is. A nanosecond of rounding for each
      // of six steps is allowed.
      if let before {
        #expect(
          zip(before, latencies).allSatisfy { $1 <= $0 + Interval(nanoseconds: 6) }, "\(memory)")
      }
      before = latencies
      means.append(figures.mean)
    }
    // Up to the processor that a request can use, more memory is faster outright.
    let rising = zip(means, means.dropFirst()).prefix(4)
    #expect(rising.allSatisfy { $0 > $1 }, "\(means)")
    #expect(try #require(means.first) > 1.05 * #require(means.last))
  }

  @Test(arguments: ["aws-lambda", "gcp-cloud-functions"])
  func `a larger package takes longer to initialise its container, and nothing else`(
    _ platform: String
  ) throws {
    func coldStart(_ size: Int) throws -> ColdStart {
      let deployment = try Decoded.deployment(
        """
        { "platform": "\(platform)", "model": "mobilenet",
          "runtime": { "name": "r", "like": "ort-1.6", "package_size": "\(size)MB" } }
        """)
      guard case .staged(let latency) = deployment.latency else { throw Decoded.Unexpected() }
      return latency.coldStart
    }
    let sizes = [0, 50, 92, 150, 250]
    let starts = try sizes.map(coldStart)
    let perMegabyte =
      (starts[4].containerInitialisation.mean
        - starts[0].containerInitialisation.mean) / 250
    #expect(perMegabyte > 0.001)
    for (size, start) in zip(sizes, starts) {
      let expected = starts[0].containerInitialisation.mean + perMegabyte * Double(size)
      #expect(abs(start.containerInitialisation.mean - expected) < 1e-6)
      #expect(start.libraryImport == starts[0].libraryImport)
      #expect(start.modelDownload == starts[0].modelDownload)
      #expect(start.modelLoad == starts[0].modelLoad)
    }
  }
}
