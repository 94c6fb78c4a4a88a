import Foundation

@testable import simctl

/// A directory that exists as long as the value.
final class ScratchDirectory: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "simctl-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file within.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Everything within, hidden files too.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// The text of a file within.
  func text(_ name: String) throws -> String {
    String(decoding: try InputFile.read(file(name)), as: UTF8.self)
  }

  /// Writes a file within, without the code under test.
  func write(_ text: String, to name: String) throws {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
  }
}

/// Both ends of a pipe, closed with the value.
final class ScratchPipe: Sendable {
  let reader: FileHandle
  let writer: FileHandle

  init() {
    System.ignoreWriteSignals()
    let pipe = Pipe()
    reader = pipe.fileHandleForReading
    writer = pipe.fileHandleForWriting
  }
}
