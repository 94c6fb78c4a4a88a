import Platforms

/// Text from outside, made fit to stand in a message.
package enum Quoted {
  /// The text in single quotes, cut, with control characters spelled out, so that an argument or a
  /// name in a file cannot move the cursor, colour the screen, break a line or fill the screen.
  package static func text(_ text: String) -> String { "'\(brief(text))'" }

  /// The text as a word for a shell, in quotes where it needs them.
  package static func argument(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "+"):
        true
      default: false
      }
    }
    if plain && !text.hasPrefix("-") && !text.isEmpty { return text }
    let quoted = text.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''")
    return "'\(visible(quoted))'"
  }

  /// The most code points of a text that ``brief(_:)`` shows, beside the points where it was cut.
  package static let longest = 300

  /// The text with control characters spelled out; of a long one only its beginning and its end,
  /// which for a path is the name of the file.
  package static func brief(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let cut = scalars.index(scalars.startIndex, offsetBy: longest, limitedBy: scalars.endIndex)
    guard let cut, cut < scalars.endIndex else { return visible(text) }
    let (start, end) = (scalars.prefix(longest / 2), scalars.suffix(longest / 2))
    return visible(String(start)) + "..." + visible(String(end))
  }

  /// The text with control characters spelled out, and bytes of paths that are not UTF-8.
  package static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let byte = PathText.byte(of: scalar) {
        result.append(contentsOf: "\\x\(String(byte, radix: 16, uppercase: true))".unicodeScalars)
        continue
      }
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
