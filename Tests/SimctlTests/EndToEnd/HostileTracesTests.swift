import Foundation
import TestSupport
import Testing

/// Traces from hostile hands.
@Suite struct HostileTracesTests {
  /// The bytes of a trace, and what is said of them.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let says: String

    init(_ name: String, _ bytes: [UInt8], _ says: String) {
      (self.name, self.bytes, self.says) = (name, bytes, says)
    }

    init(_ name: String, _ text: String, _ says: String) {
      self.init(name, Array(text.utf8), says)
    }

    var testDescription: String { name }
  }

  private static func scenario(_ trace: String) -> String {
    ExampleScenarios.machine(workload: #"{ "arrivals": { "trace": \#(trace) } }"#)
  }

  static let refused = [
    Refusal(
      "unsorted", "time\n1\n3\n2\n", "line 4: the arrival time is earlier than the one before"),
    Refusal("negative", "time\n-1\n", "line 2: the arrival time is negative"),
    Refusal("empty", "", "the trace holds no arrival"),
    Refusal("only a header", "time\n", "the trace holds no arrival"),
    Refusal("binary", (0..<9999).map { UInt8(truncatingIfNeeded: $0 * 7) }, "line 1: "),
    Refusal(
      "compressed", [0x1F, 0x8B, 8, 0, 0, 0], "line 1: the file is compressed"),
    Refusal("UTF-16", [0xFF, 0xFE, 0x31, 0, 0x0A, 0], "line 1: the row holds bytes that are not"),
    Refusal(
      "a header that is no UTF-8", [0x74, 0xFF, 0x0A, 0x31, 0x0A], "line 1: the row holds bytes"),
    Refusal("not a number", "1\nNaN\n", "line 2: the arrival time is not a decimal number"),
    Refusal("infinite", "1\ninf\n", "line 2: the arrival time is not a decimal number of seconds"),
    Refusal("beyond 64 bits", "2e35\n", "line 1: the arrival time is beyond the latest possible"),
    Refusal("1e400", "1e400\n", "line 1: the arrival time is beyond the latest possible"),
    Refusal(
      "a row without end", Array(repeating: UInt8(ascii: "1"), count: 5_000_000),
      "line 1: the row is longer than 65536 bytes"),
    Refusal(
      "a quote without end", "\"" + String(repeating: "1\n", count: 50_000),
      "line 1: the row is longer than 65536 bytes"),
    Refusal(
      "empty lines without end", Array(repeating: UInt8(ascii: "\n"), count: 5_000_000),
      "line 65537: more than 65536 empty lines follow one another"),
  ]

  @Test(.timeLimit(.hang), arguments: refused)
  func `a trace that is none is refused with its line, and nothing is written`(
    refusal: Refusal
  ) throws {
    let workplace = try Workplace(["s": Self.scenario(#"{ "file": "t.csv" }"#)])
    try Data(refusal.bytes).write(to: URL(fileURLWithPath: workplace.directory.file("t.csv")))
    let result = try workplace.run("run", "s", "--out", "out")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(
      result.messages.hasPrefix("simctl: error: t.csv: \(refusal.says)"), "\(result.messages)")
    #expect(result.messages.utf8.count < 1000)
    let left = try workplace.tree().keys.filter { !$0.hasSuffix("/") }
    #expect(left.sorted() == ["s.json", "t.csv"])
  }

  @Test(
    .timeLimit(.hang),
    arguments: [
      ("/dev/zero", "is not an ordinary file"), ("a file", "No such file or directory"),
      ("pipe", "is not an ordinary file"),
      (".", "is not an ordinary file"), ("nothing.csv", "No such file or directory"),
      ("loop", "Too many levels of symbolic links"), ("s.json/x", "Not a directory"),
    ])
  func `what is no ordinary file is no trace, and nobody waits for it`(
    path: String, says: String
  ) throws {
    let workplace = try Workplace(["s": Self.scenario(#"{ "file": "\#(path)" }"#)])
    try #require(mkfifo(workplace.directory.file("pipe"), 0o600) == 0)
    try #require(symlink("loop", workplace.directory.file("loop")) == 0)
    let result = try workplace.run("run", "s", "--out", "out")
    #expect(result.status == 1)
    #expect(result.messages.contains("\(path): \(says)"), "\(result.messages)")
    let hasAdvice = result.messages.contains(
      "simctl run SCENARIO < \(path), with \"file\": \"-\" in")
    #expect(hasAdvice == (says == "is not an ordinary file"), "\(result.messages)")
  }

  @Test func `a column with control characters reaches no terminal`() throws {
    let workplace = try Workplace(
      ["s": Self.scenario(#"{ "file": "t.csv", "column": "\u001b[2J" }"#)])
    try workplace.write("time\n1\n", to: "t.csv")
    let result = try workplace.run("run", "s")
    #expect(result.status == 1)
    #expect(result.messages.contains("the header has no column named"))
    #expect(result.messages.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }

  /// A pipe that brings nothing, or bytes without end, instead of a scenario.
  @Test(.timeLimit(.hang), arguments: [SIGINT, SIGTERM])
  func `whoever waits for a pipe heeds a signal`(number: Int32) throws {
    let workplace = try Workplace()
    try #require(mkfifo(workplace.directory.file("pipe"), 0o600) == 0)
    let process = try Program.process(["run", "./pipe"], in: workplace.directory.path)
    try Program.start(process)
    usleep(300_000)
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 128 + number)
  }
}
