import Foundation
import TestSupport
import Testing

@testable import simctl

/// `simctl paper posterior` as users run it, with few values and draws.
///
/// A run takes a minute or more of a debug build, so that it is done where campaigns are whole;
/// `PosteriorSearchTests` has the same work in the library.
@Suite struct PaperPosteriorTests {
  private static let few = ["--parameters", "aws-gpu-server/*", "--draws", "2", "--steps", "1"]

  @Test(.enabled(if: Campaign.isWhole))
  func `values are inferred and put into a checkout, and numbers left out predicted`() throws {
    let workplace = try PaperFitTests.checkout()
    let before = try workplace.tree()
    let arguments =
      ["paper", "posterior"] + Self.few
      + ["--leave-out", "tables", "--samples", "20", "--out", "found", "--write", "."]
    let result = try Program.run(arguments, in: workplace.directory.path)
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output.contains("tables left out, and predicted"))
    let values = try workplace.table("found/posterior.csv")
    let names = values.column("value")
    #expect(names.contains("aws-gpu-server/mobilenet/tf-1.15/latency.service_time.lognormal.mean"))
    #expect(names.allSatisfy { $0.hasPrefix("aws-gpu-server/") })
    let predicted = try workplace.table("found/left-out.csv")
    #expect(Set(predicted.column("name")) == ["Table 2", "Table 3", "text"])
    #expect(predicted.column("id").contains("lat-gpu-200"))
    let taught = try workplace.table("found/taught.csv")
    #expect(taught.column("number").contains("lat-gpu-200"))
    let pairs = try workplace.table("found/correlations.csv").column("correlation").count
    #expect(pairs == names.count * (names.count - 1) / 2)
    let after = try workplace.tree()
    let changed = before.keys.filter { before[$0] != after[$0] }
    #expect(changed.contains("Sources/Platforms/Catalog/Data/profiles.json"))
    #expect(!changed.contains { $0.hasPrefix("Scenarios/") })
    #expect(after.keys.allSatisfy { before[$0] != nil || $0.hasPrefix("found/") })
  }

  @Test(arguments: [
    ["--parameters", "none*"], ["--leave-out", "planets"], ["--draws", "1"], ["--out", ""],
  ])
  func `a mistake in the command line names the help of the two words`(arguments: [String]) throws {
    let workplace = try Workplace()
    let result = try Program.run(["paper", "posterior"] + arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains("See 'simctl paper posterior --help'."))
    #expect(try workplace.tree().isEmpty)
  }
}
