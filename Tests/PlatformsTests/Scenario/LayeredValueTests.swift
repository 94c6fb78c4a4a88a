import Documents
import SimCore
import Testing

@testable import Platforms

struct LayeredValueTests {
  private func json(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "test.json")
  }

  private func laid(_ upper: String, over lower: String) throws -> JSONValue {
    try LayeredValue(json(lower), origin: nil)
      .laid(under: LayeredValue(json(upper), origin: .root)).value
  }

  @Test(arguments: [
    (#"{ "a": 1 }"#, #"{ "a": 2, "b": 3 }"#, #"{ "a": 1, "b": 3 }"#),
    (#"{ "a": { "b": 1 } }"#, #"{ "a": { "c": 2 } }"#, #"{ "a": { "b": 1, "c": 2 } }"#),
    (#"{ "a": null }"#, #"{ "a": { "c": 2 } }"#, #"{ "a": null }"#),
    (#"{ "a": [1] }"#, #"{ "a": [2, 3] }"#, #"{ "a": [1] }"#),
    (#"{}"#, #"{ "a": 1 }"#, #"{ "a": 1 }"#),
  ])
  func `objects are laid key by key, anything else replaces`(
    upper: String, lower: String, expected: String
  ) throws {
    #expect(try laid(upper, over: lower) == json(expected))
  }

  @Test func `what says the same in another way gives way, and all else stays`() throws {
    let lower = #"{ "batch_marginal": 0.5, "a": 1, "b": { "x": 1 } }"#
    #expect(
      try laid(#"{ "batch_times": [[1, "1s"]], "b": { "y": 2 }, "a": 3 }"#, over: lower)
        == json(#"{ "a": 3, "b": { "x": 1, "y": 2 }, "batch_times": [[1, "1s"]] }"#))
  }

  @Test func `another policy replaces the one below whole`() throws {
    let lower = #"{ "capacity": { "policy": "a", "x": 1 } }"#
    #expect(
      try laid(#"{ "capacity": { "policy": "a", "y": 2 } }"#, over: lower)
        == json(#"{ "capacity": { "policy": "a", "x": 1, "y": 2 } }"#))
    #expect(
      try laid(#"{ "capacity": { "policy": "b", "y": 2 } }"#, over: lower)
        == json(#"{ "capacity": { "policy": "b", "y": 2 } }"#))
  }

  @Test(arguments: ["network", "service_time", "provisioning", "base", "machine"])
  func `one distribution or machine does not mix with another`(_ key: String) throws {
    #expect(
      try laid(#"{ "\#(key)": { "x": 1 } }"#, over: #"{ "\#(key)": { "y": 1 } }"#)
        == json(#"{ "\#(key)": { "x": 1 } }"#))
  }

  @Test func `the parts of a step mix with one another but not with a distribution`() throws {
    let parts = #"{ "model_load": { "base": "1s" } }"#
    let distribution = #"{ "model_load": { "exponential": { "mean": "1s" } } }"#
    #expect(
      try laid(#"{ "model_load": { "per_mb": "2s" } }"#, over: parts)
        == json(#"{ "model_load": { "base": "1s", "per_mb": "2s" } }"#))
    #expect(try laid(distribution, over: parts) == json(distribution))
    #expect(try laid(parts, over: distribution) == json(parts))
  }

  @Test func `problems are reported where the layer with the value stands`() throws {
    let base = JSONPath().appending(key: "whole")
    let upper = JSONPath().appending(key: "upper")
    let layers = try LayeredValue(json(#"{ "a": { "b": 1, "c": 2 } }"#), origin: nil)
      .laid(under: LayeredValue(json(#"{ "a": { "b": 3 } }"#), origin: upper))
    let log = ProblemLog(file: "test.json")
    let (count, isValid) = layers.decode(at: base, log: log) { value, inner in
      let inside = base.appending(key: "a")
      inner.report(value["a"]?["b"], path: inside.appending(key: "b"), what: "b", fix: "")
      inner.report(value["a"]?["c"], path: inside.appending(key: "c"), what: "c", fix: "")
      inner.report(nil, path: inside.appending(key: "d"), what: "d", fix: "")
      return value.members.count
    }
    #expect(count == 1)
    #expect(!isValid)
    #expect(log.problems.map { $0.path?.description } == ["upper.a.b", "whole.a.c", "upper.a.d"])
  }
}
