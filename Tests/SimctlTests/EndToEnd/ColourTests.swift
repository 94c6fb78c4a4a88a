import Foundation
import TestSupport
import Testing

/// Colour and progress are for terminals.
@Suite struct ColourTests {
  private static let escape = "\u{1B}"

  /// What the program shows on a terminal; both streams go there.
  private static func shown(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> String {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let terminal = try PseudoTerminal()
    let process = try Program.process(
      arguments, in: workplace.directory.path, environment: environment)
    process.standardOutput = terminal.terminal
    process.standardError = terminal.terminal
    try Program.start(process)
    let text = try terminal.readToEnd()
    process.waitUntilExit()
    return text.replacing("\r\n", with: "\n")
  }

  @Test func `a terminal shows colour, and the same text without it`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let plain = try workplace.output(of: "run", "small", "--quiet")
    #expect(!plain.contains(Self.escape))
    let coloured = try Self.shown(["run", "small", "--quiet"])
    #expect(coloured.contains(Self.escape + "["))
    // Styles are "ESC [ numbers m".
    let bare = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(bare == plain)
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": ""]])
  func `a user can do without colour`(environment: [String: String]) throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let shown = try Self.shown(["run", "small", "--quiet"], environment: environment)
    #expect(try shown == workplace.output(of: "run", "small", "--quiet"))
  }

  @Test func `an empty NO_COLOR asks for nothing`() throws {
    let shown = try Self.shown(["run", "small", "--quiet"], environment: ["NO_COLOR": ""])
    #expect(shown.contains(Self.escape))
  }

  @Test func `errors are coloured on a terminal, and plain in a file`() throws {
    let shown = try Self.shown(["run", "nothing"])
    #expect(shown.contains(Self.escape + "["))
    let workplace = try Workplace()
    let result = try workplace.run("run", "nothing")
    #expect(result.messages.hasPrefix("simctl: error: there is no scenario 'nothing'"))
    #expect(!result.messages.contains(Self.escape))
  }

  @Test func `CSV and JSON have no colour even on a terminal`() throws {
    for format in ["csv", "json"] {
      let shown = try Self.shown(["run", "small", "--quiet", "--format", format])
      let workplace = try Workplace(["small": ExampleScenarios.byHand])
      #expect(try shown == workplace.output(of: "run", "small", "--format", format))
    }
  }
}
