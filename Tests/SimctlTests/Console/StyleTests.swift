import Studies
import Testing

@testable import simctl

@Suite struct StyleTests {
  @Test func `control characters of a name cannot reach the terminal`() {
    #expect(Quoted.text("a\u{1B}[2Jb\nc") == "'a\\u{1B}[2Jb\\nc'")
    #expect(Quoted.visible("right-to-left \u{202E}") == "right-to-left \\u{202E}")
    #expect(Quoted.visible("naïve 日本") == "naïve 日本")
  }

  @Test func `of a long text a message shows both ends`() {
    let path = String(repeating: "a", count: 100_000) + "/z.csv"
    let text = Quoted.text(path)
    #expect(text.hasPrefix("'aaa") && text.hasSuffix("aaa/z.csv'") && text.contains("a...a"))
    #expect(text.unicodeScalars.count == Quoted.longest + 5)
    let whole = String(repeating: "a", count: Quoted.longest)
    #expect(Quoted.brief(whole) == whole)
  }
}
