import Testing

@testable import simctl

@Suite struct DisplayWidthTests {
  @Test(arguments: [("", 0), ("abc", 3), ("naïve", 5), ("e\u{301}", 1), ("日本", 4), ("🙂", 2)])
  func `a text takes the columns that terminals give it`(text: String, columns: Int) {
    #expect(DisplayWidth.columns(text) == columns)
  }
}
