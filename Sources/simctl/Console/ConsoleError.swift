import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why standard output could not be written.
enum ConsoleError: EndingError, Equatable {
  /// The reader of the pipe has gone; the program ends without a message.
  case closedPipe

  /// A signal asked the program to end while it waited for the reader.
  case interrupted(Interruption.Signal)

  /// Any other failure, such as a full disk behind a redirection.
  case failed(SystemError)

  /// The error for a failed write.
  init(_ error: SystemError) {
    if error.number == EPIPE {
      self = .closedPipe
    } else if error.number == EINTR, let signal = Interruption.requested {
      self = .interrupted(signal)
    } else {
      self = .failed(error)
    }
  }

  var message: String {
    switch self {
    case .closedPipe: ""
    case .interrupted(let signal): Interrupted(signal: signal).message
    case .failed(let error): "cannot write to standard output: \(error.text)"
    }
  }

  var advice: String? {
    guard case .failed(let error) = self, error.number == ENOSPC || error.number == EDQUOT else {
      return nil
    }
    return "Free some space, or send the output to another disk."
  }

  var exitCode: ExitCode {
    switch self {
    case .closedPipe: .closedPipe
    case .interrupted(let signal): signal.exitCode
    case .failed: .failure
    }
  }
}
