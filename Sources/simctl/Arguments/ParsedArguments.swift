/// The arguments of a command after parsing.
///
/// Every value has been checked against its description, so the accessors cannot fail; asking for
/// an option that the command has not is a mistake in the program.
struct ParsedArguments: Sendable {
  /// The command that they belong to.
  let command: CommandDescription

  /// The arguments that are no options, in order.
  let positionals: [String]

  /// The values by long name; a flag has an empty text for each time it was given.
  private let values: [String: [String]]

  init(command: CommandDescription, positionals: [String], values: [String: [String]]) {
    self.command = command
    self.positionals = positionals
    self.values = values
  }

  /// Whether an option or flag is on the command line.
  func isGiven(_ long: String) -> Bool {
    _ = description(long)
    return values[long] != nil
  }

  /// Whether the command has an option of this name, for what several commands share.
  func has(_ long: String) -> Bool { command.allOptions.contains { $0.long == long } }

  /// Whether a flag is on the command line.
  func flag(_ long: String) -> Bool {
    precondition(description(long).isFlag, "The option has a value.")
    return values[long] != nil
  }

  /// The value of an option, its default, or nil.
  func text(_ long: String) -> String? { all(long).last }

  /// The values of an option in the order given, or its default.
  func all(_ long: String) -> [String] {
    let description = description(long)
    precondition(!description.isFlag, "The option is a flag.")
    return values[long] ?? description.defaultValue.map { [$0] } ?? []
  }

  /// The value of an option of the kind ``ValueKind/integer(_:)``, its default, or nil.
  func integer(_ long: String) -> Int? { text(long).flatMap { text in Int(text) } }

  /// The value of an option of the kind ``ValueKind/number(_:)``, its default, or nil.
  func number(_ long: String) -> Double? { text(long).flatMap { text in Double(text) } }

  /// The value of an option whose choices are the raw values of a type, its default, or nil.
  func choice<Choice: RawRepresentable<String>>(
    _ long: String, as type: Choice.Type = Choice.self
  ) -> Choice? {
    text(long).flatMap { text in Choice(rawValue: text) }
  }

  /// All words of an option of the kind ``ValueKind/list``, in the order given.
  func list(_ long: String) -> [String] {
    all(long).flatMap { text in
      text.unicodeScalars.split(separator: ",").map { word in String(word) }
    }
  }

  /// The two sides of each value of an option of the kind ``ValueKind/assignment``.
  ///
  /// The first equals sign divides them.
  func assignments(_ long: String) -> [(path: String, value: String)] {
    all(long).compactMap { text in
      guard let sign = text.utf8.firstIndex(of: 0x3D) else { return nil }
      return (String(text[..<sign]), String(text[text.utf8.index(after: sign)...]))
    }
  }

  private func description(_ long: String) -> OptionDescription {
    guard let option = command.allOptions.first(where: { $0.long == long }) else {
      preconditionFailure("The command \(command.name) has no option --\(long).")
    }
    return option
  }
}
