import Documents
import Platforms
import Studies

extension Completion {
  /// Throws when a text is not UTF-8 or cannot be handled fast, unless it is a path, which may be
  /// any bytes.
  func check(_ text: String, subject: String) throws(UsageError) {
    let isPath = self == .files || self == .directories || self == .scenarios
    if isPath { return }
    if PathText.hasForeignBytes(text) {
      throw UsageError("\(subject) must be text in UTF-8, unlike \(Quoted.text(text))")
    }
    if CombiningMarks.areTooMany(in: text.utf8) {
      throw UsageError(
        "\(subject) has more than \(CombiningMarks.greatestNumber) combining marks on one letter")
    }
  }
}

extension ValueKind {
  /// Throws when a text is no such value; `subject` is what the user calls it, such as `--seed`.
  func check(_ text: String, subject: String) throws(UsageError) {
    switch self {
    case .text:
      return
    case .integer(let range):
      if let value = Int(text), range.contains(value) { return }
      throw UsageError(
        "\(subject) must be a whole number\(Self.bounds(range)), not \(Quoted.text(text))")
    case .number(let range):
      if let value = Double(text), value.isFinite, range.contains(value) { return }
      throw UsageError("\(subject) must be a number\(Self.bounds(range)), not \(Quoted.text(text))")
    case .choice(let choices):
      if choices.contains(text) { return }
      throw UsageError(
        "\(subject) must be \(Self.alternatives(choices)), not \(Quoted.text(text))",
        suggestion: Suggestion.nearest(to: text, among: choices))
    case .list:
      let hasEmptyItem = text.utf8.split(separator: 0x2C, omittingEmptySubsequences: false)
        .contains { item in item.isEmpty }
      if !hasEmptyItem { return }
      throw UsageError("\(subject) has an empty name in its list \(Quoted.text(text))")
    case .assignment:
      if let sign = text.utf8.firstIndex(of: 0x3D), sign > text.utf8.startIndex { return }
      throw UsageError("\(subject) must have the form PATH=VALUE, unlike \(Quoted.text(text))")
    }
  }

  /// The range in words, after a noun; nothing for an end that only the number type sets.
  static func bounds(_ range: ClosedRange<Int>) -> String {
    bounds(
      lowest: range.lowerBound == .min ? nil : "\(range.lowerBound)",
      highest: range.upperBound == .max ? nil : "\(range.upperBound)")
  }

  /// The range in words, after a noun; nothing for an infinite or greatest possible end.
  static func bounds(_ range: ClosedRange<Double>) -> String {
    bounds(
      lowest: range.lowerBound <= -.greatestFiniteMagnitude ? nil : "\(range.lowerBound)",
      highest: range.upperBound >= .greatestFiniteMagnitude ? nil : "\(range.upperBound)")
  }

  private static func bounds(lowest: String?, highest: String?) -> String {
    switch (lowest, highest) {
    case (let lowest?, let highest?): " from \(lowest) to \(highest)"
    case (let lowest?, nil): " of at least \(lowest)"
    case (nil, let highest?): " of at most \(highest)"
    case (nil, nil): ""
    }
  }

  /// The words with "or" before the last.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
