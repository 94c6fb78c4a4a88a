import Testing

@testable import Documents

@Suite struct JSONAssignmentTests {
  private func parse(_ text: String) throws -> JSONValue {
    try JSONParser.parse(Array(text.utf8), file: "")
  }

  private func path(_ levels: Int) -> String {
    Array(repeating: "a", count: levels).joined(separator: ".")
  }

  @Test func `what is put into a value nests no deeper than what is read`() throws {
    let empty = try parse("{}")
    let deepest = try empty.setting(path(JSONParser.maximumDepth), to: "1")
    #expect(try parse(deepest.compactText) == deepest)
    #expect(throws: AssignmentError.self) {
      try empty.setting(path(JSONParser.maximumDepth + 1), to: "1")
    }
    #expect(throws: AssignmentError.self) { try empty.setting(path(1_000_000), to: "1") }
  }

  @Test func `the depth of what is put there counts`() throws {
    let empty = try parse("{}")
    let part = #"[{"b":[1]},2]"#
    let deepest = try empty.setting(path(JSONParser.maximumDepth - 3), to: part)
    #expect(try parse(deepest.compactText) == deepest)
    let error = #expect(throws: AssignmentError.self) {
      try empty.setting(path(JSONParser.maximumDepth - 2), to: part)
    }
    #expect(error?.description == "puts more than 64 arrays and objects within each other")
  }
}
