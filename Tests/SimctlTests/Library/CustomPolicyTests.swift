import Foundation
import TestSupport
import Testing

/// The package that `docs/custom-policy.md` shows is built and run as it stands there.
///
/// A whole campaign builds it as its reader does, libraries included. Otherwise the program is
/// compiled against the libraries that were built for the tests, and the package is only resolved.
@Suite struct CustomPolicyTests {
  /// What the guide shows.
  private struct Guide {
    let manifest: String
    let program: String
    let command: [String]
    let output: String

    /// The texts between the fences of the guide, in order, with the path of this repository.
    init() throws {
      let blocks = try Repository.text("docs/custom-policy.md").components(separatedBy: "\n```")
        .enumerated().compactMap { index, part -> String? in
          guard index % 2 == 1, let end = part.firstIndex(of: "\n") else { return nil }
          return String(part[part.index(after: end)...])
            .replacing("SIMCTL", with: Repository.root.path)
        }
      try #require(blocks.count == 4)
      (manifest, program, output) = (blocks[0], blocks[1], blocks[3])
      command = blocks[2].split(separator: " ")
        .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    /// The libraries that the package takes from this one.
    var libraries: [String] { manifest.matches(of: /\.product\(name: "(\w+)"/).map { "\($0.1)" } }
  }

  /// Within the build folder, so that the next whole campaign need not compile everything anew.
  private let folder = Repository.root.appending(path: ".build/custom-policy")
  private let guide: Guide

  init() throws {
    guide = try Guide()
    let sources = folder.appending(path: "Sources/patient-pool")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    try guide.manifest.write(
      to: folder.appending(path: "Package.swift"), atomically: true, encoding: .utf8)
    try guide.program.write(
      to: sources.appending(path: "main.swift"), atomically: true, encoding: .utf8)
  }

  /// Runs a command in the package's folder, which must succeed; its standard output.
  @discardableResult
  private func run(_ command: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(command)")
    return String(decoding: printed, as: UTF8.self)
  }

  /// The modules and objects of the libraries beside the tests; nil where they lie elsewhere, or
  /// cannot be linked without a sanitizer.
  private func built() throws -> (modules: String, objects: [String])? {
    #if ADDRESS_SANITIZER || THREAD_SANITIZER
      return nil
    #else
      let products = URL(filePath: try Program.path).deletingLastPathComponent()
      let modules = products.appending(path: "Modules")
      var objects: [String] = []
      for library in guide.libraries {
        let build = products.appending(path: "\(library).build").path
        let module = modules.appending(path: "\(library).swiftmodule").path
        guard FileManager.default.fileExists(atPath: module) else { return nil }
        objects += try FileManager.default.subpathsOfDirectory(atPath: build)
          .filter { $0.hasSuffix(".o") }.map { "\(build)/\($0)" }
      }
      return (modules.path, objects)
    #endif
  }

  @Test(.timeLimit(.hang))
  func `the package in the guide compiles and prints what the guide says`() throws {
    let printed: String
    if !Campaign.isWhole, let (modules, objects) = try built() {
      // Fails if a product that the manifest names is not there.
      try run(["swift", "package", "show-dependencies"])
      try run(
        ["swiftc", "-swift-version", "6", "-Onone", "-I", modules, "-module-name", "patient_pool"]
          + ["-o", "patient-pool", "Sources/patient-pool/main.swift"] + objects)
      try #require(guide.command.prefix(5) == ["swift", "run", "-c", "release", "patient-pool"])
      printed = try run(["./patient-pool"] + guide.command.dropFirst(5))
    } else {
      printed = try run(guide.command.map { $0 == "release" ? "debug" : $0 })
    }
    #expect(
      printed.trimmingCharacters(in: .newlines) == guide.output.trimmingCharacters(in: .newlines))
  }
}
