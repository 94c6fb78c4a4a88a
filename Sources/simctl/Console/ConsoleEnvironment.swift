import Studies

/// What the surroundings say about the two output streams.
struct ConsoleEnvironment: Sendable {
  /// Whether results go to a terminal.
  var outputIsTerminal = false

  /// Whether messages go to a terminal.
  var messagesAreTerminal = false

  /// Whether the user allows colour and the terminal can show it.
  var allowsColour = false

  /// The width of the terminal, or 80 when there is none.
  var columns = 80

  /// The surroundings of this process.
  static func current() -> ConsoleEnvironment {
    ConsoleEnvironment(
      outputIsTerminal: System.isTerminal(1),
      messagesAreTerminal: System.isTerminal(2),
      allowsColour: allowsColour(variable: System.environmentVariable),
      columns: columns(
        variable: System.environmentVariable,
        terminal: System.terminalColumns(1) ?? System.terminalColumns(2)))
  }

  /// Whether the environment allows colour: not when `NO_COLOR` is set to anything but an empty
  /// text (no-color.org), and not on a terminal that is `dumb` or unknown.
  static func allowsColour(variable: (String) -> String?) -> Bool {
    if let value = variable("NO_COLOR"), !value.isEmpty { return false }
    guard let terminal = variable("TERM") else { return false }
    return terminal != "dumb" && !terminal.isEmpty
  }

  /// The width to write for: `COLUMNS` when the user set it, else the terminal's, else 80; never
  /// under 20, where no text can be laid out.
  static func columns(variable: (String) -> String?, terminal: Int?) -> Int {
    if let text = variable("COLUMNS"), let columns = Int(text), columns > 0 {
      return max(columns, 20)
    }
    return max(terminal ?? 80, 20)
  }
}
