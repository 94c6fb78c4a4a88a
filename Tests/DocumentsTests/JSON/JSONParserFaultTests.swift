import Documents
import Testing

@Suite struct JSONParserFaultTests {
  @Test(arguments: [
    ("", "1:1: the file is empty"), (" \n ", "1:1: the file is empty"),
    ("{", "1:2: the file ends where a key in double quotes should be"),
    ("[1", "1:3: the file ends within the array opened at line 1, column 1"),
    ("{\"a\"", "1:5: a: the file ends behind a key"),
    ("{\"a\" 1}", "1:6: a: `1` stands where the colon behind a key should be"),
    ("{\"a\"=1}", "1:5: a: `=` stands where the colon"),
    ("{\"a\":}", "1:6: a: `}` stands where a value should be"),
    ("{\"a\":1 \"b\":2}", "1:8: a comma is missing before a double quote"),
    ("{\"a\":1]", "1:7: the object opened at line 1, column 1, is closed by `]`"),
    ("[1}", "1:3: the array opened at line 1, column 1, is closed by `}`"),
    ("[1 2]", "1:4: `2` stands where a comma or `]` should be"),
    ("[\"a\":1]", "1:5: a colon stands in an array"), ("[,1]", "1:2: [0]: a comma stands where"),
    ("[1,,2]", "1:4: [1]: a comma stands where a value should be"),
    ("[1,]", "1:3: a comma stands before the closing `]`"),
    ("{\"a\":1,}", "1:7: a comma stands before the closing `}`"),
    ("{'a':1}", "1:2: single quotes are not allowed"), ("{a:1}", "1:2: a key must stand in double"),
    ("{1:1}", "1:2: `1` is not the start of a key"), ("“a”", "1:1: curly quotes are not allowed"),
    ("`a`", "1:1: backquotes"), ("{} {}", "1:4: the file goes on with `{` behind its value"),
    ("1 // one", "1:3: JSON has no comments"), ("# one\n1", "1:1: JSON has no comments"),
    ("[/* é\n */ 1]", "1:2: JSON has no comments"), ("[1] /* x", "1:5: JSON has no comments"),
    ("1 / 2", "1:3: the file goes on with `/`"), ("\u{A0}1", "1:1: `\u{A0}` is not the start"),
    ("\u{FEFF}{}", "1:1: the file begins with a byte-order mark"),
    ("[\u{FEFF}1]", "1:2: [0]: `\\uFEFF` is not the start of a value"),
    ("\u{0}", "1:1: a NUL byte stands"), ("[1\u{0}]", "1:3: `\\u0000` stands where a comma"),
  ])
  func `Broken structure is reported with its place`(text: String, start: String) {
    let lines = problemLines(in: text)
    #expect(lines.first?.hasPrefix("f.json:" + start) == true, "\(lines)")
    #expect(lines.allSatisfy { $0.contains("; ") }, "A problem says what would be right.")
  }

  @Test(arguments: [
    ("[\"a]", "1:2: [0]: the file ends within a string"),
    ("\"a\nb\"", "1:1: the string is not closed on its line"),
    ("\"é\tb\"", "1:3: a string holds the control character `\\t`"),
    ("\"\u{1F}\"", "1:2: a string holds the control character `\\u001F`"),
    ("\"\u{0}\"", "1:2: a string holds the control character `\\u0000`"),
    (#""\x""#, "1:2: \\ before `x` is not an escape"),
    (#""C:\😀""#, "1:4: \\ before `😀` is not an escape"),
    (#""\u12G4""#, "1:2: \\u is not followed by four hexadecimal digits"),
    (#""\u12"#, "1:1: the file ends within a string"),
    (#""\"#, "1:1: the file ends within a string"),
    (#""\uD800""#, "1:2: \\uD800 is half of a surrogate pair without the other"),
    (#""\uDC00\uD800""#, "1:2: \\uDC00 is half of a surrogate pair"),
    (#""\uD800\u0041""#, "1:2: \\uD800 is half"),
    (#""\uD800\uD800\uDC00""#, "1:2: \\uD800 is half"),
    (#""\uDFFFx""#, "1:2: \\uDFFF is half"), (#""\u+123""#, "1:2: \\u is not followed"),
  ])
  func `Broken strings are reported with their place`(text: String, start: String) {
    let lines = problemLines(in: text)
    #expect(lines.first?.hasPrefix("f.json:" + start) == true, "\(lines)")
  }

  @Test(arguments: [
    ("1e400", "the number 1e400 is too large"), ("-1e400", "the number -1e400 is too large"),
    ("1e-400", "too near zero"), ("+1", "it begins with a plus sign"),
    (".5", "a digit must stand before the point"), ("-.5", "a digit must stand before the point"),
    ("5.", "a digit must follow the point"), ("1.e5", "a digit must follow the point"),
    ("012", "it has zeros before its digits"), ("-012", "it has zeros before its digits"),
    ("1e", "its exponent is not an integer"), ("1e1.5", "its exponent is not an integer"),
    ("-", "no digit follows the minus sign"), ("0x10", "only decimal numbers are allowed"),
    ("1_000", "digits must not be separated"), ("1.2.3", "does not follow the form"),
    ("2024-01-01", "does not follow the form"), ("--1", "does not follow the form"),
    ("NaN", "JSON has no not-a-number"), ("Infinity", "JSON has no infinity"),
    ("-Infinity", "JSON has no infinity"), ("-inf", "JSON has no infinity"),
    ("nan", "JSON has no not-a-number"), ("128MB", "write \"128MB\""), ("2.5s", "write \"2.5s\""),
    ("True", "write true"), ("no", "write false"), ("None", "write null, or leave the key out"),
    ("nil", "write null"), ("lambda", "write a string in double quotes: \"lambda\""),
    (String(repeating: "9", count: 2000), "a number has more than 1024 characters"),
  ])
  func `Numbers and words that JSON does not have say what to write`(text: String, part: String) {
    let lines = problemLines(in: "{\"k\": \(text)}")
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("f.json:1:7: k: ") == true, "\(lines)")
    #expect(lines.first?.contains(part) == true, "\(lines)")
  }

  @Test func `A duplicate key names both lines`() {
    let small = problemLines(in: "{\"a\": 1,\n\"b\": {\"x\": 1, \"x\": 2},\n \"a\": 3}")
    #expect(
      small == [
        "f.json:2:15: b.x: the key \"x\" stands twice, on line 2 and on line 2; "
          + "remove one of the two",
        "f.json:3:2: a: the key \"a\" stands twice, on line 1 and on line 3; "
          + "remove one of the two",
      ])
    let keys = (0..<100).map { "\"k\($0)\":0" }.joined(separator: ",\n")
    let large = problemLines(in: "{\(keys),\n\"k7\":0,\n\"k99\":0}")
    #expect(large.count == 2)
    #expect(large.first?.contains("on line 8 and on line 101") == true)
    #expect(large.last?.contains("on line 100 and on line 102") == true)
  }

  @Test func `Keys written with escapes are the same keys`() {
    #expect(problemLines(in: #"{"a":1,"\u0061":2}"#).count == 1)
    #expect(problemLines(in: "{\"\u{E9}\":1,\"e\u{301}\":2}").count == 1)
  }

  @Test func `All problems that hide nothing are reported at once in their order`() {
    let text = """
      \u{FEFF}{ // settings
        "a": 1e999, "a": NaN,
        b: "\\ud800\\q",
        "c": [1, 02,],
      }
      """
    let starts = problemLines(in: text).map { $0.split(separator: ":").prefix(3).dropFirst() }
    #expect(
      starts.map { $0.joined(separator: ":") }
        == ["1:1", "1:3", "2:8", "2:15", "2:20", "3:3", "3:7", "3:13", "4:12", "4:14", "4:16"])
  }

  @Test func `A key longer than the limit is refused`() {
    let fits = String(repeating: "k", count: JSONParser.maximumKeyBytes)
    #expect(problemLines(in: "{\"\(fits)\":1}").isEmpty)
    let lines = problemLines(in: "{\"\(fits)k\":1}")
    #expect(lines.first?.contains("has more than 1024 bytes") == true)
    #expect((lines.first?.count ?? .max) < 200)
  }
}
