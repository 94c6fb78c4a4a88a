import Platforms

/// How numbers of the paper and of runs are written.
enum PaperNumberText {
  /// The digits after the point in files.
  static let fileDigits = 9

  /// A number for a file; empty where there is none.
  static func file(_ value: Double?) -> String {
    value.map { DecimalText.fixed($0, digits: fileDigits) } ?? ""
  }

  /// A number for people, with one digit more than the paper prints of such numbers.
  static func shown(_ value: Double?, _ number: PaperNumber) -> String {
    value.map { DecimalText.fixed($0, digits: digits(number)) } ?? "-"
  }

  /// A mean with half the length of its interval, of which at least two digits are shown.
  static func shown(_ interval: MeanInterval?, _ number: PaperNumber) -> String {
    guard let interval else { return "-" }
    var digits = digits(number)
    var scaled = interval.halfWidth
    for _ in 0..<digits { scaled *= 10 }
    while scaled > 0, scaled < 9.5, digits < fileDigits {
      digits += 1
      scaled *= 10
    }
    return DecimalText.fixed(interval.mean, digits: digits) + " ± "
      + DecimalText.fixed(interval.halfWidth, digits: digits)
  }

  /// A relative error in per cent, with its sign.
  static func error(_ relative: Double?) -> String {
    guard let relative else { return "-" }
    let text = DecimalText.fixed(relative * 100, digits: 1)
    return relative > 0 && text != "0.0" ? "+\(text) %" : "\(text) %"
  }

  private static func digits(_ number: PaperNumber) -> Int {
    switch number.quantity {
    case .cost, .latency, .success, .coldStartReduction, .service: 4
    case .coldStart, .latencyAtStart: 3
    case .latencyRatio, .greatestLatencyRatio, .serviceRatio: 2
    case .created, .createdInFirstPeak, .servingInSecondPeak: 1
    }
  }

  /// The style of a verdict on a terminal.
  static func style(_ verdict: PaperVerdict) -> Style {
    switch verdict {
    case .same, .inside: .green
    case .within: .yellow
    case .off, .outside, .missing: .red
    }
  }
}
