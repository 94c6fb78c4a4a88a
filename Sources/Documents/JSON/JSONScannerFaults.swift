extension JSONScanner {
  /// The problem of finding something other than a value or a key.
  func unexpected(_ wanted: String) -> JSONStop {
    guard let byte = next else {
      return stop(
        "the file ends where \(wanted) should be", fix: "write \(wanted) and close all brackets")
    }
    switch byte {
    case UInt8(ascii: "'"):
      return stop("single quotes are not allowed", fix: "write double quotes")
    case UInt8(ascii: "`"):
      return stop("backquotes are not allowed", fix: "write double quotes")
    case UInt8(ascii: ","):
      return stop("a comma stands where \(wanted) should be", fix: "write \(wanted) before it")
    case UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
      return stop("\(shownCharacter()) stands where \(wanted) should be", fix: "write \(wanted)")
    case 0:
      return stop("a NUL byte stands where \(wanted) should be", fix: "save the file as UTF-8")
    case 0xE2 where isCurlyQuote:
      return stop("curly quotes are not allowed", fix: "write straight double quotes")
    default:
      return stop("\(shownCharacter()) is not the start of \(wanted)", fix: "write \(wanted)")
    }
  }

  private var isCurlyQuote: Bool {
    ["\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}"].contains { (quote: String) in
      bytes[offset...].starts(with: quote.utf8)
    }
  }

  /// The problem of a key without its colon.
  func missingColon() -> JSONStop {
    guard next != nil else {
      return stop("the file ends behind a key", fix: "write a colon and a value")
    }
    return stop(
      "\(shownCharacter()) stands where the colon behind a key should be",
      fix: "write a colon between the key and its value")
  }

  /// The problem of an element that neither a comma nor the closing bracket follows.
  func unclosed(_ container: String, closing: UInt8, _ start: SourcePosition) -> JSONStop {
    let bracket = Character(Unicode.Scalar(closing))
    let opened = "the \(container) opened at line \(start.line), column \(start.column)"
    guard let byte = next else {
      return stop("the file ends within \(opened)", fix: "close it with `\(bracket)`")
    }
    switch byte {
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      return stop(
        "\(opened), is closed by \(shownCharacter())", fix: "close it with `\(bracket)`")
    case UInt8(ascii: ":") where container == "array":
      return stop("a colon stands in an array", fix: "write { } around keys and values")
    case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
      return stop("a comma is missing before \(shownCharacter())", fix: "write a comma")
    default:
      return stop(
        "\(shownCharacter()) stands where a comma or `\(bracket)` should be",
        fix: "write a comma, or close the \(container)")
    }
  }
}
