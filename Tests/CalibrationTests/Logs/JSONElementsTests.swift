import Testing

@testable import Calibration

@Suite struct JSONElementsTests {
  /// What is taken of a log: objects with the line of each, and lines that are none of an object.
  private struct Taken: Equatable {
    var objects: [String] = []
    var lines: [Int] = []
    var others: [Int] = []
    var long: [Int] = []
    var open: Int?
  }

  private func taken(_ text: String) -> Taken {
    var (taken, elements) = (Taken(), JSONElements())
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      var found: [(String, Int)] = []
      let isPart = elements.take(
        Array(line.utf8)[...], index + 1, long: { taken.long.append($0) },
        { bytes, line in found.append((String(decoding: bytes, as: UTF8.self), line)) })
      taken.objects += found.map { $0.0.filter { $0 != " " } }
      taken.lines += found.map(\.1)
      if !isPart && !line.isEmpty { taken.others.append(index + 1) }
    }
    taken.open = elements.openLine
    return taken
  }

  @Test(arguments: [
    "[\n  {\n    \"a\": {\n \"b\": [1, {\"c\": 2}]\n}\n  },\n  {\"a\": 3}\n]\n",
    "[{\n\"a\": {\"b\": [1,{\"c\": 2}]}},\n{\"a\":\n3}]",
    "{\n \"a\": {\"b\": [1, {\"c\": 2}]}\n}\n{\n \"a\": 3\n}\n",
    "{\n \"more\": 1,\n \"events\": [\n{\"a\": {\"b\": [1, {\"c\": 2}]}\n}, {\"a\": 3}\n], "
      + "\"after\": [{\"x\": 1}],\n \"last\": {\"y\": 1}}\n",
  ])
  func `each object of a list, or of several, becomes a line`(text: String) {
    let found = taken(text)
    #expect(found.objects == [#"{"a":{"b":[1,{"c":2}]}}"#, #"{"a":3}"#])
    #expect(found.others.isEmpty && found.open == nil)
  }

  @Test func `an object is known by the line on which it begins`() {
    #expect(taken("[\n{\n\"a\":1\n},\n{\n\"a\":1\n}\n]").lines == [2, 5])
  }

  @Test func `brackets and quotes within strings are text`() {
    let found = taken("[\n{ \"a\": \"}]\\\"{\\\\\" },\n{ \"b\": \"[\" }\n]")
    #expect(found.objects == [#"{"a":"}]\"{\\"}"#, #"{"b":"["}"#])
  }

  @Test(arguments: [
    "REPORT x\n[\n{\n", "[INFO] x\n{\n}\n", "{\"a\": 1}\n{\n}\n", "[Thu Nov 16] x\n[\n",
  ])
  func `lines of other logs are left as they are`(text: String) {
    #expect(taken(text).others == Array(1...text.split(separator: "\n").count))
  }

  @Test func `an object that is cut off or too long is told`() {
    #expect(taken("[\n{\"a\": 1},\n{\"a\":\n").open == 3)
    let long = String(repeating: "\"x\": 1,\n", count: 150_000)
    let list = taken("[\n{\n\(long)\"y\": 1\n},\n{\"a\":1}\n]")
    #expect(list.long == [2])
    #expect(list.objects == [#"{"a":1}"#])
    let alone = taken("{\n\(long)\"y\": 1\n}\n")
    #expect(alone.long == [1] && alone.objects.isEmpty)
  }
}
