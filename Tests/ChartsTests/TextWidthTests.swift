import Testing

@testable import Charts

@Suite struct TextWidthTests {
  @Test func `a longer text is wider, and width goes with size`() {
    #expect(TextWidth.of("", size: 12) == 0)
    #expect(TextWidth.of("mean", size: 12) < TextWidth.of("mean latency", size: 12))
    #expect(TextWidth.of("mean", size: 24) == 2 * TextWidth.of("mean", size: 12))
    #expect(TextWidth.of("ill", size: 12) < TextWidth.of("WWW", size: 12))
  }
}
