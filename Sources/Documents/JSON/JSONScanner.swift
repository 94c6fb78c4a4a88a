/// The state of reading one file: the bytes, the place within them, and the path of the value.
///
/// The bytes are checked to be UTF-8 before anything else, so the other parts of the scanner only
/// have to look at ASCII.
struct JSONScanner {
  let bytes: [UInt8]
  let log: ProblemLog
  var offset = 0
  var path = JSONPath.root

  private var line = 1
  private var lineStart = 0
  /// Bytes since the start of the line that are not the first of their character.
  private var continuationBytes = 0

  init(bytes: [UInt8], log: ProblemLog) {
    self.bytes = bytes
    self.log = log
  }

  /// The next byte; nil at the end of the file.
  var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  /// The place of the next byte.
  var position: SourcePosition {
    SourcePosition(line: line, column: offset - lineStart - continuationBytes + 1)
  }

  /// Steps over one byte that does not end a line.
  mutating func advance() {
    if bytes[offset] & 0xC0 == 0x80 { continuationBytes += 1 }
    offset += 1
  }

  /// Records a problem at the next byte, or at an earlier place.
  func report(_ what: @autoclosure () -> String, fix: String, at place: SourcePosition? = nil) {
    log.report(
      at: place ?? position, path: path.steps.isEmpty ? nil : path, what: what(), fix: fix)
  }

  /// Records a problem that hides what follows.
  func stop(_ what: String, fix: String, at place: SourcePosition? = nil) -> JSONStop {
    report(what, fix: fix, at: place)
    return JSONStop()
  }

  /// Steps over white space, and over comments, which are problems.
  mutating func skipSpace() throws(JSONStop) {
    while let byte = next {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): offset += 1
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): skipLineBreak()
      case UInt8(ascii: "/"), UInt8(ascii: "#"):
        guard try skipComment() else { return }
      default: return
      }
    }
  }

  private mutating func skipLineBreak() {
    let isPair =
      bytes[offset] == UInt8(ascii: "\r") && offset + 1 < bytes.count
      && bytes[offset + 1] == UInt8(ascii: "\n")
    offset += isPair ? 2 : 1
    line += 1
    lineStart = offset
    continuationBytes = 0
  }

  /// Whether a comment began here; it is reported and stepped over.
  private mutating func skipComment() throws(JSONStop) -> Bool {
    let isBlock = bytes[offset...].starts(with: "/*".utf8)
    guard isBlock || bytes[offset] == UInt8(ascii: "#") || bytes[offset...].starts(with: "//".utf8)
    else { return false }
    let start = position
    report("JSON has no comments", fix: "remove the comment")
    if isBlock { offset += 2 }
    while let byte = next {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        guard isBlock else { return true }
        skipLineBreak()
      } else if isBlock && bytes[offset...].starts(with: "*/".utf8) {
        offset += 2
        return true
      } else {
        advance()
      }
    }
    guard isBlock else { return true }
    throw stop("the comment is not closed", fix: "remove it", at: start)
  }

  /// Reads the whole file.
  mutating func scanDocument() throws(JSONStop) -> JSONValue {
    try checkEncoding()
    try skipSpace()
    guard next != nil else {
      throw stop(
        "the file is empty", fix: "write one JSON value, such as {}",
        at: SourcePosition(line: 1, column: 1))
    }
    let value = try scanValue()
    try skipSpace()
    guard next == nil else {
      throw stop(
        "the file goes on with \(shownCharacter()) behind its value",
        fix: "a file holds one JSON value; remove the rest")
    }
    return value
  }

  private mutating func checkEncoding() throws(JSONStop) {
    let fix = "save the file as UTF-8 without a byte-order mark"
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw stop("the file is UTF-16", fix: fix)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      report("the file begins with a byte-order mark", fix: fix)
      offset = 3
      lineStart = 3
    }
    guard let (fault, why) = UTF8Check.firstFault(in: bytes, from: offset) else { return }
    while offset < fault {
      if bytes[offset] == UInt8(ascii: "\n") || bytes[offset] == UInt8(ascii: "\r") {
        skipLineBreak()
      } else {
        advance()
      }
    }
    let digits = String(bytes[fault], radix: 16, uppercase: true)
    throw stop(
      "the byte 0x\(digits) is not UTF-8: \(why)", fix: "save the file as UTF-8")
  }

  /// The next character as messages show it.
  func shownCharacter() -> String {
    guard offset < bytes.count else { return "the end of the file" }
    let text = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return "nothing" }
    return scalar == "\"" ? "a double quote" : "`\(Excerpt.escaped(String(Character(scalar))))`"
  }
}
