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

  /// A mean with half the length of its interval, of which two digits are shown.
  package static func shown(_ interval: MeanInterval?, _ number: PaperNumber) -> String {
    guard let interval else { return "-" }
    let digits =
      interval.halfWidth > 0
      ? max(0, RoundedText.decimals(of: interval.halfWidth, digits: 2)) : digits(number)
    return DecimalText.fixed(interval.mean, digits: digits) + " ± "
      + DecimalText.fixed(interval.halfWidth, digits: digits)
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
