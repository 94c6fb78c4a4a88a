/// Text from files as messages show it: short, on one line, and without control characters.
package enum Excerpt {
  /// The most characters of a text that a message shows.
  package static let maximumLength = 60

  /// The text in double quotes, escaped and cut to ``maximumLength`` characters between them.
  package static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// The text escaped and cut; a text that was cut ends in `...`.
  ///
  /// Control characters, and characters that hide or reorder their neighbours, are written as
  /// `\u001B`. The work is bounded by the limit, whatever the text's length.
  ///
  /// - Parameters:
  ///   - text: any text.
  ///   - limit: the most characters of the result, at least 3.
  /// - Returns: at most `limit` characters on one line.
  package static func escaped(_ text: String, limit: Int = maximumLength) -> String {
    var result = ""
    var length = 0
    // The longest part that leaves room for the three points.
    var cut = ""
    for scalar in text.unicodeScalars {
      let piece = escape(scalar)
      length += piece.unicodeScalars.count
      guard length <= limit else { return cut + "..." }
      result += piece
      if length <= limit - 3 { cut = result }
    }
    return result
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x22: return "\\\""
    case 0x5C: return "\\\\"
    case 0x0A: return "\\n"
    case 0x0D: return "\\r"
    case 0x09: return "\\t"
    case 0x00...0x1F, 0x7F...0x9F: return fourDigitEscape(scalar.value)
    default: break
    }
    // The ranges are fixed, and not asked of the Unicode tables, whose version varies.
    switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB:
      return fourDigitEscape(scalar.value)
    case 0x10FF80...0x10FFFF:
      // A byte of a path that is not UTF-8.
      return "\\x\(String(scalar.value & 0xFF, radix: 16, uppercase: true))"
    case 0xE0000...0xE0FFF:
      return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default:
      return String(Character(scalar))
    }
  }

  /// The escape `\uXXXX` of a code point up to U+FFFF.
  static func fourDigitEscape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
