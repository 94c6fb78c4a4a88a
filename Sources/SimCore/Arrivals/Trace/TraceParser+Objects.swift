// Lines of JSON: objects, one a line, of which one key is read.

extension TraceParser {
  /// Ends the line of an object, and tells what it led to.
  mutating func endObject() -> Outcome? {
    let start = rowLine
    rowBytes = 0
    rowLine = line
    defer {
      row.removeAll(keepingCapacity: true)
      isFirstRow = false
    }
    var object = ObjectLine(row)
    if object.isBlank { return passEmptyLine(start) }
    emptyLines = 0
    guard let name else { return .failure(TraceError(.noKeyChosen, line: start)) }
    switch object.value(of: name) {
    case .broken: return .failure(TraceError(.notAnObject, line: start))
    case .absent: return .failure(TraceError(.noField, line: start))
    case .bytes(let range):
      for byte in row[range] { field.read(byte) }
      if choice.hasColumns {
        let row = row
        let isTaken = choice.takes { name in
          var object = ObjectLine(row)
          guard case .bytes(let range) = object.value(of: name) else { return nil }
          return row[range]
        }
        if !isTaken {
          guard case .failure(let error) = result(of: field.take(), line: start) else { return nil }
          return .failure(error)
        }
      }
      if let problem = readWork() { return .failure(TraceError(problem, line: start)) }
      return result(of: field.take(), line: start)
    }
  }

  /// Reads what the columns of an object add to its service time; what is wrong with them, or nil.
  private mutating func readWork() -> TraceError.Reason? {
    if !work.hasColumns { return nil }
    for column in work.columns.indices {
      var object = ObjectLine(row)
      if case .bytes(let range) = object.value(of: work.begin(column: column)) {
        for byte in row[range] { work.read(byte) }
      }
      work.endField()
    }
    return work.endRow()
  }
}

/// The bytes of a line that is to be an object of JSON.
///
/// What is in the way of the key is passed by its brackets and quotes; it need not be valid within.
private struct ObjectLine {
  enum Value {
    case bytes(Range<Int>)
    case absent
    case broken
  }

  private let bytes: [UInt8]
  private var position = 0
  private var end: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
    while end > 0, Self.isBlank(bytes[end - 1]) { end -= 1 }
  }

  var isBlank: Bool { end == 0 }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  /// Where the value of a key is: a string without its quotes, or a number.
  mutating func value(of name: [UInt8]) -> Value {
    guard take(UInt8(ascii: "{")) else { return .broken }
    if take(UInt8(ascii: "}")) { return position == end ? .absent : .broken }
    var found: Range<Int>?
    while true {
      skipBlanks()
      guard let key = string(), take(UInt8(ascii: ":")), let value = value() else { return .broken }
      if bytes[key] == name[...] { found = value }
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "}")), position == end else { return .broken }
      return found.map { .bytes($0) } ?? .absent
    }
  }

  private var byte: UInt8? { position < end ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte, Self.isBlank(byte) { position += 1 }
  }

  private mutating func take(_ wanted: UInt8) -> Bool {
    skipBlanks()
    guard byte == wanted else { return false }
    position += 1
    return true
  }

  /// The bytes between two quotes.
  private mutating func string() -> Range<Int>? {
    guard byte == UInt8(ascii: "\"") else { return nil }
    position += 1
    let start = position
    while let byte {
      position += byte == UInt8(ascii: "\\") ? 2 : 1
      if byte == UInt8(ascii: "\"") { return start..<(position - 1) }
    }
    return nil
  }

  /// The bytes of a value of any kind.
  private mutating func value() -> Range<Int>? {
    skipBlanks()
    if byte == UInt8(ascii: "\"") { return string() }
    let start = position
    var depth = 0
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        guard string() != nil else { return nil }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return start < position ? start..<position : nil }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 { return start < position ? start..<position : nil }
      default: break
      }
      position += 1
    }
    return nil
  }
}
