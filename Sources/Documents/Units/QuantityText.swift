/// A quantity as it is written: a plain decimal number, at most one space, and a unit.
///
/// Signs, exponents, separators between thousands and bare points (`.5`, `5.`) are refused: none of
/// them is needed, and each has been a typing mistake more often than an intention.
package struct QuantityText {
  /// The number, exactly.
  package let number: ExactDecimal

  /// The number's digits with its point, as written.
  let numberText: String

  /// The unit.
  package let unit: QuantityUnit

  /// The longest text that can be a quantity, in bytes.
  static let maximumBytes = 64

  package init(_ text: String, kind: QuantityKind) throws(QuantityError) {
    let bytes = Array(text.utf8.prefix(Self.maximumBytes + 1))
    func wrong(_ what: String, _ fix: String? = nil) -> QuantityError {
      QuantityError(
        what: "the \(kind.bareName) \(Excerpt.quoted(text)) \(what)", fix: fix ?? kind.advice)
    }
    guard !bytes.isEmpty else { throw wrong("is empty") }
    guard bytes.count <= Self.maximumBytes else { throw wrong("is too long") }
    if let fault = Self.signFault(bytes[0]) { throw wrong(fault, "write it without the sign") }
    let whole = bytes.prefix { $0.isDigit }
    var rest = bytes[whole.endIndex...]
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { $0.isDigit }
      guard !whole.isEmpty && !fraction.isEmpty else {
        throw wrong("has a decimal point without digits on both sides")
      }
      rest = rest[fraction.endIndex...]
    }
    guard !whole.isEmpty else { throw wrong("does not begin with a number") }
    if whole.count > 1 && whole.first == UInt8(ascii: "0") {
      throw wrong("has zeros before its number", "write the number without them")
    }
    if let fault = Self.numberFault(rest) { throw wrong(fault) }
    guard let number = ExactDecimal(whole: whole, fraction: fraction) else {
      throw wrong("has more than \(ExactDecimal.maximumDigits) significant digits")
    }
    if rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    let spelling = String(decoding: rest, as: UTF8.self)
    numberText = String(decoding: bytes[..<fraction.endIndexOr(whole.endIndex)], as: UTF8.self)
    guard let unit = kind.units.first(where: { $0.symbol == spelling }) else {
      guard !spelling.isEmpty else { throw wrong("has no unit") }
      let what = "has the unknown unit \(Excerpt.quoted(spelling))"
      guard let near = kind.suggestion(for: spelling) else { throw wrong(what) }
      throw wrong(what, "did you mean `\(near)`? \(kind.advice)")
    }
    self.number = number
    self.unit = unit
  }

  private static func signFault(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "-"): "must not be negative"
    case UInt8(ascii: "+"): "has a sign"
    default: nil
    }
  }

  /// What is wrong with a number that goes on in a way a plain decimal does not.
  private static func numberFault(_ rest: ArraySlice<UInt8>) -> String? {
    let next = rest.dropFirst().first
    switch rest.first {
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      guard let next, next.isDigit || next == UInt8(ascii: "-") || next == UInt8(ascii: "+")
      else { return nil }
      return "has an exponent, where a plain decimal number is wanted"
    case UInt8(ascii: ","), UInt8(ascii: "_"), UInt8(ascii: "'"):
      return "has a separator within its number"
    case UInt8(ascii: "."):
      return "has two decimal points"
    default:
      return nil
    }
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII digit.
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

extension ArraySlice {
  /// The end of the slice, or another place where the slice is empty.
  fileprivate func endIndexOr(_ other: Int) -> Int { isEmpty ? other : endIndex }
}
