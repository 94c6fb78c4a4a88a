/// File names made from the names of scenarios and deployments.
package enum FileNameComponent {
  /// The longest component that ``make(from:)`` returns, in bytes.
  ///
  /// File systems allow 255; the rest is left to prefixes and extensions.
  package static let maximumLength = 120

  /// A single, safe path component for any text.
  ///
  /// ASCII letters, digits and `. _ -` stand for themselves, every other byte of the UTF-8 form
  /// becomes `%` and two hexadecimal digits, and so does a leading dot (hidden files, `..`) or dash
  /// (options). An empty text becomes `%empty`, which no other text does. Different texts therefore
  /// get different components, except that a long one is cut and ends with `~` and a 64-bit hash
  /// of the whole: two of these clash with a probability of about 2^-64.
  package static func make(from text: String) -> String {
    if text.isEmpty { return "%empty" }
    var pieces: [String] = []
    for byte in text.utf8 {
      pieces.append(isPlain(byte, isFirst: pieces.isEmpty) ? letter(byte) : "%" + hexadecimal(byte))
    }
    let whole = pieces.joined()
    if whole.utf8.count <= maximumLength { return whole }
    var result = ""
    for piece in pieces {
      if result.utf8.count + piece.utf8.count > maximumLength - 17 { break }
      result += piece
    }
    return result + "~" + hash(text)
  }

  /// The first two of the names whose components are the same file on some file system, or nil.
  ///
  /// Letters that differ in case only count as the same, as they are on macOS.
  package static func clash(among names: [String]) -> (first: String, second: String)? {
    var seen: [String: String] = [:]
    for name in names {
      let component = make(from: name).lowercased()
      if let earlier = seen[component] { return (earlier, name) }
      seen[component] = name
    }
    return nil
  }

  private static func isPlain(_ byte: UInt8, isFirst: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    case UInt8(ascii: "."), UInt8(ascii: "-"):
      !isFirst
    default:
      false
    }
  }

  private static func letter(_ byte: UInt8) -> String { String(UnicodeScalar(byte)) }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  /// The 64-bit FNV-1a hash (Fowler, Noll and Vo; RFC 9923) in sixteen hexadecimal digits.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
