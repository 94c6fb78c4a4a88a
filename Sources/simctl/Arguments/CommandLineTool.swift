import Platforms
import Studies

/// A program with commands.
///
/// The commands `help` and `completion` are added to those given, because they are about the list
/// itself.
struct CommandLineTool: Sendable {
  /// The program's name, as it is typed.
  let name: String

  /// The program's version.
  let version: String

  /// What the program does, in a few words without a final full stop.
  let summary: String

  /// A few command lines for the overview.
  let examples: [Example]

  /// All commands in the order of the overview.
  let commands: [Command]

  init(
    name: String, version: String, summary: String, examples: [Example] = [],
    names: @escaping @Sendable (Completion) -> [String] = { _ in [] }, commands: [Command]
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.examples = examples
    let builtIn = [CommandDescription.completion(program: name), .help(program: name)]
    let descriptions = commands.map(\.description) + builtIn
    precondition(
      Set(descriptions.map(\.name)).count == descriptions.count,
      "The commands of a program have different names.")
    let overview = Overview(
      name: name, summary: summary, examples: examples, commands: descriptions)
    self.overview = overview
    self.commands =
      commands + [.completion(of: overview, names: names), .help(of: overview)]
  }

  private let overview: Overview

  /// Runs the program with the arguments after its name.
  ///
  /// All errors end here: they are told on standard error and become the exit status.
  func run(_ arguments: [String], console: Console = Console()) -> ExitCode {
    var status: ExitCode
    do {
      status = try dispatch(arguments, console: console)
      // A full disk may show only now; the program has failed then, whatever the command says.
      try console.flush()
    } catch {
      status = report(error, console: console)
      // What a failed command had written before still belongs to the user. That this may fail
      // again changes nothing.
      try? console.flush()
    }
    console.showProgress("")
    return status
  }

  /// Runs the program as this process: with its arguments and signal handlers, to its end.
  func runProcess() -> Never {
    System.takeStandardDescriptors()
    Interruption.install()
    System.exitProcess(run(System.arguments))
  }

  private func dispatch(_ arguments: [String], console: Console) throws -> ExitCode {
    guard let first = arguments.first else {
      console.writeMessage(overview.helpText(console, on: .messages))
      return .usage
    }
    switch first {
    case "--help", "-h":
      try console.write(overview.helpText(console))
      return .success
    case "--version":
      try console.writeLine("\(name) \(version)")
      return .success
    default:
      break
    }
    if first.hasPrefix("-") {
      throw UsageError(
        "\(Quoted.text(first)) stands before a command; options follow the command they belong to")
    }
    let (description, rest) = try overview.command(in: arguments)
    guard let command = commands.first(where: { $0.description == description }) else {
      preconditionFailure("Every description in the overview is that of a command.")
    }
    let parser = ArgumentParser(command: description)
    if parser.asksForHelp(rest) {
      try console.write(overview.helpText(of: description, console))
      return .success
    }
    return try command.run(try parser.parse(rest), console)
  }

  private func report(_ error: any Error, console: Console) -> ExitCode {
    if let error = error as? UsageError {
      let command = error.command.map { " \($0)" } ?? ""
      console.error(error.message, advice: "See '\(name)\(command) --help'.")
      return .usage
    }
    guard let error = (error as? any UserFacingError)?.asEnding else {
      console.error("\(error)")
      return .failure
    }
    if !error.message.isEmpty { console.error(error.message, advice: error.advice) }
    return error.ending
  }
}
