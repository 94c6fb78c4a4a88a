/// How text looks on a terminal that can show it.
enum Style: String, Sendable {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"

  /// The text within the escape sequences (ECMA-48 "select graphic rendition") of this style.
  func applied(to text: String) -> String {
    text.isEmpty ? "" : "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
  }
}

/// Text from outside, made fit to stand in a message.
enum Quoted {
  /// The text in single quotes, with control characters spelled out, so that an argument or a name
  /// in a file cannot move the cursor, colour the screen or break a line.
  static func text(_ text: String) -> String { "'\(visible(text))'" }

  /// The text with control characters spelled out.
  static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
      default:
        result.append(scalar)
      }
    }
    return String(result)
  }
}
