import Foundation
import TestSupport
import Testing

@testable import Studies

@Suite struct OutputFileTests {
  @Test func `the file has its name only after the commit`() throws {
    let directory = try ScratchDirectory()
    try directory.write("old", to: "a")
    let file = try OutputFile(directory.file("a"))
    try file.append("new")
    try file.append([0x20, 0x21])
    try file.finish()
    #expect(try directory.text("a") == "old")
    #expect(try directory.names.count == 2)
    try file.commit()
    #expect(try directory.text("a") == "new !")
    #expect(try directory.names == ["a"])
  }

  @Test func `a discarded file leaves nothing and changes nothing`() throws {
    let directory = try ScratchDirectory()
    try directory.write("old", to: "a")
    let file = try OutputFile(directory.file("a"))
    try file.append("new")
    file.discard()
    #expect(try directory.names == ["a"])
    #expect(try directory.text("a") == "old")
  }

  @Test func `giving up the last reference discards the file`() throws {
    let directory = try ScratchDirectory()
    do {
      let file = try OutputFile(directory.file("a"))
      try file.append("new")
    }
    #expect(try directory.names.isEmpty)
  }

  @Test func `what is longer than the buffer arrives whole and in order`() throws {
    let directory = try ScratchDirectory()
    let file = try OutputFile(directory.file("a"))
    let count = OutputFile.bufferCapacity / 4
    for number in 0..<count { try file.append { buffer in buffer += "\(number)\n".utf8 } }
    try file.commit()
    #expect(try directory.text("a") == (0..<count).map { "\($0)\n" }.joined())
  }

  @Test func `a replaced file keeps its permissions`() throws {
    let directory = try ScratchDirectory()
    try directory.write("secret", to: "a")
    let manager = FileManager.default
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: directory.file("a"))
    let file = try OutputFile(directory.file("a"))
    try file.commit()
    let attributes = try manager.attributesOfItem(atPath: directory.file("a"))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a directory under the final name is found before the run`() throws {
    let directory = try ScratchDirectory()
    try Directory.create(directory.file("a"))
    let error = #expect(throws: OutputError.self) { try OutputFile(directory.file("a")) }
    #expect(error?.message == "cannot create '\(directory.file("a"))': Is a directory")
    #expect(error?.advice != nil)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a device is never replaced by a file`() {
    #expect(throws: OutputError.self) { try OutputFile("/dev/full") }
    #expect(FileManager.default.fileExists(atPath: "/dev/full"))
  }

  @Test func `a missing directory is told with the name that the user knows`() throws {
    let directory = try ScratchDirectory()
    let path = directory.file("none/a")
    let error = #expect(throws: OutputError.self) { try OutputFile(path) }
    #expect(error?.message == "cannot create '\(path)': No such file or directory")
  }
}
