import Testing

@testable import Charts

@Suite struct MarkupTextTests {
  @Test func `characters with a meaning in markup are escaped`() {
    #expect(
      MarkupText.escaped("a<b> & \"c\" 'd'") == "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;")
    #expect(MarkupText.escaped("Größe µ 漢 😀") == "Größe µ 漢 😀")
  }

  @Test func `characters that XML does not allow are replaced`() {
    #expect(MarkupText.escaped("a\u{0}b\u{1B}c\u{FFFE}d") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}d")
    #expect(MarkupText.escaped("a\tb\nc\rd") == "a\tb\nc\rd")
  }

  @Test(arguments: [
    (12.0, "12"), (12.5, "12.5"), (12.346, "12.35"), (-0.001, "0"), (0.1, "0.1"), (100, "100"),
    (-3.25, "-3.25"), (1.999, "2"),
  ])
  func `coordinates have two decimals at most and no zeros at their end`(
    value: Double, text: String
  ) {
    #expect(MarkupText.coordinate(value) == text)
  }
}
