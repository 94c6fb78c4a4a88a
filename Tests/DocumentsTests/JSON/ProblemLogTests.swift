import Documents
import Testing

@Suite struct ProblemLogTests {
  @Test func `An empty log throws nothing`() throws {
    try ProblemLog(file: "f").throwIfAny()
  }

  @Test func `A log throws everything reported, in the order of the file`() throws {
    let log = ProblemLog(file: "f")
    guard case .array(let values) = try parsed("[1,\n2]").kind else {
      Issue.record("The value is an array.")
      return
    }
    log.report(values[1], path: .root.appending(index: 1), what: "second", fix: "b")
    log.report(values[0], path: .root.appending(index: 0), what: "first", fix: "a")
    log.report(nil, path: nil, what: "whole", fix: "c")
    #expect(log.problems.map(\.what) == ["second", "first", "whole"])
    let report = #expect(throws: ProblemReport.self) { try log.throwIfAny() }
    #expect(
      report?.description == "f:1:2: [0]: first; a\nf:2:1: [1]: second; b\nf: whole; c")
  }

  @Test func `The same problem is recorded once`() {
    let log = ProblemLog(file: "f")
    for _ in 0..<3 { log.report(nil, path: .root, what: "w", fix: "x") }
    #expect(log.problems.count == 1)
    #expect(log.omitted == 0)
  }

  @Test func `A full log counts and keeps no more`() {
    let log = ProblemLog(file: "f")
    for index in 0..<1500 { log.report(nil, path: .root, what: "w\(index)", fix: "x") }
    #expect(log.problems.count == 1000)
    #expect(log.omitted == 500)
  }
}
