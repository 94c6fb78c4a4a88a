import Foundation
import Testing

/// The package that `docs/custom-policy.md` shows is built and run as it stands there.
@Suite struct CustomPolicyTests {
  private let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The texts between the fences of the guide, in order.
  private func blocks() throws -> [String] {
    let text = try String(
      contentsOf: root.appending(path: "docs/custom-policy.md"), encoding: .utf8)
    return text.components(separatedBy: "\n```").enumerated().compactMap { index, part in
      guard index % 2 == 1, let end = part.firstIndex(of: "\n") else { return nil }
      return String(part[part.index(after: end)...])
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `the package in the guide compiles and prints what the guide says`() throws {
    let blocks = try blocks()
    try #require(blocks.count == 4)
    // Within the build folder, so that the next test run need not compile it anew.
    let folder = root.appending(path: ".build/custom-policy")
    let sources = folder.appending(path: "Sources/patient-pool")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    let manifest = blocks[0].replacingOccurrences(of: "SIMCTL", with: root.path)
    try manifest.write(
      to: folder.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
    try blocks[1].write(
      to: sources.appending(path: "main.swift"), atomically: true, encoding: .utf8)

    let command = blocks[2].replacingOccurrences(of: "SIMCTL", with: root.path)
      .replacingOccurrences(of: "-c release ", with: "-c debug ").split(separator: " ")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(
      String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .newlines)
        == blocks[3].trimmingCharacters(in: .newlines))
  }
}
