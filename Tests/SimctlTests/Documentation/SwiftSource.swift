import TestSupport

/// A Swift file, with its code told apart from its comments and texts.
struct SwiftSource {
  /// The path from the root of the repository.
  let path: String
  /// Everything.
  let text: String
  /// The lines with comments, and what stands between the quotes of texts, taken out.
  let code: [String]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    var scanner = Scanner(text)
    code = scanner.code().split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// Every Swift file of the repository, taken apart once for all tests.
  private static let everything: Result<[SwiftSource], any Error> = Result {
    try Repository.files(".swift").map { SwiftSource(path: $0, text: try Repository.text($0)) }
  }

  /// All Swift files under some folders.
  static func all(under folders: [String]) throws -> [SwiftSource] {
    try everything.get().filter { source in
      folders.contains { source.path.hasPrefix($0 + "/") || source.path == $0 }
    }
  }

  /// Where a text stands in the code, or also in comments and texts, as line numbers from 1.
  ///
  /// A text that begins with a letter is not found within a longer word.
  func places(of wanted: String, inCode: Bool) -> [Int] {
    guard text.contains(wanted) else { return [] }
    let lines =
      inCode
      ? code : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return lines.indices.filter { Self.contains(lines[$0], wanted) }.map { $0 + 1 }
  }

  private static func contains(_ line: String, _ wanted: String) -> Bool {
    line.ranges(of: wanted).contains { range in
      let before = line[..<range.lowerBound].last ?? " "
      let after = line[range.upperBound...].first ?? " "
      let begins = !(wanted.first?.isLetter ?? false) || !isWord(before)
      let ends = !(wanted.last?.isLetter ?? false) || !isWord(after)
      return begins && ends
    }
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// The names in this file that are declared, with a type or by their value, as dictionaries or
  /// sets.
  var unorderedNames: Set<String> {
    let declarations = code.filter { line in
      ["[:]", ": [", "Set", "Dictionary"].contains { line.contains($0) }
    }
    return Set(
      declarations.flatMap { line in
        line.matches(of: /\b(?:var|let)\s+(\w+)\s*:\s*(?:\[\w[\w.]*\s*:|Set<|Dictionary<)/)
          .map { String($0.1) }
          + line.matches(of: /\b(?:var|let)\s+(\w+)\s*=\s*(?:\[:\]|Set[<(]|Dictionary[<(])/)
          .map { String($0.1) }
      })
  }

  /// The lines, from 1, that seem to walk through a dictionary or set without putting it in order.
  ///
  /// It sees a loop over a name of ``unorderedNames``, its keys or its values, and calls that make
  /// a list or a fold of them, unless the same line sorts.
  var unorderedWalks: [Int] {
    let names = unorderedNames
    guard !names.isEmpty else { return [] }
    return code.enumerated().filter { _, line in
      let isOrdered = [".sorted", ".min(", ".max("].contains { line.contains($0) }
      return !isOrdered && names.contains { Self.walks(line, through: $0) }
    }.map { $0.offset + 1 }
  }

  /// Calls whose result, or whose work, follows the order of a collection.
  private static let orderedCalls = [
    "map", "compactMap", "flatMap", "forEach", "reduce", "enumerated", "joined", "first",
    "popFirst", "prefix", "randomElement", "makeIterator",
  ]

  private static func walks(_ line: String, through name: String) -> Bool {
    line.ranges(of: name).contains { range in
      let before = line[..<range.lowerBound]
      var after = line[range.upperBound...]
      guard !isWord(before.last ?? " "), !isWord(after.first ?? " ") else { return false }
      for part in [".keys", ".values"] where after.hasPrefix(part) {
        after = after.dropFirst(part.count)
      }
      if after.hasPrefix(".") {
        return orderedCalls.contains(String(after.dropFirst().prefix(while: isWord)))
      }
      // A loop: `in` stands before the name or before what the name is a member of.
      let words = before.split(separator: " ", omittingEmptySubsequences: false)
      let isMember = words.last.map { $0.isEmpty || $0.hasSuffix(".") } ?? false
      let rest = after.drop { $0 == " " }
      return isMember && words.dropLast().last == "in"
        && (rest.isEmpty || rest.hasPrefix("{") || rest.hasPrefix("where"))
    }
  }
}

/// Takes comments and the contents of texts out of Swift, keeping its lines.
private struct Scanner {
  private let bytes: [UInt8]
  private var position = 0
  private var result: [UInt8] = []

  private static let quote = UInt8(ascii: "\"")
  private static let sign = UInt8(ascii: "#")
  private static let newline = UInt8(ascii: "\n")

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func code() -> String {
    while position < bytes.count {
      let byte = bytes[position]
      if byte != UInt8(ascii: "/") && byte != Self.quote && byte != Self.sign {
        result.append(byte)
        position += 1
      } else if isNext("//") {
        while position < bytes.count && bytes[position] != Self.newline { position += 1 }
      } else if isNext("/*") {
        skipBlockComment()
      } else if beginsText {
        skipText()
      } else {
        result.append(byte)
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private func isNext(_ text: String, after offset: Int = 0) -> Bool {
    bytes[min(position + offset, bytes.count)...].starts(with: text.utf8)
  }

  /// The number of number signs from here on.
  private var signs: Int { bytes[position...].prefix { $0 == Self.sign }.count }

  /// Whether a text begins here, with or without number signs.
  private var beginsText: Bool {
    if bytes[position] == Self.quote { return true }
    return bytes[position] == Self.sign && isNext("\"", after: signs)
  }

  /// Passes a byte, which counts only if it ends a line.
  private mutating func skip() {
    if bytes[position] == Self.newline { result.append(Self.newline) }
    position += 1
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if isNext("/*") {
        depth += 1
        position += 2
      } else if isNext("*/") {
        depth -= 1
        position += 2
      } else {
        skip()
      }
    } while depth > 0 && position < bytes.count
  }

  private mutating func skipText() {
    let signs = signs
    let isLong = isNext("\"\"\"", after: signs)
    position += signs + (isLong ? 3 : 1)
    result += [Self.quote, Self.quote]
    while position < bytes.count {
      let isEnd = isLong ? isNext("\"\"\"") : isNext("\"")
      if isEnd && hasSigns(signs, after: isLong ? 3 : 1) {
        position += signs + (isLong ? 3 : 1)
        return
      }
      guard isNext("\\") && hasSigns(signs, after: 1) else {
        skip()
        continue
      }
      position += 1 + signs
      if isNext("(") { skipInterpolation() } else if position < bytes.count { skip() }
    }
  }

  private func hasSigns(_ count: Int, after offset: Int) -> Bool {
    bytes[min(position + offset, bytes.count)...].prefix(count).count { $0 == Self.sign } == count
  }

  /// What a text computes is code; texts within it are texts again.
  private mutating func skipInterpolation() {
    var depth = 0
    repeat {
      guard position < bytes.count else { return }
      if beginsText {
        skipText()
        continue
      }
      if isNext("(") { depth += 1 }
      if isNext(")") { depth -= 1 }
      result.append(bytes[position])
      position += 1
    } while depth > 0
  }
}
