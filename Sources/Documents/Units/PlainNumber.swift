/// Numbers as messages show them.
package enum PlainNumber {
  /// The shortest text that reads back as the number, without `.0` behind a whole number.
  package static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The same number written out without an exponent, as quantities are read.
  package static func decimalText(_ value: Double) -> String {
    let text = text(value)
    let parts = text.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else { return text }
    let sign = parts[0].hasPrefix("-") ? "-" : ""
    let digits = parts[0].filter { $0 != "-" && $0 != "." }
    // The point stands behind the first digit.
    let places = digits.count - 1 - exponent
    if places <= 0 { return sign + digits + String(repeating: "0", count: -places) }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
