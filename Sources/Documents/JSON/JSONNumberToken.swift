/// What a run of characters that begins like a number is.
enum JSONNumberToken {
  case number(JSONNumber)
  case fault(what: String, fix: String)

  /// Reads a run of ASCII letters, digits and `+`, `-`, `.`, `_` that begins with a digit or sign.
  static func read(_ token: ArraySlice<UInt8>) -> JSONNumberToken {
    guard token.count <= JSONParser.maximumNumberBytes else {
      return .fault(
        what: "a number has more than \(JSONParser.maximumNumberBytes) characters",
        fix: "write it with fewer digits")
    }
    let text = String(decoding: token, as: UTF8.self)
    guard let isZero = matchesGrammar(token) else { return fault(token, text) }
    if let small = smallInteger(token) { return .number(JSONNumber(text: text, value: small)) }
    guard let value = Double(text), value.isFinite else {
      return .fault(
        what: "the number \(Excerpt.escaped(text)) is too large",
        fix: "write a number of magnitude below 1.8e308")
    }
    guard isZero || value != 0 else {
      return .fault(
        what: "the number \(Excerpt.escaped(text)) is too near zero to be represented",
        fix: "write 0 or a number of magnitude above 5e-324")
    }
    return .number(JSONNumber(text: text, value: value))
  }

  /// Whether all digits before the exponent are zero; nil when the token is no JSON number.
  private static func matchesGrammar(_ token: ArraySlice<UInt8>) -> Bool? {
    var rest = token
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let whole = rest.prefix { $0.isDigit }
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
    var isZero = whole.first == UInt8(ascii: "0")
    rest = rest[whole.endIndex...]
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { $0.isDigit }
      guard !fraction.isEmpty else { return nil }
      isZero = isZero && fraction.allSatisfy { $0 == UInt8(ascii: "0") }
      rest = rest[fraction.endIndex...]
    }
    guard let mark = rest.first else { return isZero }
    guard mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return nil }
    rest = rest.dropFirst()
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      rest = rest.dropFirst()
    }
    return !rest.isEmpty && rest.allSatisfy { $0.isDigit } ? isZero : nil
  }

  /// The value of a plain integer of at most 15 digits, which is exact.
  private static func smallInteger(_ token: ArraySlice<UInt8>) -> Double? {
    guard token.count <= 15, token.allSatisfy({ $0.isDigit }) else { return nil }
    return Double(token.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) })
  }

  private static func fault(_ token: ArraySlice<UInt8>, _ text: String) -> JSONNumberToken {
    let shown = Excerpt.escaped(text)
    func because(_ reason: String, _ fix: String) -> JSONNumberToken {
      .fault(what: "\(shown) is not a number: \(reason)", fix: fix)
    }
    let isSigned = token.first == UInt8(ascii: "-")
    let unsigned = isSigned ? token.dropFirst() : token
    if token.first == UInt8(ascii: "+") {
      return because("it begins with a plus sign", "remove the plus sign")
    }
    if unsigned.isEmpty { return because("no digit follows the minus sign", "write a digit") }
    if unsigned.first == UInt8(ascii: ".") {
      return because("a digit must stand before the point", "write 0 before the point")
    }
    if let infinite = JSONWord.infinityFault(String(decoding: unsigned, as: UTF8.self)) {
      return because("JSON has no \(infinite)", "write a finite number, or leave the key out")
    }
    let whole = unsigned.prefix { $0.isDigit }
    let rest = unsigned[whole.endIndex...]
    switch rest.first {
    case UInt8(ascii: "_"):
      return because("digits must not be separated", "remove the separators")
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"), UInt8(ascii: "b"):
      if whole.elementsEqual([UInt8(ascii: "0")]) {
        return because("only decimal numbers are allowed", "write it in decimal")
      }
    case UInt8(ascii: "."):
      if rest.dropFirst().first?.isDigit != true {
        return because("a digit must follow the point", "write a digit behind the point")
      }
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      if rest.dropFirst().allSatisfy({ !$0.isLetter }) {
        return because("its exponent is not an integer", "write an exponent such as e6 or e-6")
      }
    default: break
    }
    if whole.count > 1 && whole.first == UInt8(ascii: "0") {
      return because("it has zeros before its digits", "remove the zeros")
    }
    if whole.isEmpty || !rest.contains(where: { $0.isLetter }) {
      return because("it does not follow the form of one", "write a number such as 12, -0.5 or 1e6")
    }
    return because("a number with a unit is a string", "write \(Excerpt.quoted(text))")
  }
}

extension UInt8 {
  /// Whether the byte is an ASCII letter.
  var isLetter: Bool {
    let folded = self | 0x20
    return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
  }

  /// Whether the byte can be part of a word or a number that stands without quotes.
  var isWordByte: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: "-") || self == UInt8(ascii: "+")
  }
}
