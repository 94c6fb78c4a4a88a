import Foundation
import TestSupport
import Testing

/// The program that `docs/systems.md` shows in parts is compiled, and prints what the page says.
@Suite struct SystemsGuideTests {
  /// The texts between the fences of the page: the parts of the program, and what it prints.
  private func page() throws -> (program: String, output: String) {
    var (program, output) = ("", "")
    let parts = try Repository.text("docs/systems.md").components(separatedBy: "\n```")
    for index in stride(from: 1, to: parts.count, by: 2) {
      let lines = parts[index].split(separator: "\n", omittingEmptySubsequences: false)
      let text = lines.dropFirst().joined(separator: "\n") + "\n"
      if lines.first == "swift" {
        program += text
      } else if !text.hasPrefix("swift run") {
        output += text
      }
    }
    return (program, output)
  }

  private func run(_ command: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(filePath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(command)")
    return String(decoding: printed, as: UTF8.self)
  }

  // What a sanitizer has been built into cannot be linked without it; other runs compile the page.
  #if !ADDRESS_SANITIZER && !THREAD_SANITIZER
    @Test(.timeLimit(.hang))
    func `the examples of systems compile and print what the page says`() throws {
      let (program, output) = try page()
      let folder = try ScratchDirectory()
      try folder.write(program, to: "main.swift")
      let products = URL(filePath: try Program.path).deletingLastPathComponent()
      var objects: [String] = []
      for library in ["SimCore", "Documents", "Platforms"] {
        let build = products.appending(path: "\(library).build").path
        objects += try FileManager.default.subpathsOfDirectory(atPath: build)
          .filter { $0.hasSuffix(".o") }.map { "\(build)/\($0)" }
      }
      let modules = products.appending(path: "Modules").path
      _ = try run(
        ["swiftc", "-swift-version", "6", "-Onone", "-I", modules, "-module-name", "systems"]
          + ["-o", "systems", "main.swift"] + objects, in: folder.path)
      let scenario = Repository.root.appending(path: "Scenarios/quick-start.json").path
      #expect(try run(["./systems", scenario], in: folder.path) == output)
    }
  #endif
}
