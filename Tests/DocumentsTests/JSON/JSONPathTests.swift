import Documents
import Testing

@Suite struct JSONPathTests {
  @Test func `Paths are written as in program text`() {
    let path = JSONPath.root.appending(key: "deployments").appending(index: 0)
      .appending(key: "capacity").appending(key: "keep_alive")
    #expect(path.description == "deployments[0].capacity.keep_alive")
    #expect(JSONPath.root.description == "(top level)")
    #expect(JSONPath.root.appending(index: 3).description == "[3]")
  }

  @Test(arguments: [
    ("gpt 4", #"["gpt 4"]"#), ("", #"[""]"#), ("a.b", #"["a.b"]"#), ("4x", #"["4x"]"#),
    ("é", #"["é"]"#), ("a\"\n", #"["a\"\n"]"#), ("_x9", "_x9"),
  ])
  func `Keys that are no identifiers are quoted`(key: String, shown: String) {
    #expect(JSONPath.root.appending(key: key).description == shown)
    let inner = JSONPath.root.appending(key: "m").appending(key: key).appending(key: "z")
    #expect(inner.description == (shown.hasPrefix("[") ? "m\(shown).z" : "m.\(shown).z"))
  }

  @Test func `A key of a megabyte is cut`() {
    let key = String(repeating: "k", count: 1 << 20)
    #expect(JSONPath.root.appending(key: key).description.count == 64)
  }
}
