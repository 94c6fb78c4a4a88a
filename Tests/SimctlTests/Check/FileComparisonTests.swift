import TestSupport
import Testing

@testable import simctl

@Suite struct FileComparisonTests {
  private let header = "scenario,deployment,replication,request,latency_s\n"

  private func compare(_ first: String, _ second: String) throws -> FileComparison {
    let directory = try ScratchDirectory()
    try directory.write(first, to: "first.csv")
    try directory.write(second, to: "second.csv")
    return try FileComparison(directory.file("first.csv"), directory.file("second.csv"))
  }

  @Test func `equal files have no difference`() throws {
    let text = header + "s,a,0,0,1.5\ns,a,0,1,2.5\n"
    let comparison = try compare(text, text)
    #expect(comparison.difference == nil && comparison.rows == 2)
    #expect(try compare("", "").rows == 0)
    #expect(try compare(header, header).rows == 0)
  }

  @Test func `the first field that differs is named with its deployment and column`() throws {
    let comparison = try compare(
      header + "s,a,0,0,1.5\ns,\"b, large\",1,7,2.5\ns,c,0,0,1\n",
      header + "s,a,0,0,1.5\ns,\"b, large\",1,7,2.6\ns,c,0,0,2\n")
    #expect(
      comparison.difference
        == FileDifference(
          row: 2, subject: "deployment 'b, large', replication 1", column: "latency_s",
          first: "2.5", second: "2.6"))
  }

  @Test func `a row that only one file has is told with its text`() throws {
    let short = header + "s,a,0,0,1.5\n"
    let long = short + "s,a,0,1,2.5\n"
    let missing = try #require(compare(short, long).difference)
    #expect(missing.first == nil && missing.second == "s,a,0,1,2.5" && missing.column.isEmpty)
    #expect(missing.row == 2 && missing.subject == "deployment 'a', replication 0")
    #expect(try compare(long, short).difference?.second == nil)
  }

  @Test func `a difference in the header, or in the last line without an end, is one`() throws {
    #expect(try compare("a,b\n", "a,c\n").difference?.row == 0)
    #expect(try compare("a\n1\n2", "a\n1\n3").difference?.row == 2)
  }

  @Test func `rows are found beyond the first piece that is read`() throws {
    let rows = (0..<40_000).map { "s,a,0,\($0),0.123456789\n" }
    var other = rows
    other[39_999] = "s,a,0,39999,0.123456780\n"
    let comparison = try compare(header + rows.joined(), header + other.joined())
    #expect(comparison.difference?.row == 40_000)
    #expect(comparison.difference?.column == "latency_s")
    #expect(try compare(header + rows.joined(), header + rows.joined()).rows == 40_000)
  }

  @Test func `quotes are taken off`() {
    func fields(_ text: String) -> [String] { FileComparison.fields(Array(text.utf8)[...]) }
    #expect(fields("a,\"b,c\",\"say \"\"no\"\"\",") == ["a", "b,c", "say \"no\"", ""])
  }

  @Test func `a file that is not there is a failure`() {
    #expect(throws: CommandFailure.self) { try FileComparison("nowhere.csv", "nowhere.csv") }
  }
}
