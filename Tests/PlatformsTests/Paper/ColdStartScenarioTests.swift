import Platforms
import SimCore
import Testing

/// What the paper's section 5.1 says of overlapping the steps of a cold start (figure 7).
@Suite struct ColdStartScenarioTests {
  private func scenario() throws -> Scenario {
    try Scenario(
      parsing: Repository.bytes("Scenarios/cold-start.json"), file: "cold-start.json",
      name: "cold-start", catalog: .builtIn())
  }

  private func coldStarts() throws -> [String: ColdStart] {
    var found: [String: ColdStart] = [:]
    for deployment in try scenario().deployments {
      guard case .staged(let latency) = deployment.latency else { throw Decoded.Unexpected() }
      found[deployment.name] = latency.coldStart
    }
    return found
  }

  @Test func `overlapping import and download saves 10.6 % of MobileNet's cold start`() throws {
    let starts = try coldStarts()
    let sequential = try #require(starts["sequential"]).mean
    let parallel = try #require(starts["parallel-1"]).mean
    // The digits that the paper prints.
    #expect((0.1055..<0.1065).contains(1 - parallel / sequential))
  }

  @Test func `slicing a small model saves little more, slicing a large one saves much`() throws {
    // A model that takes long to load beside its download; what the fit says of loading may change.
    let slow = #""model_load": { "base": "0s", "per_mb": "5ms" },"#
    func mean(_ graph: String, _ size: String, _ load: String) throws -> Double {
      let deployment = try Decoded.deployment(
        """
        { "platform": "aws-lambda@2021-03", "runtime": "ort-1.6",
          "model": { "name": "m", "like": "mobilenet", "size": "\(size)" },
          "latency": { "cold_start": { \(load) "graph": "\(graph)" } } }
        """)
      guard case .staged(let latency) = deployment.latency else { throw Decoded.Unexpected() }
      return latency.coldStart.mean
    }
    for (size, load, least, most) in [("16MB", "", 0, 0.01), ("500MB", slow, 0.1, 0.5)] {
      let saved =
        try (mean("parallel-1", size, load) - mean("parallel-2", size, load))
        / mean("sequential", size, load)
      #expect((least...most).contains(saved), "\(size): \(saved)")
    }
  }

  @Test func `fifty requests far apart are fifty cold starts, and as much sooner as steps say`()
    throws
  {
    let scenario = try scenario()
    var means: [String: Double] = [:]
    var latencies: [String: [Interval]] = [:]
    for deployment in scenario.deployments {
      var log = RunLog()
      let figures = try scenario.run(deployment, observer: &log)
      #expect(figures.coldStarts == 50)
      means[deployment.name] = figures.mean
      latencies[deployment.name] = log.records.map(\.latency)
    }
    let sequential = try #require(latencies["sequential"])
    let parallel = try #require(latencies["parallel-1"])
    // The same steps are drawn for all, so each request is sooner by its own download: four
    // standard errors of the mean of fifty.
    let saved = zip(sequential, parallel).map { ($0 - $1).seconds }
    #expect(saved.allSatisfy { $0 > 0 })
    let mean = saved.reduce(0, +) / 50
    let squares = saved.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs(mean - 0.2385) < 4 * (squares / 49 / 50).squareRoot())
    #expect(abs(try #require(means["parallel-2"]) - #require(means["parallel-1"])) < 0.01)
  }

  @Test func `the schedule of the steps is figure 7, to scale`() throws {
    let starts = try coldStarts()
    for (name, start) in starts {
      let schedule = start.meanSchedule
      #expect(schedule.allSatisfy { $0.start <= $0.end }, "\(name)")
      #expect(schedule.first?.start == 0)
      #expect(schedule.map(\.end).max() == start.mean)
    }
    let parts = try #require(starts["parallel-2"]).meanSchedule.filter { $0.step == .modelDownload }
    #expect(parts.count == 8)
    #expect(parts.first?.name == "model_download 1/8")
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.end == $1.start })
  }
}
