import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperVerdictsTests {
  @Test func `there is a committed verdict on every number and statement`() {
    let ids = PaperTarget.all.map(\.id) + PaperShape.all.map(\.id)
    #expect(PaperVerdicts.committed.entries.map(\.id) == ids)
  }

  @Test func `a file of verdicts is read as it is written`() throws {
    let text = """
      id,verdict,as_draw
      a,same,expected
      b,outside,contradicted
      shape-1,held,
      shape-2,sometimes,
      c,missing,missing

      """
    #expect(try #require(PaperVerdicts(text: text)).text == text)
  }

  @Test(arguments: [
    "a", "a,same", "a,good,expected", "a,same,good", "a,same,expected,", "shape-1,same,",
    "shape-1,held,expected", "a,held,expected",
  ])
  func `a file with a wrong line is refused`(line: String) {
    #expect(PaperVerdicts(text: "id,verdict,as_draw\n\(line)\n") == nil)
  }

  @Test func `what is worse is found, and what is better or new is not`() throws {
    func verdicts(_ lines: String...) throws -> PaperVerdicts {
      try #require(PaperVerdicts(text: "id,verdict,as_draw\n" + lines.joined(separator: "\n")))
    }
    let before = try verdicts(
      "a,same,expected", "b,within,unusual", "c,off,contradicted", "d,inside,expected",
      "shape-1,held,", "shape-2,not-held,", "e,same,expected", "shape-3,sometimes,",
      "f,within,expected", "shape-4,held,")
    let now = try verdicts(
      "a,within,expected", "b,same,expected", "c,off,contradicted", "d,outside,expected",
      "shape-1,sometimes,", "shape-2,missing,", "new,off,unusual", "f,within,unusual",
      "shape-4,held,")
    #expect(
      now.declines(from: before).map { "\($0.id): \($0.before.text), \($0.now.text)" } == [
        "a: same and expected, within and expected",
        "d: inside and expected, outside and expected", "shape-1: held, sometimes",
        "e: same and expected, missing and missing", "shape-3: sometimes, missing",
        "f: within and expected, within and unusual",
      ])
    #expect(before.declines(from: before) == [])
  }
}
