import Documents
import SimCore

@testable import Platforms

/// The words in which pages and the schema tell what a key may be.
enum GuideWords {
  /// Words without the marks of Markdown, as a sentence, with limits at the end of the first part.
  static func plain(_ text: String, _ limits: String = "") -> String {
    var words = text.replacing(/\[([^\]]+)\]\([^)]+\)/) { String($0.1) }
    words = words.replacing(/`"?([^`"]+)"?`/) { "\"\($0.1)\"" }
    words = words.replacing(", see below", with: "")
    if let end = words.firstIndex(of: ";") {
      words.insert(contentsOf: limits, at: end)
    } else {
      words += limits
    }
    return words.prefix(1).uppercased() + words.dropFirst() + "."
  }

  /// A number as JSON, a power of ten with its exponent.
  static func exponential(_ number: Double) -> String {
    guard let power = power(number), power.magnitude > 5 else { return PlainNumber.text(number) }
    return "\(number < 0 ? "-" : "")1e\(power)"
  }

  /// A number as people write it: large and small powers of ten as such, thousands apart.
  static func number(_ number: Double) -> String {
    if let power = power(number), power >= 6 || power <= -3 { return "10^\(power)" }
    if number == 0x1p53 { return "2^53" }
    let text = PlainNumber.decimalText(number)
    guard number >= 10_000, number == number.rounded() else { return text }
    var parts: [Substring] = []
    var rest = text[...]
    while rest.count > 3 {
      parts.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return ([rest] + parts).joined(separator: " ")
  }

  /// The power of ten that a number's magnitude is; nil for any other number.
  private static func power(_ number: Double) -> Int? {
    (-20...20).first { number.magnitude == Double("1e\($0)") }
  }

  /// What a value may be, as a table of the guide has it.
  static func value(_ form: ValueForm) -> String {
    switch form {
    case .integer(let range):
      let (least, most) = (Double(range.lowerBound), Double(range.upperBound))
      return "whole number, \(number(least)) to \(number(most))"
    case .number(let range):
      return "number, \(number(range.lowerBound)) to \(number(range.upperBound))"
    case .boolean: return "boolean"
    case .string: return "string"
    case .choice(let names): return list(names.map { "`\"\($0)\"`" })
    case .constant(let text): return "`\"\(text)\"`"
    case .duration(let range): return duration(range)
    case .size: return "size"
    case .rate: return "rate"
    case .money: return "money"
    case .name: return "[name](#names)"
    case .entry: return "name of the catalog"
    case .object: return "object"
    case .defined(let definition): return definition.words
    case .list(let element, _, _): return "list of \(value(element))"
    case .pair(let first, let second): return "`[\(value(first)), \(value(second))]`"
    case .either(let forms): return list(forms.map(value))
    case .null: return "`null`"
    case .worded(_, let words): return words
    }
  }

  private static func list(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }

  private static func duration(_ range: ClosedRange<Interval>) -> String {
    let above = range.lowerBound == Interval(nanoseconds: 1)
    var words = "duration"
    if above { words += " above 0" }
    if range.upperBound < .longest {
      let isBetween = !above && range.lowerBound > .zero
      words += isBetween ? ", `\"\(range.lowerBound.text)\"` to " : ", up to "
      words += "`\"\(range.upperBound.text)\"`"
    } else if !above && range.lowerBound > .zero {
      words += " from `\"\(range.lowerBound.text)\"`"
    }
    return words
  }

  /// What holds where a key is absent, as a table of the guide has it.
  static func absence(_ absence: Absence) -> String {
    switch absence {
    case .required: return "required"
    case .standard(let value, let words):
      if let words { return words }
      if let number = Double(value) { return self.number(number) }
      return "`\(value)`"
    case .otherwise(let words): return words
    case .nothing: return ""
    }
  }
}
