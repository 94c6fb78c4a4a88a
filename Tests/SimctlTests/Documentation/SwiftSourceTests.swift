import Testing

@Suite struct SwiftSourceTests {
  private func source(_ text: String) -> SwiftSource { SwiftSource(path: "A.swift", text: text) }

  @Test func `comments and texts are taken out, line by line`() {
    let source = source(
      """
      let a = 1  // one
      /* two /* three */
      four */ let b = "five // six" + #"se"ven"#
      let c = "\\"eight\\" \\(nine("ten")) eleven"
      """)
    #expect(
      source.code == [
        "let a = 1  ", "", " let b = \"\" + \"\"", "let c = \"\"(nine(\"\"))",
      ])
  }

  @Test func `texts of several lines keep their lines`() {
    let source = source("let a = \"\"\"\n  Date(\n  \"\"\"\nlet b = Date()")
    #expect(source.places(of: "Date(", inCode: true) == [4])
    #expect(source.places(of: "Date(", inCode: false) == [2, 4])
  }

  @Test func `a banned word is not found within another`() {
    let source = source("update(1)\nUpdate(1)\nmyDate(1)\nDate(1)\n.random(in: x)\nd.random(in: x)")
    #expect(source.places(of: "Date(", inCode: true) == [4])
    #expect(source.places(of: ".random(in", inCode: true) == [5, 6])
    #expect(self.source("Floating\nFloat").places(of: "Float", inCode: true) == [2])
  }

  @Test(
    arguments: [
      "for value in table { }", "for (a, b) in self.table where a > b { }",
      "for key in table.keys {", "let x = table.map { $0 }", "let x = table.values.reduce(0, +)",
    ])
  func `walks through a dictionary are found`(line: String) {
    #expect(source("var table: [String: Int] = [:]\n" + line).unorderedWalks == [2])
    #expect(source("let table = Set<Int>()\n" + line).unorderedWalks == [2])
    #expect(source("private var table: Set<Int> = []\n" + line).unorderedWalks == [2])
  }

  @Test(
    arguments: [
      "for key in table.keys.sorted() {", "let x = table[key]", "table.insert(1)",
      "for value in tables {", "if table.contains(1) {", "let x = table.count",
    ])
  func `ordinary uses of a dictionary are not walks`(line: String) {
    #expect(source("var table: [String: Int] = [:]\n" + line).unorderedWalks == [])
  }

  @Test func `an array is walked through freely`() {
    #expect(source("var table: [Int] = []\nfor value in table { }").unorderedWalks == [])
  }
}
