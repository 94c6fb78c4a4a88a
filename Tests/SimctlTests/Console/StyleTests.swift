import Testing

@testable import simctl

@Suite struct StyleTests {
  @Test func `control characters of a name cannot reach the terminal`() {
    #expect(Quoted.text("a\u{1B}[2Jb\nc") == "'a\\u{1B}[2Jb\\nc'")
    #expect(Quoted.visible("right-to-left \u{202E}") == "right-to-left \\u{202E}")
    #expect(Quoted.visible("naïve 日本") == "naïve 日本")
  }
}
