/// A finite number of a JSON file, with the text that stands for it.
public struct JSONNumber: Sendable, Equatable {
  /// The number as written in its file, in the grammar of RFC 8259.
  package let text: String

  /// The nearest representable number; always finite.
  package let value: Double

  /// A number whose text is already known to be right.
  init(text: String, value: Double) {
    self.text = text
    self.value = value
  }

  /// An integer.
  package init(_ integer: Int) {
    self.init(text: String(integer), value: Double(integer))
  }

  /// A floating-point number, written so that it reads back exactly; nil unless it is finite.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    self.init(text: PlainNumber.text(value), value: value)
  }

  /// The number that a text stands for; nil unless the text is a JSON number in range.
  package init?(text: String) {
    let bytes = Array(text.utf8.prefix(JSONParser.maximumNumberBytes + 1))
    guard case .number(let number) = JSONNumberToken.read(bytes[...]) else { return nil }
    self = number
  }

  /// The number as an integer, when it is one and fits; `3.0` and `1e3` are integers.
  ///
  /// It is computed from the text, so that integers beyond 2^53 are exact.
  package var integer: Int? {
    let bytes = Array(text.utf8)
    let isNegative = bytes.first == UInt8(ascii: "-")
    let unsigned = bytes.dropFirst(isNegative ? 1 : 0)
    let whole = unsigned.prefix { $0.isDigit }
    var rest = unsigned[whole.endIndex...]
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { $0.isDigit }
      rest = rest[fraction.endIndex...]
    }
    let power = rest.isEmpty ? 0 : Self.exponent(rest.dropFirst())
    guard let decimal = ExactDecimal(whole: whole, fraction: fraction, exponent: power),
      case .exact(let magnitude) = decimal.scaled(by: 1, power: 0),
      let amount = Int128(exactly: magnitude)
    else { return nil }
    return Int(exactly: isNegative ? -amount : amount)
  }

  /// The exponent's digits as a number, cut to a size that no text's length can undo.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
    var result = 0
    for byte in text where byte.isDigit {
      result = min(result * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
    }
    return text.first == UInt8(ascii: "-") ? -result : result
  }

  /// Whether two numbers have the same value, however they are written.
  public static func == (left: JSONNumber, right: JSONNumber) -> Bool { left.value == right.value }
}
