import Studies
import Testing

@testable import Reporting

@Suite struct ReportTableTests {
  private func table(_ text: String) throws -> ReportTable {
    try ReportTable(Array(text.utf8), name: "x.csv")
  }

  @Test func `quotes, commas, line breaks and empty fields are read as they were written`() throws {
    let table = try table("a,b,c\n1,\"x, \"\"y\"\"\nz\",\n,2,3\n")
    #expect(table.columns == ["a", "b", "c"])
    #expect(table.rows == [["1", "x, \"y\"\nz", ""], ["", "2", "3"]])
    #expect(table.number(table.rows[1], "c") == 3)
    #expect(table.number(table.rows[0], "c") == nil)
    #expect(table.text(table.rows[0], "none").isEmpty)
  }

  @Test(arguments: ["", "a,b\n1,2", "a,b\n1\n", "a,b\n\"1,2\n", "a\n1,2\n", "\"a\n"])
  func `what is empty, cut off or ragged is refused with advice`(text: String) throws {
    let error = #expect(throws: StudyError.self) { try table(text) }
    #expect(error?.message.contains("x.csv") == true)
    #expect(error?.advice != nil)
  }

  @Test func `bytes that are no text are refused`() {
    #expect(throws: StudyError.self) {
      try ReportTable([0x61, 0x0a, 0xff, 0x0a], name: "x.csv")
    }
  }

  @Test func `a column that is missed is named`() throws {
    let table = try table("a\n1\n")
    let error = #expect(throws: StudyError.self) { try table.require(["a", "b"], name: "x.csv") }
    #expect(error?.message.contains("no column b") == true)
  }
}
