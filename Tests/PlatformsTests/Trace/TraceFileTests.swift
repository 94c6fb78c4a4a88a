import Foundation
import Platforms
import SimCore
import TestSupport
import Testing

@Suite struct TraceFileTests {
  /// A file in a directory of its own, which is removed when the test is over.
  private final class Scratch {
    let directory: URL

    init() throws {
      directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func file(_ bytes: [UInt8]) throws -> String {
      let file = directory.appending(path: "trace.csv")
      try Data(bytes).write(to: file)
      return file.path(percentEncoded: false)
    }
  }

  private func contents(_ path: String, chunk: Int) throws -> [UInt8] {
    let file = try TraceFile(path)
    var buffer = [UInt8](repeating: 0, count: chunk)
    var bytes: [UInt8] = []
    while true {
      let count = try file.read(into: &buffer)
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  @Test(arguments: [1, 3, 4096, 100_000])
  func `a file is read in chunks of any size`(chunk: Int) throws {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
    let scratch = try Scratch()
    let path = try scratch.file(bytes)
    #expect(try contents(path, chunk: chunk) == bytes)
    // And once more from the beginning.
    #expect(try contents(path, chunk: chunk) == bytes)
  }

  @Test func `an empty file has no bytes`() throws {
    let scratch = try Scratch()
    #expect(try contents(try scratch.file([]), chunk: 10).isEmpty)
  }

  @Test func `a file that is not there is an error with the system's reason`() throws {
    let scratch = try Scratch()
    let path = scratch.directory.appending(path: "none.csv").path(percentEncoded: false)
    let error = #expect(throws: TraceError.self) { try TraceFile(path) }
    #expect(error?.description.contains("No such file") == true)
  }

  @Test(.timeLimit(.hang)) func `a pipe is no trace, and is not waited for`() throws {
    let scratch = try Scratch()
    let path = scratch.directory.appending(path: "pipe").path(percentEncoded: false)
    try #require(mkfifo(path, 0o600) == 0)
    let error = #expect(throws: TraceError.self) { try TraceFile(path) }
    #expect(error?.description.contains("is not an ordinary file") == true)
  }

  @Test func `a directory is no trace`() throws {
    let scratch = try Scratch()
    let path = scratch.directory.path(percentEncoded: false)
    let error = #expect(throws: TraceError.self) { try TraceFile(path) }
    #expect(error?.description.contains("is not an ordinary file") == true)
  }
}
