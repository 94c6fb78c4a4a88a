import Documents
import Platforms
import Studies

/// Parses the arguments of a command by the conventions of GNU programs.
///
/// `--name value` and `--name=value`, `-n value` and `-nvalue`, flags of one letter together as in
/// `-qv`, options and other arguments in any order, `--` before arguments that start with a dash,
/// and a lone `-` as an argument (standard input). Two departures: names are not abbreviated, so
/// that a new option never changes the meaning of an old command line; and an option that is
/// followed by another option of the command lacks its value rather than taking it.
struct ArgumentParser {
  /// The command.
  let command: CommandDescription

  /// Whether `--help` or `-h` stands before a `--`.
  ///
  /// Help is shown even if the rest is wrong.
  func asksForHelp(_ arguments: [String]) -> Bool {
    arguments.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  /// The arguments, which do not include the command's name.
  func parse(_ arguments: [String]) throws(UsageError) -> ParsedArguments {
    do throws(UsageError) {
      var scan = ArgumentScan(command: command, remaining: arguments[...])
      try scan.run()
      try check(positionals: scan.positionals)
      return ParsedArguments(
        command: command, positionals: scan.positionals, values: scan.values)
    } catch {
      throw UsageError(error.problem, suggestion: error.suggestion, command: command.name)
    }
  }

  private func check(positionals: [String]) throws(UsageError) {
    var rest = positionals[...]
    for description in command.positionals {
      if rest.count < description.count.lowerBound {
        throw UsageError("\(description.name) is missing")
      }
      for text in rest.prefix(description.count.upperBound) {
        try description.completes.check(text, subject: description.name)
        try description.kind.check(text, subject: description.name)
      }
      rest = rest.dropFirst(description.count.upperBound)
    }
    guard let extra = rest.first else { return }
    throw UsageError(
      command.positionals.isEmpty
        ? "there are no arguments to this command, but \(Quoted.text(extra)) is given"
        : "\(Quoted.text(extra)) is one argument too many")
  }
}

/// The state of going through the arguments from left to right.
private struct ArgumentScan {
  let command: CommandDescription
  var remaining: ArraySlice<String>
  var positionals: [String] = []
  var values: [String: [String]] = [:]

  init(command: CommandDescription, remaining: ArraySlice<String>) {
    self.command = command
    self.remaining = remaining
  }

  mutating func run() throws(UsageError) {
    while let argument = remaining.popFirst() {
      if argument == "--" {
        positionals += remaining
        remaining = []
      } else if argument.hasPrefix("--") {
        try parseLong(argument.dropFirst(2))
      } else if argument.hasPrefix("-"), argument != "-" {
        try parseShort(argument.dropFirst())
      } else {
        positionals.append(argument)
      }
    }
  }

  private mutating func parseLong(_ text: Substring) throws(UsageError) {
    let sign = text.utf8.firstIndex(of: 0x3D)
    let name = String(text[..<(sign ?? text.endIndex)])
    let attached = sign.map { sign in String(text[text.utf8.index(after: sign)...]) }
    guard let option = command.allOptions.first(where: { $0.long == name }) else {
      throw UsageError(
        "unknown option \(Quoted.text("--" + name))", suggestion: suggestion(forLong: name))
    }
    if option.isFlag {
      if attached != nil {
        throw UsageError("--\(name) takes no value; write just --\(name), or leave it out")
      }
      values[name, default: []].append("")
    } else if let attached {
      try add(attached, to: option)
    } else {
      try add(try nextValue(for: option, written: "--" + name), to: option)
    }
    // The arguments of a value that is several follow the first.
    for _ in 1..<max(option.valueCount, 1) where !option.isFlag {
      let value = try nextValue(for: option, written: "--" + name)
      try option.kind.check(value, subject: "--\(option.long)")
      values[name, default: []].append(value)
    }
  }

  private mutating func parseShort(_ cluster: Substring) throws(UsageError) {
    var letters = cluster
    while let letter = letters.popFirst() {
      let written = "-\(letter)"
      guard let option = command.allOptions.first(where: { $0.short == letter }) else {
        let isLong = command.allOptions.contains { $0.long == cluster }
        throw UsageError(
          "unknown option \(Quoted.text(isLong ? "-" + cluster : written))",
          suggestion: isLong ? "--" + cluster : nil)
      }
      if option.isFlag {
        if letters.first == "=" {
          throw UsageError("\(written) takes no value; write just \(written), or leave it out")
        }
        values[option.long, default: []].append("")
        continue
      }
      if letters.first == "=" {
        throw UsageError(
          "a one-letter option has no equals sign before its value",
          suggestion: "--\(option.long)\(Quoted.visible(String(letters)))")
      }
      let value = letters.isEmpty ? try nextValue(for: option, written: written) : String(letters)
      letters = ""
      try add(value, to: option)
    }
  }

  /// Takes the following argument as an option's value.
  private mutating func nextValue(
    for option: OptionDescription, written: String
  ) throws(UsageError) -> String {
    let name = option.valueName ?? ""
    guard let value = remaining.first else {
      throw UsageError("\(written) needs a value: \(written) \(name)")
    }
    if isOption(value) {
      throw UsageError(
        "\(written) needs a value, but \(Quoted.text(value)) follows; "
          + "write --\(option.long)=\(name) for a value that looks like an option")
    }
    remaining.removeFirst()
    return value
  }

  /// Whether an argument is an option of this command, or ends the options.
  private func isOption(_ argument: String) -> Bool {
    if argument == "--" { return true }
    if argument.hasPrefix("--") {
      let name = argument.dropFirst(2).prefix { $0 != "=" }
      return command.allOptions.contains { $0.long == name }
    }
    guard argument.hasPrefix("-"), argument.count == 2 else { return false }
    return command.allOptions.contains { $0.short == argument.last }
  }

  private mutating func add(_ value: String, to option: OptionDescription) throws(UsageError) {
    try option.completes.check(value, subject: "--\(option.long)")
    try option.kind.check(value, subject: "--\(option.long)")
    if !option.repeatable, values[option.long] != nil {
      throw UsageError("--\(option.long) is given more than once")
    }
    values[option.long, default: []].append(value)
  }

  /// The option that starts with an abbreviation if there is but one, else the nearest.
  private func suggestion(forLong name: String) -> String? {
    let names = command.allOptions.map(\.long)
    let longer = names.filter { candidate in !name.isEmpty && candidate.hasPrefix(name) }
    let nearest = longer.count == 1 ? longer[0] : Suggestion.nearest(to: name, among: names)
    return nearest.map { name in "--" + name }
  }
}
