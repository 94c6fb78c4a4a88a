import Documents
import Testing

@Suite struct ExcerptTests {
  @Test(arguments: [
    ("", ""), ("plain é😀", "plain é😀"), ("a\"b\\c", #"a\"b\\c"#), ("\n\r\t", #"\n\r\t"#),
    ("\u{1B}[31m", #"\u001B[31m"#), ("\u{85}\u{7F}", #"\u0085\u007F"#),
    ("\u{202E}x\u{200B}\u{FEFF}", #"\u202Ex\u200B\uFEFF"#), ("\u{E0041}", #"\u{E0041}"#),
  ])
  func `Characters that could hide or move text are escaped`(text: String, shown: String) {
    #expect(Excerpt.escaped(text) == shown)
    #expect(Excerpt.quoted(text) == "\"\(shown)\"")
  }

  @Test func `Long texts are cut to the limit and never within an escape`() {
    let sixty = String(repeating: "a", count: 60)
    #expect(Excerpt.escaped(sixty) == sixty)
    #expect(Excerpt.escaped(sixty + "a") == String(repeating: "a", count: 57) + "...")
    for length in 0..<80 {
      let shown = Excerpt.escaped(
        String(repeating: "a", count: length % 7)
          + String(
            repeating: "\u{1}", count: length))
      #expect(shown.unicodeScalars.count <= 60)
      let body = shown.hasSuffix("...") ? String(shown.dropLast(3)) : shown
      #expect(body.drop { $0 == "a" }.count % 6 == 0)
    }
  }

  @Test func `A text of a megabyte costs no more than its beginning`() {
    let combining = String(repeating: "\u{301}", count: 1 << 20)
    #expect(Excerpt.escaped(combining).unicodeScalars.count == 60)
  }
}
