import Platforms
import SimCore
import Testing

/// What work makes of the processor that comes with the memory.
struct ProcessorUseTests {
  /// A platform with one vCPU at 1000 MB and four at 4000 MB, of which a request can use three.
  private static let platform = """
    "platform": { "name": "p", "capacity": { "policy": "on-demand", "keep_alive": "1min" },
      "memory": { "least": "100MB", "greatest": "8000MB" }, "billing": { "policy": "per-use" },
      "cpu": { "points": [["1000MB", 1], ["4000MB", 4]], "usable": 3, "measured_at": "500MB" } }
    """

  private func latency(_ memory: String, _ latency: String) throws -> StagedLatency {
    let deployment = try Decoded.deployment(
      """
      { \(Self.platform), "memory": "\(memory)",
        "latency": { "policy": "staged", "service_time": "8s"\(latency) } }
      """)
    guard case .staged(let staged) = deployment.latency else { throw Decoded.Unexpected() }
    return staged
  }

  @Test(
    arguments: [
      // 8 s at half a vCPU are 4 vCPU-seconds.
      ("500MB", "", 8), ("2000MB", "", 2), ("4000MB", "", 4.0 / 3),
      ("250MB", #", "vcpus": 1"#, 16), ("1000MB", #", "vcpus": 1"#, 4),
      ("2000MB", #", "vcpus": 1"#, 4), ("4000MB", #", "vcpus": 1"#, 4),
      // More than the platform says of any work, and more than there is.
      ("4000MB", #", "vcpus": 4"#, 1), ("8000MB", #", "vcpus": 100"#, 1),
      // Less than there is where it was measured.
      ("4000MB", #", "vcpus": 0.25"#, 8), ("125MB", #", "vcpus": 0.25"#, 16),
      // A quarter of 8 s waits; the other 6 s are 3 vCPU-seconds.
      ("2000MB", #", "waiting_share": 0.25"#, 3.5), ("250MB", #", "waiting_share": 0.25"#, 14),
      ("2000MB", #", "waiting_share": 0.25, "vcpus": 1"#, 5),
      ("2000MB", #", "waiting_share": 1"#, 8),
      // Measured elsewhere: 8 s at 2 vCPUs, of which one is used.
      ("500MB", #", "vcpus": 1, "measured_at": "2000MB""#, 16),
    ] as [(String, String, Double)])
  func `service takes its work over the processor that it can use`(
    memory: String, keys: String, seconds: Double
  ) throws {
    let mean = try latency(memory, keys + #", "cold_start": {}"#).serviceTime.distribution.mean
    #expect(abs(mean - seconds) < 1e-8)
  }

  @Test func `steps of a start use what they say, then what the start says`() throws {
    let start = try latency(
      "4000MB",
      """
      , "vcpus": 4, "cold_start": {
        "library_import": "8s", "model_download": "8s",
        "model_load": { "base": "8s", "vcpus": 2 }, "first_inference": { "base": "8s" },
        "cpu_bound": ["library_import", "model_load", "first_inference"], "vcpus": 1 }
      """
    ).coldStart
    #expect(abs(start.libraryImport.mean - 4) < 1e-8)
    #expect(start.modelDownload.mean == 8)
    #expect(abs(start.modelLoad.mean - 2) < 1e-8)
    #expect(abs(start.firstInference.mean - 4) < 1e-8)
    // Without a word the platform's 3 vCPUs, and not those of service.
    let plain = try latency(
      "4000MB",
      #", "vcpus": 4, "cold_start": { "model_load": "8s", "cpu_bound": ["model_load"] }"#
    ).coldStart
    #expect(abs(plain.modelLoad.mean - 4.0 / 3) < 1e-8)
  }

  @Test func `a prerequisite is a part of the import at the speed where both were given`() throws {
    let graph = try latency(
      "4000MB",
      """
      , "cold_start": { "library_import": { "base": "8s", "vcpus": 1 }, "prerequisite": "2s",
        "cpu_bound": ["library_import"], "graph": "parallel-1" }
      """
    ).coldStart.graph
    #expect(graph.tasks.contains { $0.step == .libraryImport && abs($0.to - 0.25) < 1e-9 })
  }

  @Test(arguments: [
    (#""vcpus": 3"#, true), (#""vcpus": 1"#, false), (#""waiting_share": 1"#, false),
    (#""waiting_share": 0.5"#, true),
  ])
  func `more memory is said to help only where it does`(keys: String, helps: Bool) throws {
    let deployment = try Decoded.deployment(
      """
      { \(Self.platform), "memory": "1000MB",
        "latency": { "policy": "staged", "service_time": "8s", "cold_start": {}, \(keys) } }
      """)
    #expect(deployment.isSlowedByMemory == helps)
  }

  @Test func `a model or runtime of one's own says what it can use`() throws {
    for part in ["model", "runtime"] {
      let deployment = try Decoded.deployment(
        """
        { \(Self.platform), "memory": "4000MB",
          "\(part)": { "name": "m", "latency": { "vcpus": 1 } },
          "latency": { "policy": "staged", "service_time": "8s", "cold_start": {} } }
        """)
      guard case .staged(let staged) = deployment.latency else { throw Decoded.Unexpected() }
      #expect(abs(staged.serviceTime.distribution.mean - 4) < 1e-8)
    }
  }

  @Test(arguments: [
    Wrong(
      #"{ "vcpus": ▸0 }"#, ".vcpus", "must be at least 1e-06, found 0", "write a number"),
    Wrong(
      #"{ "vcpus": ▸"two" }"#, ".vcpus", #"must be a number, found "two""#, "write a number"),
    Wrong(
      #"{ "waiting_share": ▸1.5 }"#, ".waiting_share", "must be at most 1, found 1.5",
      "write a number"),
    Wrong(
      #"{ "cold_start": { "vcpus": ▸-1 } }"#, ".cold_start.vcpus",
      "must be at least 1e-06, found -1", "write a number"),
    Wrong(
      #"{ "cold_start": { "model_load": { "vcpus": ▸1000001 } } }"#,
      ".cold_start.model_load.vcpus", "must be at most 1000000, found 1000001", "write a number"),
    Wrong(
      #"{ "cold_start": { ▸"vcpu": 1 } }"#, ".cold_start.vcpu", "unknown key",
      "did you mean `vcpus`?"),
  ])
  func `what is wrong with it is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0].latency" + wrong.path, wrong.what, wrong.fix).within {
      ScenarioText.scenario(
        deployments: """
          { "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6", "latency": \($0) }
          """)
    }.check()
  }
}
