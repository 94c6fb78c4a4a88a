import Foundation
import TestSupport
import Testing

/// The scenarios of today's clouds: one model and one course of traffic a file, so that files of a
/// model must say the same of every platform.
@Suite struct TodayTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../..").standardizedFileURL

  private static let courses = ["steady", "daily", "bursty"]

  /// The deployments of a scenario as they are written.
  private static func deployments(_ name: String) throws -> String {
    let text = try String(
      contentsOf: folder.appendingPathComponent("Scenarios/\(name).json"), encoding: .utf8)
    return String(text[try #require(text.range(of: #""deployments""#)).lowerBound...])
  }

  /// The names of all scenarios of today.
  static let names = ["image", "text"].flatMap { model in
    courses.map { "today-\(model)-\($0)" }
  }

  @Test(arguments: ["image", "text"])
  func `the three files of a model differ in their traffic only`(model: String) throws {
    let all = try Set(Self.courses.map { try Self.deployments("today-\(model)-\($0)") })
    #expect(all.count == 1)
  }

  @Test func `both models run on the same platforms`() throws {
    func platforms(_ model: String) throws -> [Substring] {
      try Self.deployments("today-\(model)-daily").matches(of: /"platform": "([^"]+)"/).map(\.1)
    }
    let image = try platforms("image")
    #expect(try platforms("text") == image)
    for name in ["knative", "ray-serve", "aws-sagemaker-components", "kubernetes"] {
      #expect(image.contains("\(name)@2026-09"))
    }
  }

  /// The shortest of them; `.ci/run` runs all with a release build.
  @Test func `a fresh comparison is the committed one`() throws {
    let name = "today-text-bursty"
    let results = Self.folder.appendingPathComponent("Results/\(name)")
    let workplace = try Workplace()
    let fresh = try workplace.run(
      "compare", name, "--quiet", "--out", "out", environment: ["COLUMNS": "100"])
    #expect(fresh.status == 0, "\(fresh.messages)")
    for (file, text) in [
      ("compare.txt", fresh.output),
      ("compare.csv", try workplace.directory.text("out/\(name)/compare.csv")),
      ("summary.csv", try workplace.directory.text("out/\(name)/summary.csv")),
    ] {
      let committed = try String(
        contentsOf: results.appendingPathComponent(file), encoding: .utf8)
      #expect(text == committed, "\(name)/\(file): if that is wanted, run .ci/update-results.")
    }
  }
}
