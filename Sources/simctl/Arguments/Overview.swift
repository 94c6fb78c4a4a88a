import Platforms

/// The program as its help text and completion scripts see it: names and descriptions only.
struct Overview: Sendable {
  let name: String
  let summary: String
  let examples: [Example]
  let commands: [CommandDescription]

  /// The flags of the program itself.
  static let options: [OptionDescription] = [.help, .flag("version", "Show the version and exit")]

  /// The command of a name.
  func command(_ text: String) throws(UsageError) -> CommandDescription {
    if let command = commands.first(where: { $0.name == text }) { return command }
    throw UsageError(
      "unknown command \(Quoted.text(text))",
      suggestion: Suggestion.nearest(to: text, among: commands.map(\.name)))
  }

  /// The help text of the program, laid out for a console.
  func helpText(_ console: Console, on stream: Console.Stream = .output) -> String {
    HelpText.overview(of: self, layout: HelpLayout(console, on: stream))
  }

  /// The help text of a command, laid out for a console.
  func helpText(of command: CommandDescription, _ console: Console) -> String {
    HelpText.command(command, of: name, layout: HelpLayout(console, on: .output))
  }
}
