import Foundation
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The fenced blocks of the README or another page, in order.
  private func blocks(_ page: String = "README.md") throws -> [String] {
    let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
    return text.components(separatedBy: "\n```").enumerated().compactMap { index, part in
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
        "success>99.9%",
      ], in: root.path)
    let printed = result.output.trimmingCharacters(in: .newlines)
    #expect(try blocks().contains(printed), "paste this into README.md:\n\(printed)")
  }

  @Test func `the page of plans shows what the program prints`() throws {
    let blocks = try blocks("docs/plan.md")
    let commands = blocks.indices.filter {
      blocks[$0].hasPrefix("simctl plan") && blocks[$0].contains("--quiet")
    }
    #expect(commands.count == 1)
    for index in commands {
      // The words of a command line as a shell takes them, without its line breaks.
      let line = blocks[index].replacing("\\\n", with: " ")
      let words = line.components(separatedBy: "'").enumerated().flatMap { part, text in
        part % 2 == 1 ? [text] : text.split(whereSeparator: \.isWhitespace).map(String.init)
      }.dropFirst()
      let result = try Program.run(Array(words), in: root.path)
      let printed = result.output.trimmingCharacters(in: .newlines)
      #expect(
        index + 1 < blocks.count && blocks[index + 1] == printed,
        "paste this into docs/plan.md behind \(line):\n\(printed)")
    }
  }
}
