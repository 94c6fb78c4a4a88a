import TestSupport
import Testing

@testable import Studies

@Suite struct DirectoryTests {
  @Test func `all ancestors are created and existing directories are no error`() throws {
    let scratch = try ScratchDirectory()
    try Directory.create(scratch.file("a//b/c/"))
    try Directory.create(scratch.file("a/b/c"))
    #expect(try System.kind(of: scratch.file("a/b/c")) == .directory)
  }

  @Test func `a file in the way is named`() throws {
    let scratch = try ScratchDirectory()
    try scratch.write("", to: "a")
    let error = #expect(throws: OutputError.self) { try Directory.create(scratch.file("a/b")) }
    #expect(error?.message == "cannot create the directory '\(scratch.file("a"))': Not a directory")
  }

  @Test(arguments: [("a/b", "a"), ("/b", "/"), ("b", "."), ("/a/b/c", "/a/b")])
  func `the containing directory is all before the last component`(path: String, parent: String) {
    #expect(Directory.containing(path) == parent)
  }

  @Test func `a path within a directory has one slash between them`() {
    #expect(Directory.path("out", "a") == "out/a")
    #expect(Directory.path("out/", "a") == "out/a")
  }
}
