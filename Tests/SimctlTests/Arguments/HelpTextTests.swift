import Testing

@testable import simctl

@Suite struct HelpTextTests {
  private static func help(columns: Int) -> String {
    HelpText.command(Fixture.run.description, of: "simctl", layout: HelpLayout(columns: columns))
  }

  @Test func `a command's help has its parts in order`() {
    let help = Self.help(columns: 80)
    #expect(
      help.hasPrefix(
        """
        Usage: simctl run [OPTION]... SCENARIO...

        Run scenarios and report their measures.

        Each SCENARIO is a file, or - for standard input.

        Arguments:
          SCENARIO...  A scenario file or name

        Options:
              --only NAME,...   Run only these deployments (may be repeated)
              --seed N          Seed of the streams, a whole number of at least 0
                                (default: 1)

        """))
    #expect(
      help.contains(
        "  -o, --out DIR         Where files go\n"
          + "      --set PATH=VALUE  Change the scenario's value"
      ))
    #expect(
      help.contains("\nExamples:\n  simctl run chat.json --seed 7\n      Run one scenario.\n"))
    #expect(help.contains("\nExit status:\n  0    success\n  1    "))
  }

  @Test(arguments: [20, 40, 56, 80, 100, 300])
  func `no line is wider than the terminal where words allow it`(columns: Int) {
    // The longest piece that cannot be broken is a usage or example line.
    let unbreakable = "Usage: simctl run [OPTION]... SCENARIO...".count
    let widest = Self.help(columns: columns).split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= max(columns, unbreakable))
    #expect(widest <= 100)
  }

  @Test func `the overview lists all commands`() {
    let help = HelpText.overview(of: Fixture.overview, layout: HelpLayout(columns: 80))
    for command in Fixture.tool.commands {
      #expect(help.contains("  \(command.description.name) "))
      #expect(help.contains(command.description.summary))
    }
  }

  @Test func `headings have the style of the stream`() {
    let layout = HelpLayout(columns: 80) { text in "<\(text)>" }
    let help = HelpText.overview(of: Fixture.overview, layout: layout)
    #expect(help.hasPrefix("<Usage:> simctl"))
    #expect(help.contains("\n<Commands:>\n"))
  }
}
