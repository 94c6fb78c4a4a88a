import Documents
import SimCore
import Testing

@Suite struct HostileInputTests {
  private let good = Array(
    #"{"name": "wéb \u00e9\ud83d\ude00", "n": [1, -2.5e3, true, null], "o": {"k": {"x": "1s"}}}"#
      .utf8)

  @Test func `A file cut at any byte is said to end too early`() {
    #expect(problems(in: good).isEmpty)
    for length in good.indices {
      let found = problems(in: Array(good.prefix(length)))
      let names = ["the file is empty", "the file ends "]
      #expect(
        found.contains { problem in names.contains { problem.what.contains($0) } },
        "cut at \(length)")
      #expect(found.allSatisfy { $0.position != nil })
    }
  }

  @Test func `A file with random bytes changed is read or refused, and what is read is stable`() {
    var random = Random(seed: 6)
    var refused = 0
    for _ in 0..<4000 {
      var bytes = good
      for _ in 0...Int(random.next() % 3) {
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: random.next())
      }
      guard let value = try? JSONParser.parse(bytes, file: "f") else {
        refused += 1
        continue
      }
      let again = try? JSONParser.parse(Array(value.compactText.utf8), file: "f")
      #expect(again == value)
    }
    // A changed byte keeps the file valid only within strings and numbers, about a third of it.
    #expect(refused > 2000)
  }

  @Test func `Random bytes are refused`() {
    var random = Random(seed: 7)
    for _ in 0..<500 {
      let bytes = (0..<64).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      #expect(!problems(in: bytes).isEmpty)
    }
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":", "[[],"])
  func `Nesting of a hundred thousand is refused`(opening: String) {
    let found = problems(in: Array(String(repeating: opening, count: 100_000).utf8))
    #expect(found.count == 1)
    #expect(found.first?.what.contains("more than 64 arrays and objects") == true)
  }

  static let longTexts: [(name: String, text: String)] = {
    let count = 1 << 20
    func long(_ text: String) -> String { String(repeating: text, count: count) }
    return [
      ("an open string", "\"" + long("a")), ("an open string of escapes", "\"" + long("\\n")),
      ("a number", long("7")), ("a number's zeros", "0." + long("0") + "1"),
      ("a word", long("x")), ("a key", "{\"" + long("k") + "\":1}"), ("minus signs", long("-")),
      ("an exponent", "1e" + long("9")), ("commas", "[" + long(",") + "]"), ("NUL", long("\0")),
      ("a comment", "/*" + long("/")), ("line comments", long("#\n")), ("spaces", long(" ")),
      ("colons", long(":")), ("quotes", long("\"")), ("backslashes", "\"" + long("\\")),
      ("a key without quotes", "{" + long("k") + ":1}"), ("carriage returns", long("\r")),
      ("surrogates", "[\"" + String(repeating: "\\ud800", count: count / 8) + "\"]"),
      ("tabs in a string", "\"" + long("\t") + "\""),
      ("numbers too large", "[" + String(repeating: "1e999,", count: count / 8) + "1]"),
      ("one key again", "{" + String(repeating: "\"a\":1,", count: count / 8) + "\"a\":1}"),
    ]
  }()

  @Test(arguments: longTexts.indices)
  func `A megabyte of one thing is refused with a short report`(index: Int) {
    let (name, text) = Self.longTexts[index]
    do throws(ProblemReport) {
      _ = try parsed(text)
      Issue.record("\(name) was read")
    } catch {
      #expect(error.problems.count <= ProblemLog.maximumProblems)
      #expect(error.description.utf8.count < 20_000, "\(name)")
      #expect(error.description.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
    }
  }

  @Test func `A string of a megabyte is read`() throws {
    let text = String(repeating: "é", count: 1 << 19)
    #expect(try parsed("[\"\(text)\"]") == JSONValue(.array([JSONValue(.string(text))])))
  }

  @Test func `All repeated keys are counted, and the kept ones are bounded`() {
    let text = "{" + String(repeating: "\"a\":1,", count: 5000) + "\"a\":1}"
    do throws(ProblemReport) {
      _ = try parsed(text)
      Issue.record("Duplicate keys were read.")
    } catch {
      #expect(error.problems.count == ProblemLog.maximumProblems)
      #expect(error.problems.count + error.omitted == 5000)
      #expect(error.description.hasSuffix("and 4950 more"))
    }
  }

  @Test(arguments: [#"{"%@":1}"#, #"{"about":"%@"}"#, #"[{"a":["\\u0301%@"]}]"#])
  func `A letter of very many marks is refused at once`(form: String) {
    let marks = String(repeating: "\u{0316}\u{0301}", count: 1_000_000)
    let text = Array(form.replacing("%@", with: marks).utf8)
    let clock = ContinuousClock()
    var error: ProblemReport?
    let time = clock.measure {
      error = #expect(throws: ProblemReport.self) { try JSONParser.parse(text, file: "f") }
    }
    #expect(error?.description.contains("more than 30 combining marks stand on one letter") == true)
    // In the square of their number, it would be hours.
    #expect(time < .seconds(20))
  }

  @Test func `As many marks as a language needs are read`() throws {
    let text = "x" + String(repeating: "\u{0316}\u{0301}", count: 15) + "y\u{0301}"
    let value = try JSONParser.parse(Array("{\"\(text)\":\"\(text)\"}".utf8), file: "f")
    #expect(value[text] == JSONValue(.string(text)))
  }
}
