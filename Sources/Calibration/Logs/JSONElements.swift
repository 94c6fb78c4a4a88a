/// Objects of JSON that go over several lines, each made a line of its own.
///
/// A log whose first line is only a bracket or a brace is a list of objects, as
/// `gcloud logging read` prints it, objects one after another, or an object with a list `events` or
/// `entries` of them, as `aws logs filter-log-events` prints it. Braces and quotes are counted, and
/// one object is held at a time; what is within is for others to read.
struct JSONElements {
  /// The line on which an object begins that is not closed yet; nil for none.
  var openLine: Int? { isTaking ? firstLine : nil }

  private var isDocument = true
  private var depth = 0
  /// The depth at which objects are taken; nil when the list of them is over.
  private var level: Int?
  private var isTaking = false
  private var element: [UInt8] = []
  private var firstLine = 0

  private static let lists = ["events", "entries"].map { Array("\"\($0)\"".utf8) }

  /// Takes a line of such a log.
  ///
  /// - Parameters:
  ///   - line: the line, without its end.
  ///   - number: its number.
  ///   - long: called with the line of an object that is too long.
  ///   - body: called with each object that ends in the line, and the line on which it began.
  /// - Returns: whether it is one; other lines are for others to read.
  /// - Throws: what `body` throws.
  mutating func take(
    _ line: ArraySlice<UInt8>, _ number: Int, long: (Int) -> Void,
    _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) rethrows -> Bool {
    if depth == 0 {
      if LineText(line).isBlank { return false }
      isDocument = isDocument && Self.begins(line)
      if !isDocument { return false }
      level = line.first { $0 != 0x20 } == UInt8(ascii: "[") ? 1 : 0
    }
    // A string ends in its line.
    var (isString, isEscaped) = (false, false)
    for byte in line {
      if isString {
        if isTaking { element.append(byte) }
        if byte == UInt8(ascii: "\"") && !isEscaped { isString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        open(byte, number)
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        try close(byte, body)
      } else {
        isString = byte == UInt8(ascii: "\"")
        if isTaking { element.append(byte) }
      }
    }
    if isTaking {
      element.append(0x20)
      if element.count > LogFile.longestLine { giveUp(long) }
    }
    return true
  }

  private static func begins(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.filter { $0 != 0x20 && $0 != 0x09 && $0 != 0x0d }
    return text == [UInt8(ascii: "[")] || text == [UInt8(ascii: "{")]
      || text.starts(with: [UInt8(ascii: "["), UInt8(ascii: "{")])
  }

  private mutating func open(_ byte: UInt8, _ number: Int) {
    if byte == UInt8(ascii: "{"), depth == level, !isTaking {
      isTaking = true
      firstLine = number
      element.removeAll(keepingCapacity: true)
    } else if byte == UInt8(ascii: "["), level == 0, depth == 1, isTaking, isList {
      isTaking = false
      level = 2
    }
    if isTaking { element.append(byte) }
    depth += 1
  }

  /// Whether the list that opens is one of entries.
  private var isList: Bool {
    var key = element[...]
    while let byte = key.last, byte == 0x20 || byte == 0x09 || byte == UInt8(ascii: ":") {
      key.removeLast()
    }
    return Self.lists.contains { key.suffix($0.count) == $0[...] }
  }

  private mutating func close(
    _ byte: UInt8, _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) rethrows {
    depth = max(0, depth - 1)
    if let level, depth < level { self.level = nil }
    guard isTaking else { return }
    element.append(byte)
    guard depth == level else { return }
    isTaking = false
    try body(element[...], firstLine)
  }

  /// Leaves out an object that is too long; where it is all there is, its lines are lines again.
  private mutating func giveUp(_ long: (Int) -> Void) {
    long(firstLine)
    isTaking = false
    guard level == 0 else { return }
    isDocument = false
    depth = 0
  }
}
