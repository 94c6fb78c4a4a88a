/// A command line as results remember it: all that they depend on, and nothing else.
enum CommandLineText {
  /// The options that results depend on, in the order in which they are written.
  private static let options = [
    "only", "seed", "replications", "until", "set", "load", "objective", "vary",
  ]
  /// The flags that decide which files there are.
  private static let flags = ["requests", "events"]

  /// The command line that gives the results of a scenario again.
  ///
  /// The scenario stands there by its name: who has its file in another folder writes its path.
  static func text(of scenario: String, _ arguments: ParsedArguments) -> String {
    var words = ["simctl", arguments.command.name, quoted(scenario)]
    for option in options where arguments.has(option) && arguments.isGiven(option) {
      for value in arguments.all(option) { words += ["--\(option)", quoted(value)] }
    }
    for flag in flags where arguments.has(flag) && arguments.flag(flag) {
      words.append("--\(flag)")
    }
    return words.joined(separator: " ")
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
        default: "-_./:=,%@+".utf8.contains(byte)
        }
      }
    if isPlain { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }
}
