import Studies

/// A mistake in a command line.
struct UsageError: EndingError, Equatable {
  /// What is wrong, as one line without a final full stop.
  let problem: String

  /// What the user probably meant, as it would be typed.
  let suggestion: String?

  /// The command whose help to look at; nil for that of the program.
  var command: String?

  init(_ problem: String, suggestion: String? = nil, command: String? = nil) {
    self.problem = problem
    self.suggestion = suggestion
    self.command = command
  }

  var message: String {
    suggestion.map { suggestion in "\(problem); did you mean '\(suggestion)'?" } ?? problem
  }

  var exitCode: ExitCode { .usage }
}
