/// What a word without quotes is.
enum JSONWord {
  case literal(JSONValue.Kind)
  case fault(what: String, fix: String)

  /// Reads a word in the place of a value.
  static func read(_ word: ArraySlice<UInt8>) -> JSONWord {
    let text = String(decoding: word.prefix(64), as: UTF8.self)
    switch text {
    case "true": return .literal(.bool(true))
    case "false": return .literal(.bool(false))
    case "null": return .literal(.null)
    default: break
    }
    let shown = Excerpt.escaped(text)
    if let infinite = infinityFault(text) {
      return .fault(
        what: "\(shown) is not a value: JSON has no \(infinite)",
        fix: "write a finite number, or leave the key out")
    }
    switch text.lowercased() {
    case "true", "yes", "on":
      return .fault(what: "\(shown) is not a value", fix: "write true")
    case "false", "no", "off":
      return .fault(what: "\(shown) is not a value", fix: "write false")
    case "null", "none", "nil", "undefined":
      return .fault(what: "\(shown) is not a value", fix: "write null, or leave the key out")
    default:
      return .fault(
        what: "\(shown) is not a value", fix: "write a string in double quotes: \"\(shown)\"")
    }
  }

  /// What a spelling of infinity or not-a-number stands for; nil for any other word.
  static func infinityFault(_ word: String) -> String? {
    switch word.lowercased() {
    case "nan": "not-a-number"
    case "inf", "infinity": "infinity"
    default: nil
    }
  }
}
