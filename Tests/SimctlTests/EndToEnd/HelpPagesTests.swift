import Foundation
import Testing

@testable import simctl

/// Help and version, against the texts in the folder `Help`.
///
/// After a wanted change of a text, `.ci/update-results` writes the folder anew; look at the
/// difference before you commit it.
@Suite struct HelpPagesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Help")

  private static let commands = CommandLineTool.simctl.commands.map(\.description.name)

  private static func page(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent("\(name).txt"), encoding: .utf8)
  }

  @Test(arguments: commands)
  func `the help of a command is the committed text, however one asks`(command: String) throws {
    let page = try Self.page(command)
    let workplace = try Workplace()
    let words = command.split(separator: " ").map(String.init)
    for arguments in [["help"] + words, words + ["--help"], words + ["-h"]] {
      let result = try Program.run(arguments, in: workplace.directory.path)
      #expect(result.status == 0)
      #expect(result.output == page)
    }
  }

  @Test func `the overview is the committed text, however one asks`() throws {
    let page = try Self.page("simctl")
    let workplace = try Workplace()
    for arguments in ["help", "--help", "-h"] {
      #expect(try workplace.output(of: arguments) == page)
    }
    for command in Self.commands { #expect(page.contains("\n  \(command) ")) }
  }

  @Test func `there is a text for each command and for nothing else`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set((Self.commands + ["simctl"]).map { "\($0).txt" }))
  }

  @Test(arguments: ["40", "80", "132"])
  func `no line of help is wider than the terminal`(columns: String) throws {
    let workplace = try Workplace()
    let width = try #require(Int(columns))
    for command in Self.commands {
      let result = try workplace.run("help", command, environment: ["COLUMNS": columns])
      // Examples are commands to copy; they are not broken.
      let lines = result.output.split(separator: "\n").filter { !$0.contains("simctl ") }
      #expect(lines.allSatisfy { $0.count <= width }, "\(command)")
    }
  }

  @Test func `the version is the program's name and number`() throws {
    let workplace = try Workplace()
    let version = try workplace.output(of: "--version")
    #expect(version == "simctl \(CommandLineTool.simctl.version)\n")
  }
}
