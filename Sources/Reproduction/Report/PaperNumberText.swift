import Documents
import Platforms
import Studies

/// How numbers of the paper and of runs are written.
package enum PaperNumberText {
  /// The digits after the point in files.
  package static let fileDigits = 9

  /// A number for a file; empty where there is none.
  package static func file(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0, digits: fileDigits) } ?? ""
  }

  /// How many digits of a run's figure are shown at most: no run tells more.
  private static let significantDigits = 4

  /// A number for people, with one digit more than the paper prints of such numbers, and no more
  /// than a run can tell.
  package static func shown(_ value: Double?, _ number: PaperNumber) -> String {
    guard let value else { return "-" }
    let known = RoundedText.decimals(of: value, digits: significantDigits)
    return DecimalText.fixed(value, digits: max(0, min(digits(number), known)))
  }

  /// An interval for people, in the digits of its number.
  package static func shown(_ interval: ClosedRange<Double>?, _ number: PaperNumber) -> String {
    guard let interval else { return "-" }
    let (low, high) = (
      shown(interval.lowerBound, number), shown(interval.upperBound, number)
    )
    return low == high ? low : "\(low)–\(high)"
  }

  /// A part of a whole as a fraction, for a file.
  package static func fraction(_ part: Int, of whole: Int) -> String {
    DecimalText.fixed(Double(part) / Double(whole), digits: 4)
  }

  /// A part of a whole in per cent, of which 0 and 100 are what they say.
  package static func percent(_ part: Int, of whole: Int) -> String {
    if part == 0 || part == whole { return part == 0 ? "0 %" : "100 %" }
    let percent = Double(part) / Double(whole) * 100
    let text = DecimalText.fixed(percent, digits: 0)
    return text == "0" ? "<1 %" : text == "100" ? ">99 %" : text + " %"
  }

  /// A relative error in per cent, with its sign.
  package static func error(_ relative: Double?) -> String {
    guard let relative else { return "-" }
    let text = DecimalText.fixed(relative * 100, digits: 1)
    return relative > 0 && text != "0.0" ? "+\(text) %" : "\(text) %"
  }

  private static func digits(_ number: PaperNumber) -> Int {
    switch number.quantity {
    case .cost, .latency, .success, .coldStartReduction, .service: 4
    case .coldStart, .latencyAtStart: 3
    case .latencyRatio, .greatestLatencyRatio, .serviceRatio: 2
    case .created, .createdInFirstPeak, .servingInSecondPeak: 0
    }
  }
}
