import Foundation
import Testing

/// `simctl evidence`, as users run it.
@Suite struct EvidenceCommandTests {
  @Test func `a page, its figures and all numbers are written together`() throws {
    let workplace = try Workplace()
    let printed = try workplace.output(
      of: "evidence", "--only", "lambda-resnet50", "--quiet", "--format", "csv", "--out", "out")
    let files = try workplace.tree("out")
    #expect(
      Set(files.keys) == [
        "index.html", "rows.csv", "lambda-resnet50-cold-time.svg", "lambda-resnet50-warm-time.svg",
      ])
    #expect(files["rows.csv"] == Data(printed.utf8))
    let again = try workplace.output(
      of: "evidence", "--only", "lambda-resnet50", "--quiet", "--format", "csv", "--out", "other",
      "--jobs", "3")
    #expect(again == printed)
    #expect(try workplace.tree("other") == files)
  }

  @Test func `what cannot be written to, or is no dataset, is said before anything is run`() throws
  {
    let workplace = try Workplace(["kept": "{}"])
    let taken = try workplace.run("evidence", "--only", "lambda-resnet50", "--out", "kept.json")
    #expect(taken.status == 1 && taken.messages.contains("kept.json"))
    #expect(try workplace.directory.text("kept.json") == "{}")
    let empty = try workplace.run("evidence", "--out", "")
    #expect(empty.status == 2 && empty.messages.contains("--out needs the name of a directory"))
    let unknown = try workplace.run("evidence", "--only", "lambda-memry")
    #expect(unknown.status == 2 && unknown.messages.contains("lambda-memory"))
  }
}
