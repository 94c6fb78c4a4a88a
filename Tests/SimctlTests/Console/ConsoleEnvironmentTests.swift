import Testing

@testable import simctl

@Suite struct ConsoleEnvironmentTests {
  @Test(
    arguments: [
      (["TERM": "xterm"], true), (["TERM": "dumb"], false), ([:], false),
      (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "xterm", "NO_COLOR": ""], true),
    ] as [([String: String], Bool)])
  func `colour is off with NO_COLOR and on terminals that cannot show it`(
    variables: [String: String], isAllowed: Bool
  ) {
    #expect(ConsoleEnvironment.allowsColour { variables[$0] } == isAllowed)
  }

  @Test func `the width is that of COLUMNS, then the terminal's, then 80`() {
    #expect(ConsoleEnvironment.columns(variable: { _ in "120" }, terminal: 100) == 120)
    #expect(ConsoleEnvironment.columns(variable: { _ in "wide" }, terminal: 100) == 100)
    #expect(ConsoleEnvironment.columns(variable: { _ in nil }, terminal: nil) == 80)
    #expect(ConsoleEnvironment.columns(variable: { _ in nil }, terminal: 1) == 20)
  }
}
