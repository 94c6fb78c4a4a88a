import Documents
import Testing

@Suite struct ValueReadersTests {
  private let log = ProblemLog(file: "f")
  private let path = JSONPath.root.appending(key: "k")

  private var message: String {
    log.problems.first.map { "\($0.what); \($0.fix)" } ?? ""
  }

  @Test(arguments: [
    ("3", 3), ("3.0", 3), ("0.1e1", 1), ("10", 10), ("-0", 0),
  ])
  func `Integers may be written with a point or an exponent`(text: String, integer: Int) throws {
    #expect(log.integer(try parsed(text), path, in: 0...10) == integer)
    #expect(log.problems.isEmpty)
  }

  @Test(arguments: [
    ("3.5", "must be a whole number, found 3.5; write a whole number from 1 to 10"),
    ("\"3\"", "must be a whole number, found \"3\"; write 3 without quotes"),
    ("\"30\"", "must be a whole number, found \"30\"; write a whole number from 1 to 10"),
    ("0", "must be at least 1, found 0; write a whole number from 1 to 10"),
    ("11", "must be at most 10, found 11; write a whole number from 1 to 10"),
    ("1e30", "must be at most 10, found 1e30; write a whole number from 1 to 10"),
    ("-1e30", "must be at least 1, found -1e30; write a whole number from 1 to 10"),
    ("null", "must be a whole number, found null; write a whole number from 1 to 10"),
    ("[1]", "must be a whole number, found an array; write a whole number from 1 to 10"),
  ])
  func `Wrong integers are explained`(text: String, expected: String) throws {
    #expect(log.integer(try parsed(text), path, in: 1...10) == nil)
    #expect(message == expected)
  }

  @Test func `Open ranges name only the limit they have`() throws {
    _ = log.integer(try parsed("-1"), path, in: 0...Int.max)
    #expect(message == "must be at least 0, found -1; write a whole number of at least 0")
    let upper = ProblemLog(file: "f")
    _ = upper.number(try parsed("2"), path, in: -.infinity...1)
    #expect(upper.problems.first?.fix == "write a number of at most 1")
    let none = ProblemLog(file: "f")
    _ = none.number(try parsed("{}"), path, in: -.infinity...(.infinity))
    #expect(
      none.problems.first?.description
        == "f:1:1: k: must be a number, found an empty object; write a number")
    let single = ProblemLog(file: "f")
    _ = single.integer(try parsed("2"), path, in: 1...1)
    #expect(single.problems.first?.what == "must be 1, found 2")
    #expect(single.problems.first?.fix == "write 1")
    let overflow = ProblemLog(file: "f")
    #expect(overflow.integer(try parsed("1e19"), path, in: Int.min...Int.max) == nil)
    #expect(overflow.problems.count == 1)
  }

  @Test(arguments: [
    ("2", "must be at most 1, found 2; write a number from 0 to 1"),
    ("-0.5", "must be at least 0, found -0.5; write a number from 0 to 1"),
    ("\"0.5\"", "must be a number, found \"0.5\"; write 0.5 without quotes"),
    ("\"half\"", "must be a number, found \"half\"; write a number from 0 to 1"),
  ])
  func `Wrong numbers are explained`(text: String, expected: String) throws {
    #expect(log.number(try parsed(text), path, in: 0...1) == nil)
    #expect(message == expected)
  }

  @Test(arguments: [
    ("1", "must be true or false, found 1; write true or false"),
    ("\"true\"", "must be true or false, found \"true\"; write true without quotes"),
  ])
  func `Wrong booleans are explained`(text: String, expected: String) throws {
    #expect(log.bool(try parsed(text), path) == nil)
    #expect(message == expected)
  }

  @Test func `Wrong strings and arrays are explained`() throws {
    #expect(log.string(try parsed("1.50"), path) == nil)
    #expect(message == "must be a string, found 1.50; write \"1.50\"")
    let array = ProblemLog(file: "f")
    #expect(array.array(try parsed("{}"), path) == nil)
    #expect(array.problems.first?.what == "must be an array, found an empty object")
  }

  @Test(arguments: [
    (
      "\"Lru\"",
      "\"Lru\" is not one of the choices; did you mean \"lru\"? The choices are \"lru\", \"fifo\""
    ),
    ("\"random\"", "\"random\" is not one of the choices; write one of \"lru\", \"fifo\""),
    ("1", "must be a string, found 1; write one of \"lru\", \"fifo\""),
  ])
  func `Wrong choices are explained`(text: String, expected: String) throws {
    #expect(log.choice(try parsed(text), path, of: ["lru", "fifo"]) == nil)
    #expect(message == expected)
  }

  @Test func `A string of a megabyte is shown shortened`() throws {
    let value = try parsed("\"" + String(repeating: "\\u001b", count: 1 << 17) + "\"")
    _ = log.integer(value, path, in: 0...1)
    _ = log.choice(value, path, of: ["a"])
    _ = log.bool(value, path)
    #expect(log.problems.count == 3)
    #expect(log.problems.allSatisfy { $0.description.utf8.count < 200 })
  }
}
