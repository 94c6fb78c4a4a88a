/// An argument of a command that is known by its place.
struct PositionalDescription: Equatable, Sendable {
  /// What the help text calls it, in capitals.
  let name: String

  /// What it is, in a few words without a final full stop.
  let summary: String

  /// How many there may be.
  ///
  /// Only the last one of a command may take a varying number.
  let count: ClosedRange<Int>

  /// What it may be.
  let kind: ValueKind

  /// What a shell offers for it; choices are always offered.
  let completes: Completion

  /// An argument that must be given.
  static func required(
    _ name: String, _ kind: ValueKind = .text, completes: Completion = .nothing, _ summary: String
  ) -> PositionalDescription {
    PositionalDescription(
      name: name, summary: summary, count: 1...1, kind: kind, completes: completes)
  }

  /// An argument that may be left out.
  static func optional(
    _ name: String, _ kind: ValueKind = .text, completes: Completion = .nothing, _ summary: String
  ) -> PositionalDescription {
    PositionalDescription(
      name: name, summary: summary, count: 0...1, kind: kind, completes: completes)
  }

  /// The words of one name, which may be left out.
  static func words(
    _ name: String, _ kind: ValueKind = .text, completes: Completion = .nothing, _ summary: String
  ) -> PositionalDescription {
    PositionalDescription(
      name: name, summary: summary, count: 0...2, kind: kind, completes: completes)
  }

  /// One or more arguments.
  static func oneOrMore(
    _ name: String, _ kind: ValueKind = .text, completes: Completion = .nothing, _ summary: String
  ) -> PositionalDescription {
    PositionalDescription(
      name: name, summary: summary, count: 1...Int.max, kind: kind, completes: completes)
  }

  /// The words offered, if there are but a few.
  var choices: [String] {
    guard case .choice(let choices) = kind else { return [] }
    return choices
  }

  /// How it stands in a usage line.
  var usage: String {
    // Several words of one name are no repetition.
    let repeated = count.upperBound > 2 ? "\(name)..." : name
    return count.lowerBound == 0 ? "[\(repeated)]" : repeated
  }
}

/// A command line that somebody might want to type, and what it does.
struct Example: Equatable, Sendable {
  let commandLine: String
  let explanation: String

  init(_ commandLine: String, _ explanation: String) {
    self.commandLine = commandLine
    self.explanation = explanation
  }
}

/// All that the parser, the help text and the completion scripts know about a command.
struct CommandDescription: Equatable, Sendable {
  /// The word that names it, or two words: `paper fit` stands beside `paper`.
  let name: String

  /// What it does, in a few words without a final full stop.
  let summary: String

  /// Paragraphs about it; line breaks within one are of no meaning.
  let discussion: [String]

  let positionals: [PositionalDescription]

  /// Its options, without `--help`, which every command has.
  let options: [OptionDescription]

  let examples: [Example]

  init(
    name: String, summary: String, discussion: [String] = [],
    positionals: [PositionalDescription] = [], options: [OptionDescription] = [],
    examples: [Example] = []
  ) {
    precondition(
      positionals.dropLast().allSatisfy { $0.count == 1...1 },
      "Only the last positional argument of a command may vary in number.")
    let all = options + [.help]
    precondition(
      Set(all.map(\.long)).count == all.count
        && Set(all.compactMap(\.short)).count == all.compactMap(\.short).count,
      "The options of a command have different names.")
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.positionals = positionals
    self.options = options
    self.examples = examples
  }

  /// The words of its name.
  var words: [String] { name.split(separator: " ").map(String.init) }

  /// Its options with `--help`.
  var allOptions: [OptionDescription] { options + [.help] }
}
