/// Finds bytes that are not UTF-8.
///
/// The table of well-formed sequences is that of The Unicode Standard, section 3.9, table 3-7.
enum UTF8Check {
  /// The first byte that is part of no well-formed sequence, and why; nil when all are well formed.
  static func firstFault(in bytes: [UInt8], from start: Int) -> (offset: Int, why: String)? {
    var offset = start
    while offset < bytes.count {
      let lead = bytes[offset]
      if lead < 0x80 {
        offset += 1
        continue
      }
      var following = 0
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch lead {
      case 0x80...0xBF: return (offset, "it continues a character that was not begun")
      case 0xC0, 0xC1: return (offset, "it begins an overlong form")
      case 0xC2...0xDF: following = 1
      case 0xE0: (following, second) = (2, 0xA0...0xBF)
      case 0xED: (following, second) = (2, 0x80...0x9F)
      case 0xE1...0xEF: following = 2
      case 0xF0: (following, second) = (3, 0x90...0xBF)
      case 0xF4: (following, second) = (3, 0x80...0x8F)
      case 0xF1...0xF3: following = 3
      default: return (offset, "no character begins with it")
      }
      for place in 1...following {
        guard offset + place < bytes.count else {
          return (offset, "the file ends within the character it begins")
        }
        let byte = bytes[offset + place]
        guard byte & 0xC0 == 0x80 else {
          return (offset, "the character it begins is not complete")
        }
        guard place > 1 || second.contains(byte) else {
          return (offset, secondFault(lead))
        }
      }
      offset += following + 1
    }
    return nil
  }

  private static func secondFault(_ lead: UInt8) -> String {
    switch lead {
    case 0xED: "it begins half of a surrogate pair"
    case 0xF4: "it begins a character beyond U+10FFFF"
    default: "it begins an overlong form"
    }
  }
}
