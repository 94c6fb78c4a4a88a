import SimCore
import Testing

@Suite struct TraceErrorTests {
  @Test func `an error of a row names its line`() {
    let error = TraceError(.negative, line: 12)
    #expect(error.description == "line 12: the arrival time is negative")
    #expect(TraceError(.empty).description == "the trace holds no arrival")
  }

  @Test func `a name is shown cut, and without what a terminal would obey`() {
    let name = "\u{1B}[31m\u{202E}" + String(repeating: "x", count: 100_000)
    let text = TraceError(.noColumn(name), line: 1).description
    #expect(text.hasPrefix("line 1: the header has no column named \"\u{FFFD}[31m\u{FFFD}xx"))
    #expect(text.hasSuffix("xx...\""))
    #expect(text.unicodeScalars.count < 120)
    #expect(TraceError(.severalColumns("a\nb")).description.contains("\"a\u{FFFD}b\""))
  }
}
