import Testing

@testable import simctl

@Suite struct CommandLineToolTests {
  private static func run(
    _ arguments: String...
  ) -> (status: ExitCode, output: String, messages: String) {
    let console = Console.capturing()
    let status = Fixture.tool.run(arguments, console: console)
    return (status, console.captured(.output), console.captured(.messages))
  }

  @Test func `a command gets its arguments and the console`() {
    let result = Self.run("run", "x", "--seed=3", "-")
    #expect(result == (.success, "ran x\nran -\n", "simctl: done\n"))
    #expect(Self.run("run", "-q", "x").messages.isEmpty)
  }

  @Test func `a command may have a name of two words, beside that of the first word`() {
    func command(_ name: String) -> Command {
      Command(CommandDescription(name: name, summary: "Do", options: [.flag("far", "Go far")])) {
        arguments, console in
        try console.writeLine("\(name) \(arguments.flag("far"))")
        return .success
      }
    }
    let tool = CommandLineTool(
      name: "x", version: "1", summary: "X", commands: [command("go"), command("go on")])
    func run(_ arguments: String...) -> String {
      let console = Console.capturing()
      _ = tool.run(arguments, console: console)
      return console.captured(.output) + console.captured(.messages)
    }
    #expect(run("go", "--far") == "go true\n")
    #expect(run("go", "on", "--far") == "go on true\n")
    #expect(run("go", "on", "--help") == run("help", "go", "on"))
    #expect(run("help", "go", "on").hasPrefix("Usage: x go on [OPTION]...\n"))
    #expect(run("go", "off").contains("there are no arguments to this command, but 'off' is given"))
    #expect(run("on").contains("unknown command 'on'"))
  }

  @Test func `the version is one line on standard output`() {
    #expect(Self.run("--version") == (.success, "simctl 1.2.3\n", ""))
  }

  @Test func `an unknown command gets the nearest as a suggestion`() {
    let result = Self.run("rum", "x")
    #expect(result.status == .usage)
    #expect(result.output.isEmpty)
    #expect(
      result.messages == """
        simctl: error: unknown command 'rum'; did you mean 'run'?
        simctl: See 'simctl --help'.

        """)
  }

  @Test func `a mistake in the arguments names the command's help`() {
    let result = Self.run("run", "x", "--seed=z")
    #expect(result.status == .usage)
    #expect(result.messages.hasSuffix("simctl: See 'simctl run --help'.\n"))
  }

  @Test func `an option before the command and no command at all are mistakes`() {
    #expect(Self.run("--seed", "1", "run").status == .usage)
    let nothing = Self.run()
    #expect(nothing.status == .usage)
    #expect(nothing.output.isEmpty)
    #expect(nothing.messages.hasPrefix("Usage: simctl COMMAND"))
  }

  @Test func `help is the same by option and by command`() {
    #expect(Self.run("--help") == Self.run("help"))
    #expect(Self.run("run", "--help") == Self.run("help", "run"))
    #expect(Self.run("run", "--bogus", "-h") == Self.run("help", "run"))
    #expect(Self.run("run", "--help").output.hasPrefix("Usage: simctl run"))
    #expect(Self.run("help", "nothing").status == .usage)
  }

  @Test func `the status of an error is that of the program`() {
    struct Strange: Error {}
    let errors: [(any Error, ExitCode, String)] = [
      (
        CommandFailure("bad", advice: "Mend it."), .failure,
        "simctl: error: bad\nsimctl: Mend it.\n"
      ),
      (Interrupted(signal: .terminate), .terminated, "simctl: error: stopped by SIGTERM"),
      (ConsoleError.closedPipe, .closedPipe, ""),
      (Strange(), .failure, "simctl: error: Strange()\n"),
    ]
    for (error, status, message) in errors {
      let tool = CommandLineTool(
        name: "simctl", version: "1", summary: "Test",
        commands: [
          Command(CommandDescription(name: "fail", summary: "Fail")) { _, console in
            try console.write("before")
            throw error
          }
        ])
      let console = Console.capturing()
      #expect(tool.run(["fail"], console: console) == status)
      #expect(console.captured(.messages).hasPrefix(message))
      #expect(console.captured(.output) == "before")
    }
  }
}
