import Documents
import Platforms

/// Numbers as figures and the sentences about them write them.
package enum FigureText {
  /// A number with about as many digits as asked for, such as `0.0521`, `5.12` and `145`.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    var decimals = digits - 1
    var bound = 1.0
    while decimals > 0 && value.magnitude >= bound * 10 {
      bound *= 10
      decimals -= 1
    }
    bound = 1
    while decimals < 9 && value.magnitude < bound && value != 0 {
      bound /= 10
      decimals += 1
    }
    return DecimalText.fixed(value, digits: value == 0 ? 0 : decimals)
  }

  /// A length of time, such as `0.052 s`.
  package static func seconds(_ value: Double) -> String { significant(value, digits: 2) + " s" }

  /// A time since the start, such as `120 s`.
  package static func time(_ value: Double) -> String {
    MarkupText.coordinate(value) + " s"
  }

  /// A factor, such as `28` or `1.3`.
  package static func factor(_ value: Double) -> String { significant(value, digits: 2) }

  /// A fraction as per cent, such as `87.1 %`; only the whole is written as 100 %.
  package static func percent(_ fraction: Double) -> String {
    let text = DecimalText.fixed(fraction * 100, digits: 1)
    if text == "100.0" { return fraction < 1 ? "99.9 %" : "100 %" }
    return text == "0.0" ? "0 %" : "\(text) %"
  }

  /// A fraction of successes as per cent, cut and not rounded: 99.96 % is not 100 %.
  package static func success(_ fraction: Double) -> String {
    if fraction >= 1 { return "100 %" }
    let tenths = Int(max(0, fraction) * 1000 + 1e-9)
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A fraction as a ratio of two decimals; only the whole is written as 1.
  package static func fraction(_ fraction: Double) -> String {
    let text = DecimalText.fixed(fraction, digits: 2)
    if text == "1.00" { return fraction < 1 ? "0.99" : "1" }
    return text == "0.00" && fraction == 0 ? "0" : text
  }

  /// An amount of money, such as `$0.051`.
  package static func dollars(_ value: Double) -> String {
    "$" + DecimalText.fixed(value, digits: 3)
  }

  /// Several things in a sentence: `a, b and c`.
  package static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}
