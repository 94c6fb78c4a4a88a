import Documents
import Platforms
import Studies

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

  /// The command that a command line begins with, and what follows it.
  ///
  /// A command may have a name of two words; it then stands beside that of the first word alone.
  func command(
    in arguments: [String]
  ) throws(UsageError) -> (command: CommandDescription, rest: [String]) {
    for count in [2, 1] where arguments.count >= count {
      let name = arguments.prefix(count).joined(separator: " ")
      if let command = commands.first(where: { $0.name == name }) {
        return (command, Array(arguments.dropFirst(count)))
      }
    }
    return (try command(arguments.first ?? ""), [])
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
