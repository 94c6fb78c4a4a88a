import Foundation

import Studies

/// A directory that exists as long as the value.
package final class ScratchDirectory: Sendable {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "simctl-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file within.
  package func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Everything within, hidden files too.
  package var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The text of a file within.
  package func text(_ name: String) throws -> String {
    String(decoding: try InputFile.read(file(name)), as: UTF8.self)
  }

  /// Writes a file within, without the code under test.
  package func write(_ text: String, to name: String) throws {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
  }
}
