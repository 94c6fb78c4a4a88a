import Platforms
import SimCore
import Testing

struct LatencyDecodingTests {
  private func latency(on platform: String, _ text: String, _ keys: String = "") throws
    -> AnyLatency
  {
    try Decoded.deployment(#"{ "platform": "\#(platform)"\#(keys), "latency": \#(text) }"#).latency
  }

  @Test func `every key of staged latency arrives`() throws {
    let latency = try latency(
      on: "aws-cpu-server",
      """
      {
        "policy": "staged", "network": "5ms", "service_time": "20ms", "parallelism": 2,
        "overload": { "from": 100, "factor": 1.5 }, "execution_limit": "1min",
        "cold_start": {
          "container_initialisation": { "base": "1s", "per_mb": "10ms" },
          "library_import": { "exponential": { "mean": "2s" } },
          "model_download": { "per_mb": "100ms", "factor": 0.5 },
          "model_load": "3s", "variation": 0.25, "billed": ["library_import"]
        }
      }
      """,
      """
      , "model": { "name": "m", "size": "40MB" }
      , "runtime": { "name": "r", "package_size": "100MB" }
      """)
    let spread = 0.25
    let expected = StagedLatency(
      network: .constant(.milliseconds(5)),
      coldStart: ColdStart(
        // 1 s and 100 MB of 10 ms each; 40 MB of 100 ms each, times 0.5.
        containerInitialisation: .logNormal(mean: .seconds(2), coefficientOfVariation: spread),
        libraryImport: .exponential(mean: .seconds(2)),
        modelDownload: .logNormal(mean: .seconds(2), coefficientOfVariation: spread),
        modelLoad: .logNormal(mean: .seconds(3), coefficientOfVariation: spread),
        firstInference: .constant(.zero), billedSteps: [.libraryImport]),
      serviceTime: ServiceTime(
        .constant(.milliseconds(20)), parallelism: 2, overloadFrom: 100, overloadFactor: 1.5),
      executionLimit: .minutes(1))
    #expect(latency == .staged(expected))
  }

  @Test func `preloaded latency has a network and a service time`() throws {
    let own = try latency(
      on: "aws-lambda@2021-03", #"{ "policy": "preloaded", "service_time": "20ms" }"#)
    #expect(
      own
        == .preloaded(
          PreloadedLatency(
            network: .constant(.zero), serviceTime: ServiceTime(.constant(.milliseconds(20))))))
  }

  @Test func `null takes the limit of execution away`() throws {
    func limit(_ text: String) throws -> Interval? {
      try latency(on: "aws-lambda", #"{ "service_time": "1s"\#(text) }"#).policy.executionLimit
    }
    #expect(try limit("") == .minutes(15))
    #expect(try limit(#", "execution_limit": null"#) == nil)
  }

  @Test func `a distribution and the parts of a step replace one another whole`() throws {
    func load(_ text: String) throws -> Distribution {
      let latency = try latency(
        on: "aws-lambda@2021-03",
        """
        { "service_time": "1s", "cold_start": { "model_load": \(text), "variation": 0 } }
        """, #", "model": "mobilenet", "runtime": "ort-1.6", "memory": "2048MB""#)
      guard case .staged(let staged) = latency else { throw Decoded.Unexpected() }
      return staged.coldStart.modelLoad
    }
    #expect(try load(#""2s""#) == .constant(.seconds(2)))
    #expect(try load(#"{ "exponential": { "mean": "2s" } }"#) == .exponential(mean: .seconds(2)))
    // What the catalog has for each of 16 MB stays, and a base is added.
    let plain = Interval(seconds: try load("{}").mean)
    #expect(plain > .zero)
    #expect(try load(#"{ "base": "1s" }"#) == .constant(.seconds(1)).shifted(by: plain))
  }

  @Test(arguments: [
    (#""graph": "sequential", "slices": 3"#, StartGraph.sequential),
    (
      #""graph": "parallel-1", "prerequisite": "0.2s""#,
      StartGraph(.parallel1, prerequisite: 0.25)
    ),
    (
      #""graph": "parallel-2", "prerequisite": "0.2s", "slices": 3"#,
      StartGraph(.parallel2, prerequisite: 0.25, slices: 3)
    ),
    // As long as the import, or longer, it is the whole import.
    (
      #""graph": "parallel-2", "prerequisite": "2s""#,
      StartGraph(.parallel2, prerequisite: 1, slices: 8)
    ),
  ])
  func `the graph of a cold start arrives, its prerequisite as a fraction of the import`(
    text: String, graph: StartGraph
  ) throws {
    // The import takes 0.8 s at any memory; where it is bound by the processor, both are slower.
    for more in ["", #", "cpu_bound": ["library_import"]"#] {
      let latency = try latency(
        on: "aws-lambda@2021-03",
        #"{ "cold_start": { "library_import": "0.8s", \#(text)\#(more) } }"#,
        #", "model": "mobilenet", "runtime": "ort-1.6", "memory": "512MB""#)
      guard case .staged(let staged) = latency else { throw Decoded.Unexpected() }
      #expect(staged.coldStart.graph.tasks.count == graph.tasks.count)
      for (task, expected) in zip(staged.coldStart.graph.tasks, graph.tasks) {
        #expect(task.step == expected.step)
        #expect(task.predecessors == expected.predecessors)
        #expect(abs(task.from - expected.from) < 1e-9 && abs(task.to - expected.to) < 1e-9)
      }
    }
  }

  @Test(arguments: [
    Wrong(#"▸1"#, "", "must be an object, found 1", "write { }"),
    Wrong(
      #"{ "policy": ▸"cold" }"#, ".policy", #""cold" is not one of the choices"#,
      #""staged", "preloaded""#),
    Wrong(
      #"{ ▸"servicetime": "1s" }"#, ".servicetime", "unknown key", "did you mean `service_time`?"),
    Wrong(#"{ "network": ▸{} }"#, ".network", "names no distribution", "a duration such as"),
    Wrong(
      #"{ "parallelism": ▸0 }"#, ".parallelism", "must be at least 0.001, found 0",
      "write a number"),
    Wrong(#"{ "overload": ▸2 }"#, ".overload", "must be an object, found 2", "write { }"),
    Wrong(
      #"{ "overload": ▸{ "from": 1 } }"#, ".overload", "the key `factor` is missing",
      #"add "factor""#),
    Wrong(
      #"{ "overload": ▸{ "factor": 2 } }"#, ".overload", "the key `from` is missing",
      #"add "from""#),
    Wrong(
      #"{ "overload": { "from": ▸-1, "factor": 2 } }"#, ".overload.from",
      "must be at least 0, found -1", "whole number"),
    Wrong(
      #"{ "overload": { "from": 1, "factor": ▸0.5 } }"#, ".overload.factor",
      "must be at least 1, found 0.5", "from 1 to 1000000"),
    Wrong(
      #"{ "execution_limit": ▸"0s" }"#, ".execution_limit",
      #"must be at least 1ns, found "0s""#, "write a duration"),
    Wrong(#"{ "cold_start": ▸"2s" }"#, ".cold_start", #"must be an object, found "2s""#, "{ }"),
    Wrong(
      #"{ "cold_start": { ▸"model_lod": "1s" } }"#, ".cold_start.model_lod", "unknown key",
      "did you mean `model_load`?"),
    Wrong(
      #"{ "cold_start": { "variation": ▸-1 } }"#, ".cold_start.variation",
      "must be at least 0, found -1", "from 0 to 100"),
    Wrong(
      #"{ "cold_start": { "billed": ▸true } }"#, ".cold_start.billed",
      "must be an array, found true", "write [ ]"),
    Wrong(
      #"{ "cold_start": { "billed": [▸"model_load"] } }"#, ".cold_start.billed[0]",
      #""model_load" is not one of the choices"#,
      #""container_initialisation", "library_import""#),
    Wrong(
      #"{ "cold_start": { "graph": ▸"parallel" } }"#, ".cold_start.graph",
      #""parallel" is not one of the choices"#, #""sequential", "parallel-1", "parallel-2""#),
    Wrong(
      #"{ "cold_start": { "prerequisite": ▸0.1 } }"#, ".cold_start.prerequisite",
      "must be a duration with its unit, found the number 0.1", #""0.1s""#),
    Wrong(
      #"{ "cold_start": { "slices": ▸0 } }"#, ".cold_start.slices", "must be at least 1, found 0",
      "from 1 to 1000"),
    Wrong(
      #"{ "cold_start": { "cpu_bound": [▸"load"] } }"#, ".cold_start.cpu_bound[0]",
      #""load" is not one of the choices"#, #""first_inference""#),
    Wrong(
      #"{ "cold_start": { "container_initialisation": { "base": ▸1 } } }"#,
      ".cold_start.container_initialisation.base",
      "must be a duration with its unit, found the number 1", #""1s""#),
    Wrong(
      #"{ "cold_start": { "library_import": { ▸"per_kb": "1ms" } } }"#,
      ".cold_start.library_import.per_kb", "unknown key", "did you mean `per_mb`?"),
    Wrong(
      #"{ "cold_start": { "model_download": { "per_mb": ▸"fast" } } }"#,
      ".cold_start.model_download.per_mb", #"the duration "fast" does not begin with a number"#,
      "write a duration"),
    Wrong(
      #"{ "cold_start": { "model_load": { "factor": ▸-1 } } }"#, ".cold_start.model_load.factor",
      "must be at least 0, found -1", "from 0 to 1000000"),
    Wrong(
      #"{ "cold_start": { "first_inference": { "lognormal": ▸{ "cv": 1 } } } }"#,
      ".cold_start.first_inference.lognormal", "does not fix a log-normal distribution",
      "mean and cv"),
    Wrong(
      #"{ "cold_start": { "first_inference": { ▸"lognormall": { "cv": 1 } } } }"#,
      ".cold_start.first_inference.lognormall", "unknown key", "write one of"),
  ])
  func `what is wrong with a latency is said where it stands`(_ wrong: Wrong) throws {
    for platform in ["aws-lambda", "gcp-cloud-functions"] {
      try Wrong(wrong.text, "deployments[0].latency" + wrong.path, wrong.what, wrong.fix)
        .within {
          ScenarioText.scenario(
            deployments: """
              { "platform": "\(platform)", "model": "mobilenet", "runtime": "ort-1.6",
                "latency": \($0) }
              """)
        }.check()
    }
  }

  @Test func `a cold start that does nothing should be what it says all the same`() throws {
    try Wrong(
      """
      { "platform": "aws-cpu-server",
        "latency": { "service_time": "1s", "cold_start": { "model_load": ▸4 } } }
      """, "deployments[0].latency.cold_start.model_load",
      "must be a duration with its unit, found the number 4", #""4s""#
    ).inDeployment.check()
  }

  @Test func `without a measured service time one must be given`() throws {
    let what = "no service time is known for this platform, model and runtime"
    let fix = #"add "latency": { "service_time": "50ms" } with a time you have measured"#
    try Wrong(
      #"▸{ "platform": "aws-lambda@2021-03", "model": { "name": "own" }, "runtime": "ort-1.6" }"#,
      "deployments[0].latency.service_time", what, fix
    ).inDeployment.check()
    // A model of the catalog's name is not the catalog's model.
    try Wrong(
      #"▸{ "platform": "aws-lambda", "model": { "name": "mobilenet" }, "runtime": "ort-1.6" }"#,
      "deployments[0].latency.service_time", what, fix
    ).inDeployment.check()
    try Wrong(
      """
      { "platform": "aws-lambda@2021-03", "model": "albert", "runtime": "tf-1.4",
        "latency": ▸{ "network": "1ms" } }
      """, "deployments[0].latency.service_time", what, fix
    ).inDeployment.check()
    try Wrong(
      #"{ "platform": "aws-lambda", "latency": ▸{ "policy": "staged", "cold_start": {} } }"#,
      "deployments[0].latency.service_time", what, fix
    ).inDeployment.check()
  }
}
