import Foundation
import Testing

/// Fresh runs against what is committed in the folder `Results`, byte for byte.
///
/// After a wanted change of results, `.ci/update-results` writes the folder anew; look at the
/// difference before you commit it, and say in the changelog why results changed.
@Suite struct ResultsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Results").standardizedFileURL

  /// The scenarios with results; those that measure speed have none.
  private static let scenarios = SharedRuns.names

  private static let update = "Results differ; if that is wanted, run .ci/update-results."

  /// The committed files of a scenario, by name.
  private static func committed(_ name: String) throws -> [String: String] {
    let scenarioFolder = folder.appendingPathComponent(name)
    var files: [String: String] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: scenarioFolder.path) {
      files[name] = try String(
        contentsOf: scenarioFolder.appendingPathComponent(name), encoding: .utf8)
    }
    return files
  }

  @Test(arguments: scenarios)
  func `a fresh run gives the committed results`(scenario: String) throws {
    let committed = try Self.committed(scenario)
    #expect(committed["summary.csv"] != nil)
    let fresh = try SharedRuns.scenarios().files
    for (name, text) in committed where name != "report.html" {
      let bytes = try #require(fresh["\(scenario)/\(name)"])
      Self.compare(String(decoding: bytes, as: UTF8.self), text, name)
    }
  }

  @Test func `a report of a fresh run is the committed one`() throws {
    let committed = try #require(try Self.committed("workload-200")["report.html"])
    let workplace = try Workplace()
    let fresh = try SharedRuns.scenarios().files
    for name in ["run.json", "summary.csv", "timeline.csv"] {
      let file = URL(fileURLWithPath: workplace.directory.path).appendingPathComponent(name)
      try #require(fresh["workload-200/\(name)"]).write(to: file)
    }
    let result = try workplace.run("report", ".")
    #expect(result.status == 0 && result.messages == "simctl: wrote ./report.html\n")
    Self.compare(try workplace.directory.text("report.html"), committed, "report.html")
  }

  /// What two hundred draws say takes a release build, with which `.ci/run` compares it; of the
  /// first draw are the figures and the rows of runs.
  @Test func `fresh runs give the committed figures of the paper`() throws {
    let committed = try Self.committed("paper").filter { name, _ in
      name.hasPrefix("figure-") || name == "summary.csv"
    }
    let fresh = try SharedRuns.paper().files
    let drawn = fresh.keys.filter { $0.hasPrefix("figure-") }
    #expect(drawn.count > 10 && Set(committed.keys) == Set(drawn + ["summary.csv"]))
    for (name, text) in committed {
      let bytes = try #require(fresh[name])
      Self.compare(String(decoding: bytes, as: UTF8.self), text, name)
    }
  }

  private static func compare(_ fresh: String, _ committed: String, _ name: String) {
    // The lines that differ say more than two whole files.
    let different = zip(
      fresh.split(separator: "\n"), committed.split(separator: "\n")
    ).filter { $0 != $1 }.map { "now \($0.prefix(300))\nwas \($1.prefix(300))" }
    #expect(different.prefix(3) == [], "\(name): \(update)")
    #expect(fresh.utf8.elementsEqual(committed.utf8) == true, "\(name): \(update)")
  }

  @Test func `there are results of scenarios, paper and measurements, and of nothing else`()
    throws
  {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    // A day of functions takes a release build, with which `.ci/run` compares it.
    let others = ["paper", "evidence", "functions", "README.md"]
    #expect(Set(names) == Set(Self.scenarios + TodayTests.names + others))
  }
}
