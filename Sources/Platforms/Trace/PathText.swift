/// Paths as texts: a path is any bytes to the system, and need not be UTF-8.
///
/// Bytes that are UTF-8 are the text that they are. Any other byte becomes one of the last 128 code
/// points, U+10FF80 to U+10FFFF, which belong to nobody, and so do the bytes of these code points
/// themselves. So every path has a text of its own, from which it comes back as it was.
package enum PathText {
  /// The code point that stands for the byte 0, if that needed one.
  private static let base: UInt32 = 0x10FF00

  /// The byte for which a code point stands; nil for one that stands for itself.
  package static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    scalar.value >= base + 0x80 ? UInt8(truncatingIfNeeded: scalar.value) : nil
  }

  /// Whether a text is of a path that is not UTF-8.
  package static func hasForeignBytes(_ text: String) -> Bool {
    text.unicodeScalars.contains { byte(of: $0) != nil }
  }

  /// The text of a path.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self), !hasForeignBytes(text) { return text }
    var scalars = String.UnicodeScalarView()
    var rest = Array(bytes)[...]
    while let first = rest.first {
      var source = rest.makeIterator()
      var parser = Unicode.UTF8.ForwardParser()
      if case .valid(let encoded) = parser.parseScalar(from: &source),
        byte(of: Unicode.UTF8.decode(encoded)) == nil
      {
        scalars.append(Unicode.UTF8.decode(encoded))
        rest = rest.dropFirst(encoded.count)
      } else {
        scalars.append(Unicode.Scalar(base + UInt32(first)) ?? "\u{FFFD}")
        rest = rest.dropFirst()
      }
    }
    return String(scalars)
  }

  /// The bytes of the path that a text is of.
  package static func bytes(_ text: String) -> [UInt8] {
    if !hasForeignBytes(text) { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      byte(of: scalar).map { [$0] } ?? Array(String(scalar).utf8)
    }
  }

  /// The path as the system takes it: its bytes, and a zero.
  package static func native(_ text: String) -> [CChar] {
    bytes(text).map { CChar(bitPattern: $0) } + [0]
  }

  /// The text of a path from the system: of the bytes before the first zero.
  package static func text(native bytes: some Sequence<CChar>) -> String {
    text(bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) })
  }
}
