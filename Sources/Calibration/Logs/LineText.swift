import SimCore

/// The bytes of a line, and what can be found in them.
struct LineText {
  let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d } }

  func hasPrefix(_ text: StaticString) -> Bool { LineText.matches(text, bytes) }

  /// Where a text begins, from a place on.
  func find(_ text: StaticString, from start: Int? = nil) -> Int? {
    let count = text.utf8CodeUnitCount
    guard count > 0, let first = LineText.byte(text, 0) else { return nil }
    var place = start ?? bytes.startIndex
    while place + count <= bytes.endIndex {
      if bytes[place] == first, LineText.matches(text, bytes[place...]) { return place }
      place += 1
    }
    return nil
  }

  /// The decimal number behind a text.
  func number(after text: StaticString, from start: Int? = nil) -> Double? {
    find(text, from: start).flatMap { number(at: $0 + text.utf8CodeUnitCount) }
  }

  /// The decimal number at a place.
  func number(at start: Int) -> Double? {
    var end = start
    while end < bytes.endIndex, LineText.isOfNumber(bytes[end]) { end += 1 }
    return LineText.number(bytes[start..<end])
  }

  /// A decimal number that is all of some bytes.
  static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard !bytes.isEmpty, bytes.count < 40, bytes.allSatisfy(isOfNumber) else { return nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == 0x2e || byte == 0x2d
  }

  private static func byte(_ text: StaticString, _ index: Int) -> UInt8? {
    text.withUTF8Buffer { unsafe index < $0.count ? $0[index] : nil }
  }

  private static func matches(_ text: StaticString, _ bytes: ArraySlice<UInt8>) -> Bool {
    text.withUTF8Buffer { unsafe $0.elementsEqual(bytes.prefix($0.count)) }
  }

  /// The fields between separators, of which several may follow one another.
  func words(separator: UInt8 = 0x20, most: Int) -> [ArraySlice<UInt8>] {
    bytes.split(separator: separator, maxSplits: most, omittingEmptySubsequences: true)
  }

  /// The fields between commas, without regard to quotes.
  var commaFields: [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
  }
}

/// Lengths and times in logs.
enum LogTime {
  /// Nanoseconds of a length in seconds; nil for what is none.
  static func nanoseconds(_ value: Double?, per unit: Double = 1e9) -> Int64? {
    guard let value, value >= 0, value * unit < 1e17 else { return nil }
    return Int64((value * unit).rounded())
  }

  /// The moment that some bytes are: a date, or a number since 1970 in whatever unit.
  static func moment(_ bytes: ArraySlice<UInt8>) -> Int64? {
    if let date = DateText.moment(bytes) { return date.nanoseconds }
    guard let number = LineText.number(bytes), number > 0 else { return nil }
    for unit in [1e9, 1e6, 1e3, 1] {
      let seconds = number * unit / 1e9
      guard seconds >= 946_684_800, seconds < 4_102_444_800 else { continue }
      let whole = number.rounded(.down)
      return Int64(whole) * Int64(unit) + Int64(((number - whole) * unit).rounded())
    }
    return nil
  }

  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The moment of a web server's log, such as `16/Nov/2023:18:17:03 +0000`.
  static func webServer(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard bytes.count == 26 else { return nil }
    let start = bytes.startIndex
    func part(_ from: Int, _ count: Int) -> ArraySlice<UInt8> {
      bytes[(start + from)..<(start + from + count)]
    }
    let name = LineText(part(3, 3))
    guard let month = months.firstIndex(where: { name.hasPrefix($0) }) else { return nil }
    let two = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    let date: [UInt8] =
      Array(part(7, 4)) + Array("-\(two)-".utf8) + Array(part(0, 2)) + Array("T".utf8)
      + Array(part(12, 8)) + Array(part(21, 5))
    return DateText.moment(date)?.nanoseconds
  }
}
