extension JSONScanner {
  /// Reads a string, whose opening quote is the next byte.
  mutating func scanString() throws(JSONStop) -> String {
    let start = position
    offset += 1
    var runStart = offset
    // Only a string with escapes is copied piece by piece.
    var resolved: [UInt8]?
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        let run = bytes[runStart..<offset]
        offset += 1
        if CombiningMarks.areTooMany(in: resolved.map { ($0 + run)[...] } ?? run) {
          throw stop(
            "more than \(CombiningMarks.greatestNumber) combining marks stand on one letter",
            fix: "write fewer marks", at: start)
        }
        guard let resolved else { return String(decoding: run, as: UTF8.self) }
        return String(decoding: resolved + run, as: UTF8.self)
      case UInt8(ascii: "\\"):
        var text = resolved ?? []
        resolved = nil
        text.append(contentsOf: bytes[runStart..<offset])
        try scanEscape(into: &text, start)
        resolved = text
        runStart = offset
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        throw stop(
          "the string is not closed on its line",
          fix: "close it with a double quote, and write \\n for a line break", at: start)
      case 0..<0x20:
        report(
          "a string holds the control character \(shownCharacter())",
          fix: "write it as \(Excerpt.fourDigitEscape(UInt32(byte)))")
        advance()
      default:
        advance()
      }
    }
    throw stop("the file ends within a string", fix: "close it with a double quote", at: start)
  }

  /// Reads an escape, whose backslash is the next byte; a wrong one gives U+FFFD.
  private mutating func scanEscape(
    into text: inout [UInt8], _ start: SourcePosition
  ) throws(JSONStop) {
    let escape = position
    offset += 1
    guard let letter = next else {
      throw stop("the file ends within a string", fix: "close it with a double quote", at: start)
    }
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      offset += 1
      let scalar = scanUnicodeEscape(escape)
      text.append(contentsOf: String(Character(scalar)).utf8)
      return
    default:
      report(
        "\\ before \(shownCharacter()) is not an escape", fix: "write \\\\ for a backslash",
        at: escape)
      // What stands behind the backslash is read as the string's next character.
      return
    }
    offset += 1
  }

  /// Reads the digits of `\u` and, for the first half of a surrogate pair, the second escape.
  private mutating func scanUnicodeEscape(_ escape: SourcePosition) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    guard let unit = scanFourDigits() else {
      report(
        "\\u is not followed by four hexadecimal digits", fix: "write an escape such as \\u00E9",
        at: escape)
      return replacement
    }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let isFirstHalf = unit < 0xDC00
    if isFirstHalf && bytes[offset...].starts(with: "\\u".utf8) {
      let second = offset
      offset += 2
      if let low = scanFourDigits(), low >= 0xDC00, low <= 0xDFFF,
        let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
      {
        return scalar
      }
      offset = second
    }
    report(
      "\(Excerpt.fourDigitEscape(unit)) is half of a surrogate pair without the other",
      fix: isFirstHalf
        ? "write the second half, \\uDC00 to \\uDFFF, behind it"
        : "write the first half, \\uD800 to \\uDBFF, before it",
      at: escape)
    return replacement
  }

  /// Reads four hexadecimal digits; reads nothing and gives nil when they are not there.
  private mutating func scanFourDigits() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard byte.isDigit || byte.isLetter,
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { return nil }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }
}

/// Marks that follow one another without a letter between them, such as accents.
///
/// To compare texts, marks are put into one order, in time that grows with the square of their
/// number. The limit is that of the Stream-Safe Text Format (Unicode Standard Annex 15), which is
/// more than any language needs; with it, what is done with a text takes time in proportion to it.
package enum CombiningMarks {
  /// The most marks in a row.
  package static let greatestNumber = 30

  /// Whether more than these follow one another in a text in UTF-8.
  package static func areTooMany(in text: some Collection<UInt8>) -> Bool {
    // The first of them is U+0300, which begins with the byte CC.
    guard text.contains(where: { $0 >= 0xCC }) else { return false }
    var count = 0
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      count = scalar.properties.canonicalCombiningClass == .notReordered ? 0 : count + 1
      if count > greatestNumber { return true }
    }
    return false
  }
}
