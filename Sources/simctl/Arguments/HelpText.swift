/// The help texts, made from the descriptions.
enum HelpText {
  /// The text of `program --help`.
  static func overview(of overview: Overview, layout: HelpLayout) -> String {
    var text = layout.heading("Usage:") + " \(overview.name) COMMAND [ARGUMENT]...\n\n"
    text += layout.paragraph(overview.summary + ".")
    text += layout.section(
      "Commands:", overview.commands.map { command in (command.name, command.summary) })
    text += options(Overview.options, layout: layout)
    text += examples(overview.examples, layout: layout)
    text += exitCodes(layout: layout)
    text += "\n"
    text += layout.paragraph("'\(overview.name) COMMAND --help' explains a command.")
    return text
  }

  /// The text of `program command --help`.
  static func command(
    _ command: CommandDescription, of program: String, layout: HelpLayout
  ) -> String {
    let words =
      [program, command.name, "[OPTION]..."] + command.positionals.map(\.usage)
    var text = layout.heading("Usage:") + " " + words.joined(separator: " ") + "\n\n"
    text += layout.paragraph(command.summary + ".")
    for paragraph in command.discussion { text += "\n" + layout.paragraph(paragraph) }
    text += layout.section(
      "Arguments:",
      command.positionals.map { positional in
        (positional.usage, sentence(positional.summary, kind: positional.kind))
      })
    text += options(command.allOptions, layout: layout)
    text += examples(command.examples, layout: layout)
    text += exitCodes(layout: layout)
    return text
  }

  private static func options(_ options: [OptionDescription], layout: HelpLayout) -> String {
    layout.section(
      "Options:",
      options.map { option in
        let short = option.short.map { letter in "-\(letter), " } ?? "    "
        let value = option.valueName.map { name in " \(name)" } ?? ""
        var text = sentence(option.summary, kind: option.kind)
        if let value = option.defaultValue { text += " (default: \(value))" }
        if option.repeatable, !option.isFlag { text += " (may be repeated)" }
        return ("\(short)--\(option.long)\(value)", text)
      })
  }

  private static func sentence(_ summary: String, kind: ValueKind) -> String {
    switch kind {
    case .choice(let choices): "\(summary): \(ValueKind.alternatives(choices))"
    case .integer(let range) where !ValueKind.bounds(range).isEmpty:
      "\(summary), a whole number\(ValueKind.bounds(range))"
    case .number(let range) where !ValueKind.bounds(range).isEmpty:
      "\(summary), a number\(ValueKind.bounds(range))"
    case .text, .integer, .number, .list, .assignment: summary
    }
  }

  private static func examples(_ examples: [Example], layout: HelpLayout) -> String {
    if examples.isEmpty { return "" }
    var text = "\n" + layout.heading("Examples:") + "\n"
    for example in examples {
      // A command line is never wrapped, so that it can be copied.
      text += "  \(example.commandLine)\n"
      text += layout.paragraph(example.explanation, indentation: 6)
    }
    return text
  }

  private static func exitCodes(layout: HelpLayout) -> String {
    layout.section(
      "Exit status:",
      ExitCode.allCases.map { status in ("\(status.rawValue)", status.summary) })
  }
}
