import Foundation
import TestSupport
import Testing

/// A directory of its own in which a test runs the program.
struct Workplace {
  /// The directory; it is removed with the last reference.
  let directory: ScratchDirectory

  /// A directory that holds scenarios, by name; their files end in `.json`.
  init(_ scenarios: [String: String] = [:]) throws {
    directory = try ScratchDirectory()
    for (name, text) in scenarios { try write(text, to: "\(name).json") }
  }

  /// Writes a file, and the folders on its path.
  func write(_ text: String, to name: String) throws {
    let folder = URL(fileURLWithPath: directory.file(name)).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try directory.write(text, to: name)
  }

  /// Runs the program.
  func run(
    _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(arguments, in: directory.path, input: input, environment: environment)
  }

  /// Runs the program, which must succeed.
  ///
  /// - Returns: its standard output.
  @discardableResult
  func output(of arguments: String..., input: String? = nil) throws -> String {
    let result = try Program.run(arguments, in: directory.path, input: input)
    try #require(result.status == 0, "\(arguments): \(result.messages)")
    return result.output
  }

  /// The table in a CSV file.
  func table(_ name: String) throws -> CSVTable { CSVTable(try directory.text(name)) }

  /// Everything within a folder: files by their path from there with their bytes, and folders,
  /// which end in a slash, with none.
  func tree(_ folder: String = "") throws -> [String: Data] {
    let root = folder.isEmpty ? directory.path : directory.file(folder)
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let whole = "\(root)/\(path)"
      if let bytes = FileManager.default.contents(atPath: whole), !Self.isFolder(whole) {
        found[path] = bytes
      } else {
        found[path + "/"] = Data()
      }
    }
    return found
  }

  /// How many bytes the program's hidden files in a folder have.
  static func size(ofTemporaryFilesIn folder: String) -> Int {
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(".simctl-") }.reduce(0) { sum, name in
      let size = (try? manager.attributesOfItem(atPath: "\(folder)/\(name)"))?[.size] as? Int
      return sum + (size ?? 0)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type]
    return kind as? FileAttributeType == .typeDirectory
  }
}
