@testable import simctl

/// How a command is declared: one value with its description and its work.
enum Fixture {
  enum Format: String, CaseIterable {
    case table
    case csv
    case json
  }

  static let run = Command(
    CommandDescription(
      name: "run",
      summary: "Run scenarios and report their measures",
      discussion: ["Each SCENARIO is a file, or - for standard input."],
      positionals: [.oneOrMore("SCENARIO", completes: .scenarios, "A scenario file or name")],
      options: [
        .value("only", name: "NAME,...", .list, repeatable: true, "Run only these deployments"),
        .value("seed", name: "N", .integer(0...Int.max), default: "1", "Seed of the streams"),
        .value("replications", name: "N", .integer(1...100), "Independent repetitions"),
        .value("scale", name: "X", .number(0...10), "Factor on all rates"),
        .value(
          "format", name: "FORMAT", .choice(of: Format.self), default: "table",
          "How results are printed"),
        .value("out", short: "o", name: "DIR", completes: .directories, "Where files go"),
        .value(
          "set", name: "PATH=VALUE", .assignment, repeatable: true, "Change the scenario's value"),
        .flag("verbose", short: "v", "Tell more"),
        .flag("quiet", short: "q", "Tell less"),
      ],
      examples: [Example("simctl run chat.json --seed 7", "Run one scenario.")])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    for name in arguments.positionals { try console.writeLine("ran \(name)") }
    console.note("done")
    return .success
  }

  /// A program that has the command.
  static let tool = CommandLineTool(
    name: "simctl", version: "1.2.3", summary: "Simulate the serving of models",
    names: { $0 == .scenarios ? ["chat", "burst"] : [] }, commands: [run])

  static let overview = Overview(
    name: "simctl", summary: "Simulate the serving of models", examples: [],
    commands: tool.commands.map(\.description))

  /// Parses arguments of the command.
  static func parse(_ arguments: String...) throws(UsageError) -> ParsedArguments {
    try ArgumentParser(command: run.description).parse(arguments)
  }

  /// What is wrong with arguments of the command.
  static func problem(_ arguments: String...) -> String {
    do throws(UsageError) {
      _ = try ArgumentParser(command: run.description).parse(arguments)
      return "no problem"
    } catch {
      return error.message
    }
  }
}
