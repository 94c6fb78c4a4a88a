import SimCore

/// The rows of a file of CSV with a header, one at a time, in constant memory.
struct FunctionRows {
  private let file: TraceFile
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var filled = 0
  private var position = 0
  /// The bytes of the row at hand.
  private(set) var row: [UInt8] = []
  /// The number of its line, from 1.
  private(set) var line = 0
  /// The names of the header.
  private(set) var header: [String] = []

  /// The longest row: a day of minutes, each with a count of many digits.
  static let longestRow = 1 << 18

  /// Reads the header of a file.
  init(_ file: TraceFile) throws(TraceError) {
    self.file = file
    guard try next() else { throw TraceError(.empty) }
    if row.starts(with: [0x1f, 0x8b]) { throw TraceError(.compressed) }
    if row.starts(with: [0xef, 0xbb, 0xbf]) { row.removeFirst(3) }
    var place = 0
    while let field = nextField(&place) {
      guard let name = String(validating: row[field], as: UTF8.self) else {
        throw TraceError(.notText, line: 1)
      }
      header.append(name)
    }
  }

  /// Reads the next row that is not empty; false at the end.
  mutating func next() throws(TraceError) -> Bool {
    while true {
      row.removeAll(keepingCapacity: true)
      var hasEnded = true
      while try fill() {
        hasEnded = false
        let rest = buffer[position..<filled]
        let end = rest.firstIndex(of: 0x0a) ?? filled
        row.append(contentsOf: buffer[position..<end])
        position = min(end + 1, filled)
        if row.count > Self.longestRow {
          throw TraceError(
            .unreadable("the row is longer than \(Self.longestRow) bytes"), line: line + 1)
        }
        if end < filled { break }
        hasEnded = true
      }
      line += 1
      if row.last == 0x0d { row.removeLast() }
      if !row.isEmpty { return true }
      if hasEnded { return false }
    }
  }

  private mutating func fill() throws(TraceError) -> Bool {
    if position < filled { return true }
    filled = try file.read(into: &buffer)
    position = 0
    return filled > 0
  }

  /// The bytes of the next field; nil behind the last.
  func nextField(_ place: inout Int) -> Range<Int>? {
    if place > row.count { return nil }
    let start = place
    while place < row.count && row[place] != 0x2c { place += 1 }
    let field = start..<place
    place += 1
    return field
  }

  /// The fields of the row.
  func fields() -> [Range<Int>] {
    var (fields, place) = ([Range<Int>](), 0)
    while let field = nextField(&place) { fields.append(field) }
    return fields
  }

  /// The place of a column.
  func column(_ name: String) throws(TraceError) -> Int {
    guard let place = header.firstIndex(of: name) else { throw TraceError(.noColumn(name)) }
    if header.lastIndex(of: name) != place { throw TraceError(.severalColumns(name)) }
    return place
  }

  /// The text of a field.
  func text(_ field: Range<Int>) throws(TraceError) -> String {
    let isPlain = row[field].allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != 0x22 }
    guard isPlain, let text = String(validating: row[field], as: UTF8.self) else {
      throw TraceError(.notText, line: line)
    }
    return text
  }

  /// The whole number in a field.
  func count(_ field: Range<Int>) throws(TraceError) -> Int64 {
    var value: Int64 = 0
    for byte in row[field] {
      guard byte >= 0x30, byte <= 0x39 else { throw TraceError(.notACount, line: line) }
      value = value * 10 + Int64(byte - 0x30)
      if value > 1_000_000_000 {
        throw TraceError(
          .unreadable("a minute has more than 10^9 requests"), line: line)
      }
    }
    if field.isEmpty { throw TraceError(.notACount, line: line) }
    return value
  }

  /// The number from zero on in a field, with or without decimals and a power of ten.
  func number(_ field: Range<Int>, _ name: String) throws(TraceError) -> Double {
    guard let text = String(validating: row[field], as: UTF8.self), let value = Double(text),
      value >= 0, value <= 1e15
    else { throw TraceError(.noNumber(name), line: line) }
    return value
  }
}
