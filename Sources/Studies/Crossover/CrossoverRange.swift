import Documents
import Platforms
import SimCore

/// The values between which a crossover is looked for, from text such as `1..20`, `1/s..100/s` or
/// `0.1..1000/log`.
package struct CrossoverRange: Hashable, Sendable {
  /// The lower end.
  package let from: Double
  /// The upper end.
  package let to: Double
  /// The unit of both; empty for bare numbers.
  package let unit: String
  /// Whether ratios count rather than differences.
  package let isRatio: Bool
  /// Whether only whole numbers are values.
  package var isWhole = false

  /// The range that a text names.
  ///
  /// - Throws: `VaryValues.Mistake`.
  package init(_ text: String) throws(VaryValues.Mistake) {
    guard let dots = text.firstRange(of: "..") else {
      throw VaryValues.Mistake(what: "is no range", fix: "write both ends, such as 1..20")
    }
    var upper = String(text[dots.upperBound...])
    isRatio = upper.hasSuffix("/log")
    if isRatio { upper.removeLast(4) }
    let (first, last) = (
      try VaryValues.end(String(text[..<dots.lowerBound])), try VaryValues.end(upper)
    )
    guard first.unit == last.unit || first.unit.isEmpty else {
      throw VaryValues.Mistake(
        what: "goes from \(Quoted.text(first.unit)) to \(Quoted.text(last.unit))",
        fix: "write both ends in the same unit")
    }
    guard first.number < last.number else {
      throw VaryValues.Mistake(
        what: "does not rise", fix: "write the lower end first, such as 1..20")
    }
    if isRatio, first.number <= 0 {
      throw VaryValues.Mistake(what: "has ratios from 0", fix: "write ends above 0")
    }
    (from, to, unit) = (first.number, last.number, last.unit)
  }

  /// The number at a part of the way, from 0 to 1.
  package func number(at part: Double) -> Double {
    if part <= 0 { return from }
    if part >= 1 { return to }
    let number = isRatio ? from * Elementary.pow(to / from, part) : from + (to - from) * part
    return isWhole ? number.rounded() : number
  }

  /// A number as the scenario has it.
  package func text(_ number: Double) -> String {
    VaryValues.rounded(number, digits: 12) + unit
  }
}
