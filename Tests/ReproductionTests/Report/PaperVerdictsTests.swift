import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperVerdictsTests {
  @Test func `the committed verdicts are those of a fresh run`() throws {
    let fresh = try PaperSupport.report().verdicts.text
    let differences = zip(
      fresh.split(separator: "\n"), PaperVerdicts.committed.text.split(separator: "\n")
    ).filter { $0 != $1 }.map { "now \($0), was \($1)" }
    #expect(
      differences == [],
      "if that is wanted: simctl paper --update-verdicts Sources/Reproduction/Data/verdicts.csv")
    #expect(fresh == PaperVerdicts.committed.text)
  }

  @Test func `there is a committed verdict on every number and statement`() {
    let ids = PaperTarget.all.map(\.id) + PaperShape.all.map(\.id)
    #expect(PaperVerdicts.committed.entries.map(\.id) == ids)
  }

  @Test func `a file of verdicts is read as it is written`() throws {
    let text = "id,verdict\na,same\nb,outside\nshape-1,held\nshape-2,not-held\nc,missing\n"
    #expect(try #require(PaperVerdicts(text: text)).text == text)
  }

  @Test(arguments: ["a", "a,good", "a,same,b", "shape-1,same", "a,held"])
  func `a file with a wrong line is refused`(line: String) {
    #expect(PaperVerdicts(text: "id,verdict\n\(line)\n") == nil)
  }

  @Test func `what is worse is found, and what is better or new is not`() throws {
    func verdicts(_ lines: String...) throws -> PaperVerdicts {
      try #require(PaperVerdicts(text: "id,verdict\n" + lines.joined(separator: "\n")))
    }
    let before = try verdicts(
      "a,same", "b,within", "c,off", "d,inside", "shape-1,held", "shape-2,not-held", "e,same",
      "shape-3,held")
    let now = try verdicts(
      "a,within", "b,same", "c,off", "d,outside", "shape-1,not-held", "shape-2,missing", "new,off")
    #expect(
      now.declines(from: before).map { "\($0.id) \($0.before.word) \($0.now.word)" } == [
        "a same within", "d inside outside", "shape-1 held not-held", "e same missing",
        "shape-3 held missing",
      ])
    #expect(before.declines(from: before) == [])
  }
}
