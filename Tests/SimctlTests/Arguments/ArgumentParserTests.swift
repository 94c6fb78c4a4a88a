import Testing

@testable import simctl

@Suite struct ArgumentParserTests {
  @Test func `options and other arguments may be mixed`() throws {
    let parsed = try Fixture.parse("a", "--seed", "7", "b", "-q", "--out=dir", "c")
    #expect(parsed.positionals == ["a", "b", "c"])
    #expect(parsed.integer("seed") == 7)
    #expect(parsed.text("out") == "dir")
    #expect(parsed.flag("quiet"))
  }

  @Test(arguments: [["-o", "dir"], ["-odir"], ["-vqo", "dir"], ["-qodir"], ["--out", "dir"]])
  func `a one-letter option takes its value apart or attached`(arguments: [String]) throws {
    let parsed = try ArgumentParser(command: Fixture.run.description).parse(["a"] + arguments)
    #expect(parsed.text("out") == "dir")
  }

  @Test func `two dashes end the options and one dash is an argument`() throws {
    let parsed = try Fixture.parse("-", "--", "--seed", "-q", "--")
    #expect(parsed.positionals == ["-", "--seed", "-q", "--"])
    #expect(!parsed.isGiven("seed"))
  }

  @Test func `a value may start with a dash when it is no option`() throws {
    #expect(try Fixture.parse("a", "-o", "-").text("out") == "-")
    #expect(try Fixture.parse("a", "--out", "-5").text("out") == "-5")
    #expect(try Fixture.parse("a", "--out=--seed").text("out") == "--seed")
    #expect(try Fixture.parse("a", "--out=").text("out") == "")
    #expect(try Fixture.parse("a", "--out=x=y").text("out") == "x=y")
  }

  @Test func `a missing value is explained`() {
    #expect(Fixture.problem("a", "--seed") == "--seed needs a value: --seed N")
    #expect(
      Fixture.problem("a", "-o", "--quiet")
        == "-o needs a value, but '--quiet' follows; "
        + "write --out=DIR for a value that looks like an option")
    #expect(Fixture.problem("a", "--seed", "--").hasPrefix("--seed needs a value, but '--'"))
  }

  @Test func `a flag refuses a value`() {
    #expect(
      Fixture.problem("a", "--quiet=1")
        == "--quiet takes no value; write just --quiet, or leave it out")
    #expect(Fixture.problem("a", "-q=1").hasPrefix("-q takes no value"))
  }

  @Test func `an unknown option gets the nearest as a suggestion`() {
    #expect(Fixture.problem("a", "--sed", "1") == "unknown option '--sed'; did you mean '--seed'?")
    #expect(Fixture.problem("a", "--rep=2").hasSuffix("did you mean '--replications'?"))
    #expect(Fixture.problem("a", "-seed", "1") == "unknown option '-seed'; did you mean '--seed'?")
    #expect(Fixture.problem("a", "-x") == "unknown option '-x'")
    #expect(Fixture.problem("a", "-o=dir").hasSuffix("did you mean '--out=dir'?"))
  }

  @Test func `only a repeatable option is collected`() throws {
    let parsed = try Fixture.parse("a", "--set", "b=1", "--set=c=2", "-q", "-q")
    #expect(parsed.all("set") == ["b=1", "c=2"])
    #expect(Fixture.problem("a", "--seed", "1", "--seed", "2") == "--seed is given more than once")
  }

  @Test func `too few and too many arguments are told`() {
    #expect(Fixture.problem("-q") == "SCENARIO is missing")
    let parser = ArgumentParser(command: .completion(program: "simctl"))
    let error = #expect(throws: UsageError.self) { try parser.parse(["zsh", "bash"]) }
    #expect(error?.message == "'bash' is one argument too many")
    let none = ArgumentParser(command: CommandDescription(name: "x", summary: "X"))
    let refusal = #expect(throws: UsageError.self) { try none.parse(["y"]) }
    #expect(
      refusal?.message == "there are no arguments to this command, but 'y' is given")
    #expect(refusal?.command == "x")
  }

  @Test func `help is asked for anywhere before two dashes`() {
    let parser = ArgumentParser(command: Fixture.run.description)
    #expect(parser.asksForHelp(["--bogus", "--help"]))
    #expect(parser.asksForHelp(["-h"]))
    #expect(!parser.asksForHelp(["--", "--help"]))
  }
}
