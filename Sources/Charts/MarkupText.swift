import Documents
import Platforms

/// Text and numbers as XML and HTML take them.
package enum MarkupText {
  /// Text that stands for itself between tags and inside quoted attributes.
  ///
  /// Characters that XML 1.0 does not allow (control characters except tab, line feed and
  /// carriage return, and the non-characters U+FFFE and U+FFFF) become U+FFFD.
  package static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: escaped += "&amp;"
      case 0x3C: escaped += "&lt;"
      case 0x3E: escaped += "&gt;"
      case 0x22: escaped += "&quot;"
      case 0x27: escaped += "&#39;"
      case 0...8, 0xB, 0xC, 0xE...0x1F, 0xFFFE, 0xFFFF: escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// A coordinate with at most two decimals and no zeros at its end, such as `12.5`.
  package static func coordinate(_ value: Double) -> String {
    precondition(value.isFinite, "A coordinate is a finite number.")
    var digits = Array(DecimalText.fixed(value, digits: 2).utf8)
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.last == UInt8(ascii: ".") { digits.removeLast() }
    let text = String(decoding: digits, as: UTF8.self)
    return text.isEmpty ? "0" : text
  }
}
