import Foundation
import TestSupport
import Testing

@testable import simctl

/// `simctl paper fit` as users run it, with a budget that finds little.
@Suite struct PaperFitTests {
  private static let folders = [
    "Sources/Platforms/Catalog/Data", "Scenarios", "Sources/Reproduction/Data",
  ]

  /// The files of a checkout that the command reads and writes, with a tenth of the requests.
  static func checkout() throws -> Workplace {
    let workplace = try Workplace()
    for folder in folders {
      for entry in Repository.entries where entry.path.hasPrefix(folder + "/") && !entry.isFolder {
        let text = try Repository.text(entry.path)
          .replacing(/"requests": (1[58])000,/) { "\"requests\": \($0.1)00," }
        try workplace.write(text, to: entry.path)
      }
    }
    return workplace
  }

  @Test func `found values are put into the files, and are what is measured from them`() throws {
    let workplace = try Self.checkout()
    let before = try workplace.tree()
    let evaluations = Campaign.part(of: 12, atLeast: 4)
    let options = ["--parameters", "aws-cpu-server/*", "--draws", "2", "--write", "."]
    let found = try Program.run(
      ["paper", "fit", "--start", "middle", "--evaluations", "\(evaluations)"] + options,
      in: workplace.directory.path)
    #expect(found.status == 0, "\(found.messages)")
    let after = try workplace.tree()
    let changed = before.keys.filter { before[$0] != after[$0] }.sorted()
    #expect(changed == ["Sources/Platforms/Catalog/Data/profiles.json"])
    #expect(after.count == before.count)
    let again = try Program.run(
      ["paper", "fit", "--evaluations", "0"] + options, in: workplace.directory.path)
    let loss = try #require(found.output.split(separator: "\n").last?.split(separator: " ")[3])
    #expect(again.output.contains("\nloss \(loss) -> \(loss) after 0 evaluations\n"))
    #expect(try workplace.tree() == after)
  }

  @Test func `held-out numbers are predicted and written`() throws {
    let workplace = try Workplace()
    try workplace.output(
      of: "paper", "fit", "--hold-out", "workload-200", "--parameters", "aws-gpu-server",
      "--evaluations", "8", "--draws", "1", "--out", "found")
    let table = try workplace.table("found/held-out.csv")
    #expect(table.columns == ["id", "published", "predicted", "relative_error"])
    #expect(table.column("id").contains("lat-gpu-200"))
    #expect(!table.column("id").contains("succ-aws-gpu-120"))
    #expect(try workplace.directory.text("found/fit.json").contains("\"held_out\": true"))
  }

  @Test(arguments: [
    ["--parameters", "none*"], ["--hold-out", "workload-1"],
    ["--write", ".", "--hold-out", "workload-40"], ["--evaluations", "-1"],
  ])
  func `a mistake in the command line names the help of the two words`(arguments: [String]) throws {
    let workplace = try Workplace()
    let result = try Program.run(["paper", "fit"] + arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains("See 'simctl paper fit --help'."))
  }

  @Test func `a value beyond its bounds is named`() throws {
    let workplace = try Self.checkout()
    let path = "Sources/Reproduction/Data/fitted.json"
    var text = try workplace.directory.text(path)
    let line = try #require(text.range(of: "profiles/aws-cpu-server/mobilenet/tf-1.15 latency"))
    let bound = try #require(text.range(of: "\"to\": ", range: line.upperBound..<text.endIndex))
    // Just above the lower bound.
    let number = text[bound.upperBound...].prefix { $0 != "," }
    text.replaceSubrange(bound.upperBound..<number.endIndex, with: "41")
    try workplace.write(text, to: path)
    let result = try workplace.run("paper", "fit", "--write", ".")
    #expect(result.status == 1)
    #expect(result.messages.contains("aws-cpu-server/mobilenet/tf-1.15"))
  }
}
