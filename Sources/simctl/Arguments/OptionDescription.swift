/// What a value on the command line may be.
///
/// The parser checks it before a command runs.
enum ValueKind: Equatable, Sendable {
  /// Any text.
  case text

  /// A whole number within a range.
  case integer(ClosedRange<Int>)

  /// A finite number within a range.
  case number(ClosedRange<Double>)

  /// One of a few words.
  case choice([String])

  /// Words with commas between them.
  case list

  /// A name and a value with an equals sign between them.
  case assignment

  /// One of the raw values of a type.
  static func choice<Choice: CaseIterable & RawRepresentable<String>>(
    of type: Choice.Type
  ) -> ValueKind {
    .choice(type.allCases.map(\.rawValue))
  }
}

/// What a shell offers when the user asks it to complete a value.
enum Completion: Equatable, Sendable {
  case nothing
  case files
  case directories

  /// The names of the scenarios that come with the program, and files.
  case scenarios

  /// The names of the commands.
  case commands

  /// The names of the catalog.
  case catalog

  /// The names of the catalog's platforms.
  case platforms
}

/// An option of a command, as `--long VALUE` and perhaps `-s VALUE`, or a flag without a value.
struct OptionDescription: Equatable, Sendable {
  /// The name without its dashes.
  let long: String

  /// The one-letter name without its dash.
  let short: Character?

  /// What the help text calls the value; nil for a flag.
  let valueName: String?

  /// What the value may be; of no meaning for a flag.
  let kind: ValueKind

  /// What the option does, in a few words without a final full stop.
  let summary: String

  /// Whether it may be given more than once, each adding a value.
  let repeatable: Bool

  /// The value when the option is not given, as the user would write it.
  let defaultValue: String?

  /// What a shell offers for the value; choices are always offered.
  let completes: Completion

  /// How many arguments its value is.
  var valueCount = 1

  /// An option that is there or not.
  ///
  /// It may be repeated without effect.
  static func flag(_ long: String, short: Character? = nil, _ summary: String) -> OptionDescription
  {
    OptionDescription(
      long: long, short: short, valueName: nil, kind: .text, summary: summary, repeatable: true,
      defaultValue: nil, completes: .nothing)
  }

  /// An option with a value.
  static func value(
    _ long: String, short: Character? = nil, name: String, _ kind: ValueKind = .text,
    repeatable: Bool = false, default defaultValue: String? = nil,
    completes: Completion = .nothing, valueCount: Int = 1, _ summary: String
  ) -> OptionDescription {
    OptionDescription(
      long: long, short: short, valueName: name, kind: kind, summary: summary,
      repeatable: repeatable, defaultValue: defaultValue, completes: completes,
      valueCount: valueCount)
  }

  /// The flag that every command has.
  static let help = flag("help", short: "h", "Show this help and exit")

  /// Whether it takes no value.
  var isFlag: Bool { valueName == nil }

  /// The words offered for the value, if there are but a few.
  var choices: [String] {
    guard case .choice(let choices) = kind else { return [] }
    return choices
  }
}
