import Platforms
import SimCore
import Testing

@Suite struct PathTextTests {
  @Test func `UTF-8 is the text that it is`() {
    for text in ["", "a/b", "\u{e9}e\u{301}", "\u{FFFD}", "\u{10FF7F}", "\u{1F600}"] {
      #expect(PathText.text(text.utf8) == text)
      #expect(Array(PathText.text(text.utf8).utf8) == Array(text.utf8))
      #expect(PathText.bytes(text) == Array(text.utf8))
      #expect(!PathText.hasForeignBytes(text))
    }
  }

  @Test func `all other bytes come back, and have a text of their own`() {
    var random = Random(seed: 5)
    var texts: [String: [UInt8]] = [:]
    let pieces: [[UInt8]] = [
      [0xff], [0xfe], [0x80], [0xc3], [0xc3, 0xa9], [0xf4, 0x8f, 0xbe, 0x80],
      [0xf4, 0x8f, 0xbf, 0xbf], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0x61], [0x2f], [0xf4, 0x90],
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<random.next(below: 6)).flatMap { _ in
        pieces[Int(random.next(below: UInt64(pieces.count)))]
      }
      let text = PathText.text(bytes)
      #expect(PathText.bytes(text) == bytes)
      #expect(texts[text] == nil || texts[text] == bytes)
      texts[text] = bytes
    }
  }

  @Test func `the system's form ends in a zero`() {
    #expect(PathText.native("a\u{10FFFF}") == [0x61, -1, 0])
    #expect(PathText.text(native: [0x61, -1, 0, 0x62]) == "a\u{10FFFF}")
  }
}
