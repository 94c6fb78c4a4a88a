import Documents
import Testing

@Suite struct ProblemReportTests {
  private func problem(_ what: String, file: String = "f", line: Int? = nil) -> Problem {
    Problem(
      file: file, position: line.map { SourcePosition(line: $0, column: 1) }, what: what, fix: "")
  }

  @Test func `A problem is one line with place, path, fault and remedy`() {
    let path = JSONPath.root.appending(key: "deployments").appending(index: 0)
      .appending(key: "memory")
    let problem = Problem(
      file: "web.json", path: path, position: SourcePosition(line: 12, column: 9),
      what: "must be at least 128MB, found \"64MB\"", fix: "write a size from 128MB to 10240MB")
    #expect(
      problem.description
        == "web.json:12:9: deployments[0].memory: must be at least 128MB, found \"64MB\"; "
        + "write a size from 128MB to 10240MB")
    #expect(Problem(file: "a\nb", what: "w", fix: "").description == "a\\nb: w")
  }

  @Test func `Problems are ordered by file and place, those without a place last`() {
    let report = ProblemReport([
      problem("nowhere"), problem("late", line: 9), problem("other", file: "a", line: 1),
      problem("early", line: 2), problem("early too", line: 2),
    ])
    #expect(report.problems.map(\.what) == ["early", "early too", "late", "nowhere", "other"])
  }

  @Test func `At most fifty problems are listed`() {
    let fifty = ProblemReport((1...50).map { (line: Int) in problem("p\(line)", line: line) })
    #expect(fifty.description.split(separator: "\n").count == 50)
    let more = ProblemReport(
      (1...51).map { (line: Int) in problem("p\(line)", line: line) }, omitted: 7)
    let lines = more.description.split(separator: "\n")
    #expect(lines.count == 51)
    #expect(lines.last == "and 8 more")
  }

  @Test func `Reports of two files join`() {
    let joined = ProblemReport(problem("x", file: "b")).joined(
      with: ProblemReport([problem("y", file: "a")], omitted: 2))
    #expect(joined.problems.map(\.file) == ["b", "a"])
    #expect(joined.omitted == 2)
  }
}
