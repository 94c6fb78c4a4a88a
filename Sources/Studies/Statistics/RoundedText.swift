import Documents
import Platforms

/// Numbers with as many digits as are known of them.
package enum RoundedText {
  /// How many digits of a latency are shown: a percentile is known to 0.1 %, and of a mean without
  /// an interval more would say nothing either.
  package static let latencyDigits = 3
  /// The most decimals, which are nanoseconds.
  private static let greatestDecimals = 9

  /// A number to some significant digits, without an exponent.
  package static func significant(_ value: Double, digits: Int) -> String {
    rounded(value, decimals: decimals(of: value, digits: digits))
  }

  /// The decimals with which a number has some significant digits; below 0 where its last digits
  /// before the point are not significant.
  package static func decimals(of value: Double, digits: Int) -> Int {
    let magnitude = value.magnitude
    guard magnitude > 0, magnitude < 1e18 else { return 0 }
    var decimals = digits - 1
    var rest = magnitude
    while rest >= 10 {
      rest /= 10
      decimals -= 1
    }
    while rest < 1 && decimals < greatestDecimals {
      rest *= 10
      decimals += 1
    }
    // What is rounded up to the next power of ten has a digit more.
    if magnitude + unit(decimals) / 2 >= magnitude / rest * 10 { decimals -= 1 }
    return min(decimals, greatestDecimals)
  }

  /// A unit of the last decimal.
  private static func unit(_ decimals: Int) -> Double {
    var unit = 1.0
    for _ in 0..<decimals.magnitude { unit *= 10 }
    return decimals < 0 ? unit : 1 / unit
  }

  private static func rounded(_ value: Double, decimals: Int) -> String {
    if decimals >= 0 { return DecimalText.fixed(value, digits: decimals) }
    let text = DecimalText.fixed(value / unit(decimals), digits: 0)
    return text == "0" ? text : text + String(repeating: "0", count: -decimals)
  }
}
