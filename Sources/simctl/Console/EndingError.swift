import Studies

/// An error that says by itself how the program ends.
protocol EndingError: UserFacingError {
  /// How the program ends because of it.
  var exitCode: ExitCode { get }
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

extension UserFacingError {
  /// The same error, or the signal because of which an input was not read to its end.
  var asEnding: any UserFacingError {
    if let error = self as? InputError, error.isInterrupted, let signal = Interruption.requested {
      return Interrupted(signal: signal)
    }
    return self
  }

  /// How the program ends because of an error.
  var ending: ExitCode { (asEnding as? any EndingError)?.exitCode ?? .failure }
}
