import Foundation
import TestSupport
import Testing

@testable import Studies

@Suite struct FolderLockTests {
  private let folder: ScratchDirectory

  init() throws { folder = try ScratchDirectory() }

  @Test func `one at a time has it, and a second is told who`() throws {
    do {
      let first = try FolderLock(folder.path)
      let error = #expect(throws: StudyError.self) { try FolderLock(folder.path) }
      #expect(
        error?.message
          == "another simctl (process \(getpid())) is writing to '\(folder.path)'")
      #expect(first.folder == folder.path)
      #expect(try folder.names == [FolderLock.name])
    }
    #expect(try folder.names.isEmpty)
    _ = try FolderLock(folder.path)
  }

  @Test func `whoever has it and does not say who is waited for a moment only`() throws {
    try folder.write("simctl lock 1\nprocess 12", to: FolderLock.name)
    let descriptor = try System.openForRecords(folder.file(FolderLock.name))
    defer { try? System.closeFile(descriptor) }
    #expect(System.lock(descriptor) == .locked)
    let error = #expect(throws: StudyError.self) { try FolderLock(folder.path) }
    #expect(error?.message == "another simctl is writing to '\(folder.path)'")
    // It says who it is while somebody waits.
    let later = Foundation.Thread { try? System.writeAll([0x33, 0x0A], to: descriptor) }
    later.start()
    let told = #expect(throws: StudyError.self) { try FolderLock(folder.path) }
    #expect(
      told?.message == "another simctl (process 123) is writing to '\(folder.path)'")
  }

  @Test func `what a killed process has left means nothing`() throws {
    for text in ["", "simctl lock 1\n", "simctl lock 1\nprocess 1\n"] {
      try folder.write(text, to: FolderLock.name)
      _ = try FolderLock(folder.path)
      #expect(try folder.names.isEmpty)
    }
  }

  @Test func `a file that is not ours is left as it is`() throws {
    try folder.write("precious", to: FolderLock.name)
    #expect(throws: StudyError.foreign(folder.file(FolderLock.name), "lock")) {
      try FolderLock(folder.path)
    }
    #expect(try folder.text(FolderLock.name) == "precious")
    try FileManager.default.removeItem(atPath: folder.file(FolderLock.name))
    try folder.write("", to: "empty")
    try FileManager.default.linkItem(
      atPath: folder.file("empty"), toPath: folder.file(FolderLock.name))
    #expect(throws: StudyError.self) { try FolderLock(folder.path) }
    #expect(try folder.text("empty") == "")
  }

  @Test func `temporary files of killed processes are removed, and nothing else`() throws {
    let others = [
      ".simctl-1-2.tmp.bak", ".simctl-one-2.tmp", ".simctl-01-2.tmp", ".simctl-1.tmp", "1-2.tmp",
    ]
    for name in others + [".simctl-1-2.tmp", ".simctl-4194304-17.tmp"] {
      try folder.write("half", to: name)
    }
    try Directory.create(folder.file(".simctl-3-4.tmp"))
    _ = try FolderLock(folder.path)
    #expect(try folder.names == (others + [".simctl-3-4.tmp"]).sorted())
  }

  @Test func `a folder that has been replaced is not that of whoever has the lock of the old one`()
    throws
  {
    let path = folder.file("inner")
    try Directory.create(path)
    var old: FolderLock? = try FolderLock(path)
    try FileManager.default.moveItem(atPath: path, toPath: folder.file("moved"))
    try Directory.create(path)
    let new = try FolderLock(path)
    #expect(old?.folder == path)
    old = nil
    #expect(throws: StudyError.self) { try FolderLock(path) }
    #expect(new.folder == path)
  }
}
