import Documents
import Testing

@Suite struct JSONMergeTests {
  @Test(arguments: [
    (#"{"a":1,"b":2}"#, #"{"b":3,"c":4}"#, #"{"a":1,"b":3,"c":4}"#),
    (#"{"a":{"x":1,"y":[1]}}"#, #"{"a":{"y":[2,3],"z":0}}"#, #"{"a":{"x":1,"y":[2,3],"z":0}}"#),
    (#"{"a":{"x":1}}"#, #"{"a":5}"#, #"{"a":5}"#),
    (#"{"a":5}"#, #"{"a":{"x":1}}"#, #"{"a":{"x":1}}"#),
    (#"{"a":1}"#, #"{"a":null}"#, #"{"a":null}"#), ("[1]", "[2]", "[2]"), ("{}", "1", "1"),
    (#"{"b":1,"a":1}"#, "{}", #"{"b":1,"a":1}"#),
  ])
  func `Objects merge key by key, base keys first`(
    base: String, override: String, merged: String
  ) throws {
    #expect(try parsed(base).merging(parsed(override)).compactText == merged)
  }

  @Test func `Large objects merge too, and values keep their places`() throws {
    let base = "{" + (0..<50).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
    let merged = try parsed(base).merging(parsed("{\"new\":1,\n\"k49\":2}"))
    guard case .object(let members) = merged.kind else {
      Issue.record("The merged value is an object.")
      return
    }
    #expect(members.count == 51)
    #expect(members[49].key == "k49")
    #expect(members[49].value.position == SourcePosition(line: 2, column: 7))
    #expect(members[50].key == "new")
    #expect(members[48].value.position?.line == 1)
  }
}
