import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The fenced blocks of the README, in order.
  private func blocks() throws -> [String] {
    let readme = try String(
      contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    return readme.components(separatedBy: "\n```").enumerated().compactMap { index, part in
      guard index % 2 == 1, let end = part.firstIndex(of: "\n") else { return nil }
      return String(part[part.index(after: end)...])
    }
  }

  @Test(arguments: [
    ["workload-200"], ["quick-start"],
    ["quick-start", "--replications", "10", "--set", "workload.duration=10min"],
  ])
  func `the README shows what a run prints`(_ arguments: [String]) throws {
    let result = try Program.run(
      ["run", "Scenarios/\(arguments[0]).json"] + arguments.dropFirst(), in: root.path)
    let printed = result.output.trimmingCharacters(in: .newlines)
    #expect(try blocks().contains(printed), "paste this into README.md:\n\(printed)")
  }

  @Test func `the README shows what a comparison prints`() throws {
    let result = try Program.run(
      [
        "compare", "Scenarios/quick-start.json", "--objective", "p(99)<200ms", "--objective",
        "success>99.9%", "--quiet",
      ], in: root.path)
    let printed = result.output.trimmingCharacters(in: .newlines)
    #expect(try blocks().contains(printed), "paste this into README.md:\n\(printed)")
  }
}
