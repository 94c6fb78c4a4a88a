import Documents
import Testing

@Suite struct UTF8CheckTests {
  @Test(
    arguments: [
      ([0x80], "it continues a character that was not begun"),
      ([0xBF], "it continues a character that was not begun"),
      ([0xC0, 0x80], "it begins an overlong form"), ([0xC1, 0xBF], "it begins an overlong form"),
      ([0xE0, 0x80, 0x80], "it begins an overlong form"),
      ([0xE0, 0x9F, 0xBF], "it begins an overlong form"),
      ([0xF0, 0x80, 0x80, 0x80], "it begins an overlong form"),
      ([0xF0, 0x8F, 0xBF, 0xBF], "it begins an overlong form"),
      ([0xED, 0xA0, 0x80], "it begins half of a surrogate pair"),
      ([0xED, 0xBF, 0xBF], "it begins half of a surrogate pair"),
      ([0xF4, 0x90, 0x80, 0x80], "it begins a character beyond U+10FFFF"),
      ([0xF5, 0x80, 0x80, 0x80], "no character begins with it"), ([0xFE], "no character begins"),
      ([0xFF], "no character begins with it"), ([0xC3], "is not complete"),
      ([0xE2, 0x82], "is not complete"), ([0xF0, 0x9F, 0x98], "is not complete"),
      ([0xE2, 0x28, 0xA1], "is not complete"), ([0xF0, 0x9F, 0x28, 0x80], "is not complete"),
    ] as [([UInt8], String)])
  func `Ill-formed sequences are refused with their reason and place`(
    sequence: [UInt8], why: String
  ) {
    let bytes = Array("[\n \"é".utf8) + sequence + Array("\"]".utf8)
    let found = problems(in: bytes)
    #expect(found.count == 1)
    #expect(found.first?.position == SourcePosition(line: 2, column: 4))
    #expect(found.first?.what.contains(why) == true, "\(found)")
    let digits = String(sequence[0], radix: 16, uppercase: true)
    #expect(found.first?.what.contains("0x\(digits)") == true)
  }

  @Test(arguments: [[0xC3], [0xE2], [0xE2, 0x82], [0xF0, 0x9F, 0x98]] as [[UInt8]])
  func `A file that ends within a character is refused`(sequence: [UInt8]) {
    let found = problems(in: Array("\"".utf8) + sequence)
    #expect(found.first?.what.contains("the file ends within the character it begins") == true)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x7B, 0x00], [0xFE, 0xFF, 0x00, 0x7B]] as [[UInt8]])
  func `A UTF-16 file is named as one`(bytes: [UInt8]) {
    #expect(problems(in: bytes).first?.what == "the file is UTF-16")
  }

  @Test func `The bounds of every length of sequence are read`() throws {
    let text = "\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}"
    #expect(try parsed("\"\(text)\"") == JSONValue(.string(text)))
  }

  @Test func `Any two bytes after a quote are accepted exactly when the standard library does`() {
    for first in UInt8(0x80)...0xFF {
      for second in UInt8(0x80)...0xFF {
        let bytes = [first, second]
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        let file = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        #expect(problems(in: file).isEmpty == isValid)
      }
    }
  }
}
