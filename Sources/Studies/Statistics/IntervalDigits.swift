import Documents
import Platforms

/// Numbers with half the length of their interval, both rounded to the digits that it supports.
///
/// Of the half-width two digits are kept when the first three of them, as a number, are below 355,
/// else one; the number has the same last place.
/// Source: Particle Data Group, "Review of Particle Physics", section 5.3 of the introduction.
package enum IntervalDigits {
  /// The finest place that is written: twelve digits after the point.
  package static let mostDigits = 12

  /// A number and its half-width, such as `0.1323 ± 0.0012` or `98,850 ± 310`.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - halfWidth: half the length of its interval; 0 for a number that is known exactly.
  ///   - digits: how many digits after the point a number has that is known exactly.
  /// - Returns: the text; without the half-width where that is 0.
  package static func text(_ value: Double, halfWidth: Double, digits: Int) -> String {
    guard halfWidth > 0 else { return DecimalText.grouped(value, digits: digits) }
    let place = lastPlace(of: halfWidth)
    return rounded(value, to: place) + " ± " + rounded(halfWidth, to: place)
  }

  /// How many digits after the point a half-width supports; below zero when its last digit stands
  /// before the point, as in 310, with -1.
  package static func lastPlace(of halfWidth: Double) -> Int {
    precondition(halfWidth > 0 && halfWidth.isFinite, "a half-width is a length")
    var scaled = halfWidth
    var place = 0
    while scaled < 99.95 && place < mostDigits + 2 {
      scaled *= 10
      place += 1
    }
    while scaled >= 999.5 {
      scaled /= 10
      place -= 1
    }
    return min(scaled < 354.5 ? place - 1 : place - 2, mostDigits)
  }

  private static func rounded(_ value: Double, to place: Int) -> String {
    if place >= 0 { return DecimalText.grouped(value, digits: place) }
    var scaled = value
    for _ in place..<0 { scaled /= 10 }
    let digits = DecimalText.fixed(scaled, digits: 0)
    guard digits != "0", let whole = Int(digits + String(repeating: "0", count: -place)) else {
      return digits
    }
    return DecimalText.grouped(whole)
  }
}
