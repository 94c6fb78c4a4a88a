extension JSONValue {
  /// The value as JSON on one line without spaces.
  public var compactText: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value as JSON with one member a line, indented by two spaces; no line break ends it.
  public var prettyText: String {
    var bytes: [UInt8] = []
    appendText(to: &bytes, indentation: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value as JSON in UTF-8.
  ///
  /// Keys keep their order and numbers their text, so equal files give equal bytes.
  ///
  /// - Parameters:
  ///   - bytes: the text to append to.
  ///   - indentation: the depth of the line the value begins on, or nil for text without spaces.
  package func appendText(to bytes: inout [UInt8], indentation: Int? = nil) {
    switch kind {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number(let number): bytes.append(contentsOf: number.text.utf8)
    case .string(let text): Self.append(string: text, to: &bytes)
    case .array(let values):
      bytes.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.beginLine(indentation.map { $0 + 1 }, &bytes)
        value.appendText(to: &bytes, indentation: indentation.map { $0 + 1 })
      }
      if !values.isEmpty { Self.beginLine(indentation, &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.beginLine(indentation.map { $0 + 1 }, &bytes)
        Self.append(string: member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if indentation != nil { bytes.append(UInt8(ascii: " ")) }
        member.value.appendText(to: &bytes, indentation: indentation.map { $0 + 1 })
      }
      if !members.isEmpty { Self.beginLine(indentation, &bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func beginLine(_ indentation: Int?, _ bytes: inout [UInt8]) {
    guard let indentation else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * indentation))
  }

  /// Appends a string as JSON in UTF-8, in double quotes.
  ///
  /// Quotes, backslashes and all control characters, DEL and the C1 set too, are escaped, and so
  /// are the two line separators of Unicode, which some readers take for the end of a line.
  package static func append(string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22: bytes.append(contentsOf: "\\\"".utf8)
      case 0x5C: bytes.append(contentsOf: "\\\\".utf8)
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x00...0x1F, 0x7F...0x9F, 0x2028, 0x2029:
        bytes.append(contentsOf: Excerpt.fourDigitEscape(scalar.value).utf8)
      case 0x20...0x7E: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default: bytes.append(contentsOf: UTF8.encodeOrReplace(scalar))
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension UTF8 {
  /// The bytes of a scalar; every scalar has an encoding.
  fileprivate static func encodeOrReplace(_ scalar: Unicode.Scalar) -> String.UTF8View {
    String(Character(scalar)).utf8
  }
}
