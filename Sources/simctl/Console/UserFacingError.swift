/// An error that the person at the terminal can understand and act on.
protocol UserFacingError: Error {
  /// What went wrong, as one line without a final full stop. Empty means: end quietly.
  var message: String { get }

  /// What to do about it, as one sentence, when there is something to say.
  var advice: String? { get }

  /// How the program ends because of it.
  var exitCode: ExitCode { get }
}

extension UserFacingError {
  var advice: String? { nil }
  var exitCode: ExitCode { .failure }
}

/// The failure of a command that has no error type of its own.
struct CommandFailure: UserFacingError, Equatable {
  let message: String
  var advice: String?

  init(_ message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
  }
}
