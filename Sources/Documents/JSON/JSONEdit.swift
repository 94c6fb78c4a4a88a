/// A change of one value in the text of a JSON file that leaves every other byte as it is.
package struct JSONEdit: Sendable {
  /// Where the old value begins.
  let position: SourcePosition
  /// The new value's text.
  let text: [UInt8]

  /// A change of a number, a string or a literal.
  ///
  /// - Parameters:
  ///   - value: the old value, read from the file; neither an object nor an array.
  ///   - part: the new one.
  package init(of value: JSONValue, to part: JSONValue) {
    guard let position = value.position else {
      preconditionFailure("Only a value that was read from a file can be changed in it.")
    }
    switch value.kind {
    case .object, .array: preconditionFailure("Only a number, a string or a literal is changed.")
    default: break
    }
    self.position = position
    var bytes: [UInt8] = []
    part.appendText(to: &bytes)
    text = bytes
  }

  /// The text of a file after changes of different values.
  ///
  /// - Parameters:
  ///   - edits: the changes, in any order, of values that were read from this very text.
  ///   - bytes: the text, which is valid JSON.
  /// - Returns: the changed text.
  package static func applying(_ edits: [JSONEdit], to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = edits.sorted { $0.position < $1.position }[...]
    var offset = 0
    var line = 1
    var column = 1
    while offset < bytes.count {
      if let edit = rest.first, edit.position == SourcePosition(line: line, column: column) {
        rest.removeFirst()
        let end = self.end(of: bytes, from: offset)
        // The token stays on its line, and the next edit is further along it.
        column += bytes[offset..<end].count { $0 & 0xC0 != 0x80 }
        offset = end
        result += edit.text
        continue
      }
      let byte = bytes[offset]
      result.append(byte)
      offset += 1
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte == UInt8(ascii: "\r"), offset < bytes.count,
        bytes[offset] != UInt8(ascii: "\n")
      {
        (line, column) = (line + 1, 1)
      } else if offset == bytes.count || bytes[offset] & 0xC0 != 0x80 {
        // A character counts once, however many bytes it has.
        column += 1
      }
    }
    precondition(rest.isEmpty, "Every changed value stands in the text.")
    return result
  }

  /// The end of the string, number or literal that begins at an offset.
  private static func end(of bytes: [UInt8], from start: Int) -> Int {
    var end = start
    guard bytes[start] == UInt8(ascii: "\"") else {
      while end < bytes.count, bytes[end].isWordByte { end += 1 }
      return end
    }
    end += 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end + 1, bytes.count)
  }
}
