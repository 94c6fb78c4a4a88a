import Documents
import Platforms
import SimCore

/// The values that a key takes in a sweep, from their text: a list, a range, or a range of ratios.
package enum VaryValues {
  /// Why a text names no values.
  package struct Mistake: Error, Equatable {
    /// What is wrong, as a clause that follows the text.
    package let what: String
    /// What would be right.
    package let fix: String
  }

  /// The most values of one key.
  package static let most = 100_000

  /// The values that a text names.
  ///
  /// `1024MB,2048MB` is a list, whose commas do not count within brackets, braces and quotes.
  /// `1..10/10` are ten values, evenly spaced from 1 to 10, and `1..100/log/5` are five, each the
  /// same multiple of the one before. Both ends may have a unit, which must be the same.
  ///
  /// - Parameter text: the text.
  /// - Returns: the values, at least one, each once.
  /// - Throws: ``Mistake``.
  package static func values(_ text: String) throws(Mistake) -> [String] {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw Mistake(what: "has control characters", fix: "leave them out")
    }
    let values = try range(text) ?? list(text)
    if values.contains("") {
      throw Mistake(what: "has an empty value", fix: "write values with commas between them")
    }
    var known: Set<String> = []
    for value in values where !known.insert(value).inserted {
      throw Mistake(what: "has \(Quoted.text(value)) twice", fix: "write each value once")
    }
    return values
  }

  /// The elements of a list, divided by commas that are within nothing.
  private static func list(_ text: String) -> [String] {
    var elements: [[UInt8]] = [[]]
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isEscaped = byte == UInt8(ascii: "\\")
        if byte == UInt8(ascii: "\"") { isQuoted = false }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isQuoted = true
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        case UInt8(ascii: ",") where depth == 0:
          elements.append([])
          continue
        default: break
        }
      }
      elements[elements.count - 1].append(byte)
    }
    return elements.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The values of a range; nil for a text that is none.
  private static func range(_ text: String) throws(Mistake) -> [String]? {
    guard let dots = text.firstRange(of: ".."), !text.hasPrefix("\""), !text.hasPrefix("{"),
      !text.hasPrefix("["), !text.contains(",")
    else { return nil }
    var pieces = text[dots.upperBound...].split(separator: "/", omittingEmptySubsequences: false)
    guard pieces.count > 1, let count = pieces.popLast().flatMap({ Int($0) }) else {
      throw Mistake(
        what: "is a range without a number of values",
        fix: "write how many, such as 1..10/10, or 1..100/log/5 for equal ratios")
    }
    guard (2...most).contains(count) else {
      throw Mistake(
        what: "is a range of \(count) values", fix: "write a number from 2 to \(most) behind the /")
    }
    let isRatio = pieces.count > 1 && pieces.last == "log"
    if isRatio { pieces.removeLast() }
    let (first, last) = (
      try end(String(text[..<dots.lowerBound])), try end(pieces.joined(separator: "/"))
    )
    guard first.unit == last.unit || first.unit.isEmpty else {
      throw Mistake(
        what: "goes from \(Quoted.text(first.unit)) to \(Quoted.text(last.unit))",
        fix: "write both ends in the same unit")
    }
    if isRatio, first.number <= 0 || last.number <= 0 {
      throw Mistake(what: "has ratios from or to 0", fix: "write ends above 0")
    }
    return (0..<count).map { index in
      if index == 0 { return PlainNumber.decimalText(first.number) + last.unit }
      if index == count - 1 { return PlainNumber.decimalText(last.number) + last.unit }
      let part = Double(index) / Double(count - 1)
      let value =
        isRatio
        ? first.number * Elementary.pow(last.number / first.number, part)
        : first.number + (last.number - first.number) * part
      return rounded(value, digits: isRatio ? 4 : 10) + last.unit
    }
  }

  /// An end of a range: a number and its unit.
  static func end(_ text: String) throws(Mistake) -> (number: Double, unit: String) {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) || $0 == 0x2E }
    guard let number = Double(String(decoding: Array(digits), as: UTF8.self)), number.isFinite
    else {
      throw Mistake(
        what: "has an end that is no number: \(Quoted.text(text))",
        fix: "write numbers with or without a unit, such as 512MB..4096MB/8")
    }
    return (number, String(decoding: Array(text.utf8.dropFirst(digits.count)), as: UTF8.self))
  }

  /// A number above 0 to some significant digits, without zeros at its end.
  static func rounded(_ value: Double, digits: Int) -> String {
    let decimals = RoundedText.decimals(of: value, digits: digits)
    if decimals <= 0 {
      var unit = 1.0
      for _ in decimals..<0 { unit *= 10 }
      return DecimalText.fixed((value / unit).rounded(.toNearestOrEven) * unit, digits: 0)
    }
    var text = DecimalText.fixed(value, digits: decimals)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
