import Foundation
import Studies
import TestSupport
import Testing

@testable import simctl

@Suite struct CompletionScriptTests {
  private static let script = CompletionScript(
    overview: Fixture.overview,
    names: { kind in
      switch kind {
      case .scenarios: ["chat", "burst"]
      case .catalog: ["aws-lambda", "mobilenet"]
      case .platforms: ["aws-lambda"]
      default: []
      }
    })

  @Test func `names of the catalog are offered where they can stand`() {
    #expect(
      Self.script.words(choices: [], completes: .catalog) == ["aws-lambda", "mobilenet"])
    #expect(Self.script.words(choices: [], completes: .platforms) == ["aws-lambda"])
  }

  private static func path(of shell: String) -> String? {
    ["/bin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + shell }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a shell on a script and gives back its exit status and what it printed.
  private static func run(
    _ shell: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path(of: shell)))
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test(arguments: CompletionScript.Shell.allCases)
  func `the script is right in the grammar of its shell`(shell: CompletionScript.Shell) throws {
    let text = Self.script.text(for: shell)
    #expect(text.contains("replications"))
    guard Self.path(of: shell.rawValue) != nil else { return }
    let directory = try ScratchDirectory()
    try directory.write(text, to: "script")
    let result = try Self.run(shell.rawValue, ["-n", directory.file("script")])
    #expect(result == (0, ""))
  }

  @Test(
    .enabled(if: path(of: "bash") != nil),
    arguments: [
      (["r"], "run"), (["-"], "--help --version"), (["run", "--fo"], "--format"),
      (["run", "--format", "c"], "csv"), (["run", "--format", "=", "j"], "json"),
      (["run", "--format", "="], "table csv json"), (["run", "a", "-o", "su"], "subfolder"),
      (["run", "ch"], "chat"), (["run", ""], "chat burst file subfolder"),
      (["run", "--", "-"], ""),
      (["run", "--seed", ""], ""), (["help", "c"], "completion"),
      (["completion", ""], "bash zsh fish"), (["nothing", ""], ""),
    ])
  func `bash offers what can stand at the cursor`(words: [String], offers: String) throws {
    let directory = try ScratchDirectory()
    try directory.write(Self.script.bash, to: ".script")
    try directory.write("", to: "file")
    try Directory.create(directory.file("subfolder"))
    let quoted = (["simctl"] + words).map(CompletionScript.quoted).joined(separator: " ")
    let result = try Self.run(
      "bash",
      [
        "--norc", "-c",
        """
        cd \(CompletionScript.quoted(directory.path)) && source ./.script
        COMP_WORDS=(\(quoted)) COMP_CWORD=\(words.count)
        _simctl; echo "${COMPREPLY[*]}"
        """,
      ])
    let offered = result.output.split(whereSeparator: \.isWhitespace)
    // Files come in the order of the directory.
    #expect(
      offered.filter { !$0.contains(".script") }.sorted() == offers.split(separator: " ").sorted())
  }

  @Test(
    .enabled(if: path(of: "fish") != nil),
    arguments: [
      ("simctl r", ["run"]), ("simctl run --fo", ["--format"]),
      ("simctl run --format ", ["csv", "json", "table"]), ("simctl run ch", ["chat"]),
      ("simctl completion ", ["bash", "fish", "zsh"]), ("simctl help ru", ["run"]),
    ])
  func `fish offers what can stand at the cursor`(line: String, offers: [String]) throws {
    let directory = try ScratchDirectory()
    try directory.write(Self.script.fish, to: "script")
    let result = try Self.run(
      "fish",
      [
        "--no-config", "-c",
        // In an empty folder, because files of the working directory are offered too.
        "cd \(directory.file("")); source script; complete -C '\(line)'",
      ])
    let offered = result.output.split(separator: "\n").compactMap { line in
      line.split(separator: "\t").first.map(String.init)
    }
    #expect(offered == offers)
  }

  @Test func `zsh gets each option with its two names as one`() {
    #expect(
      Self.script.zsh.contains("'(--out -o)-o+[Where files go]:DIR:_files -/'"))
    // An apostrophe must not end the quotes around a summary.
    #expect(
      Self.script.zsh.contains("'*--set=[Change the scenario'\\''s value]:PATH=VALUE: '"))
  }
}
