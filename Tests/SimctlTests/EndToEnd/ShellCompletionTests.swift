import Foundation
import Testing

/// The completion scripts of the real program, read by real shells.
@Suite struct ShellCompletionTests {
  private static func path(of shell: String) -> String? {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/\(shell)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func run(
    _ shell: String, _ arguments: [String], in directory: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(path(of: shell)))
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `the script is right in the grammar of its shell`(shell: String) throws {
    let workplace = try Workplace()
    let script = try workplace.output(of: "completion", shell)
    #expect(script.contains("replications") && script.contains("quick-start"))
    guard Self.path(of: shell) != nil else { return }
    try workplace.write(script, to: "script")
    let result = try Self.run(shell, ["-n", "script"], in: workplace.directory.path)
    #expect(result == (0, ""))
  }

  @Test(
    .enabled(if: path(of: "bash") != nil),
    arguments: [
      (["ru"], "run"), (["run", "workload-1"], "workload-120.json"),
      (["run", "--repl"], "--replications"), (["run", "--format", "j"], "json"),
      (["list", "po"], "policies"),
    ])
  func `bash offers the program's own words`(words: [String], offer: String) throws {
    let workplace = try Workplace()
    try workplace.write(workplace.output(of: "completion", "bash"), to: "script")
    let result = try Self.run(
      "bash",
      [
        "--norc", "-c",
        """
        source ./script
        COMP_WORDS=(simctl \(words.joined(separator: " "))) COMP_CWORD=\(words.count)
        _simctl; echo "${COMPREPLY[*]}"
        """,
      ], in: workplace.directory.path)
    #expect(result.output.trimmingCharacters(in: .whitespacesAndNewlines) == offer)
  }
}
