import TestSupport
import Testing

@testable import Studies

@Suite struct OutputTransactionTests {
  @Test func `all files appear with the commit`() throws {
    let directory = try ScratchDirectory()
    try directory.write("old", to: "b")
    let transaction = OutputTransaction()
    for name in ["a", "b", "c"] {
      try transaction.file(directory.file(name)).append("new \(name)")
    }
    #expect(try directory.names.filter { !$0.hasPrefix(".") } == ["b"])
    try transaction.commit()
    #expect(try directory.names == ["a", "b", "c"])
    #expect(try ["a", "b", "c"].map { try directory.text($0) } == ["new a", "new b", "new c"])
  }

  @Test func `when one rename fails the others are taken back`() throws {
    let directory = try ScratchDirectory()
    try directory.write("old", to: "a")
    let transaction = OutputTransaction()
    for name in ["a", "b", "c"] { try transaction.file(directory.file(name)).append("new") }
    // A directory that takes the last name meanwhile makes the last rename fail.
    try Directory.create(directory.file("c"))
    let error = #expect(throws: OutputError.self) { try transaction.commit() }
    #expect(error?.action == .rename)
    #expect(error?.path == directory.file("c"))
    #expect(try directory.names == ["a", "c"])
    #expect(try directory.text("a") == "old")
  }

  @Test func `without a commit nothing appears`() throws {
    let directory = try ScratchDirectory()
    try directory.write("old", to: "a")
    do {
      let transaction = OutputTransaction()
      for name in ["a", "b"] { try transaction.file(directory.file(name)).append("new") }
    }
    #expect(try directory.names == ["a"])
    #expect(try directory.text("a") == "old")
  }

  @Test func `two files cannot have one path`() throws {
    let directory = try ScratchDirectory()
    let transaction = OutputTransaction()
    _ = try transaction.file(directory.file("a"))
    let error = #expect(throws: OutputError.self) { try transaction.file(directory.file("a")) }
    #expect(error?.message == "cannot create '\(directory.file("a"))': File exists")
  }
}
