/// Numbers as messages show them.
enum PlainNumber {
  /// The shortest text that reads back as the number, without `.0` behind a whole number.
  static func text(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
