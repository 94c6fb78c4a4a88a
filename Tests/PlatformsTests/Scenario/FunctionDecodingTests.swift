import Documents
import SimCore
import Testing

@testable import Platforms

@Suite struct FunctionDecodingTests {
  private func scenario(
    _ functions: String, extent: String = #""duration": "1h""#, more: String = "",
    platform: String = "aws-lambda"
  ) -> String {
    """
    { "seed": 1, "workload": { \(extent), "arrivals": { "functions": \(functions) } },
      "deployments": [{ "platform": "\(platform)", "memory": "1GB",
        "latency": { "service_time": "1s" }\(more) }] }
    """
  }

  private func messages(_ text: String) -> [String] { Decoded.messages(text) }

  @Test func `functions are drawn, or come from files`() throws {
    let drawn = try Decoded.scenario(
      scenario(
        #"{ "count": 5, "rate": "3/s", "timers": 0, "execution": "deployment", "variation": 2 }"#,
        extent: #""duration": "1h", "load": 2"#))
    guard case .functions(let workload) = drawn.workload.arrivals,
      case .drawn(let population) = workload.source
    else {
      Issue.record("There are functions.")
      return
    }
    #expect(workload.load == 2 && population.count == 5 && population.rate == 3)
    #expect(population.timers == 0 && population.execution == .deployment)
    #expect(population.variation == 2)
    let read = try Decoded.scenario(
      scenario(#"{ "file": "a", "durations": "b", "memory": "c" }"#))
    guard case .functions(let workload) = read.workload.arrivals,
      case .files(let files) = workload.source
    else {
      Issue.record("There are files.")
      return
    }
    #expect(files.all == ["a", "b", "c"])
  }

  @Test func `a deployment says how instances are kept`() throws {
    func kept(_ text: String) throws -> FunctionKeepAlive {
      try Decoded.scenario(
        scenario(#"{ "count": 1 }"#, more: #", "functions": \#(text)"#)
      ).deployments[0].functions
    }
    #expect(try kept("{}") == .platform)
    #expect(
      try kept(#"{ "keep_alive": { "greedy_dual": { "memory": "2GB" } } }"#)
        == .greedyDual(memory: .gigabytes(2)))
    var policy = HybridHistogram()
    #expect(
      try kept(#"{ "keep_alive": { "hybrid_histogram": {} } }"#) == .hybridHistogram(policy))
    policy.bin = .seconds(30)
    policy.range = .minutes(60)
    policy.head = 0.1
    policy.tail = 0.9
    policy.margin = 0.2
    policy.variation = 1
    policy.outside = 0.3
    #expect(
      try kept(
        #"{ "keep_alive": { "hybrid_histogram": { "bin": "30s", "range": "1h", "head": 0.1, "#
          + #""tail": 0.9, "margin": 0.2, "variation": 1, "outside": 0.3 } } }"#)
        == .hybridHistogram(policy))
  }

  private static func columns(_ text: String) -> String {
    #"{ "requests": "a", "columns": { \#(text) } }"#
  }

  @Test(arguments: [
    ("{}", "has neither a count nor a file"),
    (#"{ "count": 1, "file": "a" }"#, #"has both "count" and "file""#),
    (#"{ "file": "a", "requests": "b" }"#, #"has both "file" and "requests""#),
    (#"{ "count": 1, "memory": "a" }"#, "says something of a file with a row a function"),
    (#"{ "requests": "b", "memory": "a" }"#, "says something of a file with a row a function"),
    (#"{ "file": "a", "columns": {} }"#, "says something of a file with a row a request"),
    (columns(#""function": ["f"]"#), "has no column of times"),
    (columns(#""function": ["f"], "start": "a", "end": "b""#), "has two columns of times"),
    (
      columns(#""function": ["f"], "end": "b""#), "has when requests end and not how long they take"
    ),
    (columns(#""function": [], "start": "a""#), "has 0 elements"),
    (columns(#""function": ["f", ""], "start": "a""#), "is empty"),
    (columns(#""function": ["f"], "start": "f""#), #"gives "f" two meanings"#),
    (#"{ "file": "a", "rate": "1/s" }"#, "says something of functions that are drawn"),
    (#"{ "file": "" }"#, "is empty"),
    (#"{ "file": "a\u0000b" }"#, "has control characters"),
  ])
  func `what cannot be together is said`(_ functions: String, _ message: String) {
    #expect(messages(scenario(functions)).contains { $0.hasSuffix(message) })
  }

  @Test func `what the workload, the platform and its keeping cannot be is said`() {
    let one = #"{ "count": 1 }"#
    #expect(messages(scenario(one, extent: #""requests": 5"#)).count == 1)
    #expect(messages(scenario(one, extent: #""duration": "1h", "warm_up": "1min""#)).count == 1)
    for more in [
      #", "capacity": { "concurrency": 2 }"#, #", "capacity": { "beyond_limit": "wait" }"#,
      #", "capacity": { "waits_for_any": true }"#, #", "capacity": { "provisioned": 1 }"#,
      #", "client": { "batch": { "size": 2, "wait": "1s" } }"#,
    ] {
      let found = messages(scenario(one, more: more))
      #expect(found.count == 1, "\(more): \(found)")
      #expect(found.allSatisfy { $0.contains("cannot run the functions of the workload") })
    }
    for keep in [
      "{ \"greedy_dual\": {} }", "{}", "{ \"hybrid_histogram\": { \"bin\": \"1s\" } }",
      "{ \"hybrid_histogram\": { \"head\": 0.9, \"tail\": 0.1 } }",
      "{ \"hybrid_histogram\": {}, \"greedy_dual\": { \"memory\": \"1GB\" } }",
    ] {
      let more = ", \"functions\": { \"keep_alive\": \(keep) }"
      #expect(messages(scenario(one, more: more)).count == 1, "\(keep)")
    }
    let other = ScenarioText.scenario().replacing(
      #""runtime": "ort-1.6" }"#,
      with: #""runtime": "ort-1.6", "functions": { "keep_alive": { "hybrid_histogram": {} } } }"#)
    #expect(messages(other).count == 1)
  }
}
