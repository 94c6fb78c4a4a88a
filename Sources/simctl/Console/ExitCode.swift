/// How the program ends, as the number that the calling shell sees.
enum ExitCode: Int32, CaseIterable, Sendable {
  /// Everything that was asked for was done.
  case success = 0

  /// The run failed: a file could not be read or written, or a scenario is wrong.
  case failure = 1

  /// The command line was wrong; nothing was started.
  case usage = 2

  /// No deployment meets the objectives; all was done, and a pipeline can stop here.
  case unmet = 3

  /// The terminal was closed (128 + SIGHUP).
  case hangup = 129

  /// The user pressed Control-C (128 + SIGINT).
  case interrupted = 130

  /// The reader of standard output went away, as in `simctl list | head -1` (128 + SIGPIPE).
  ///
  /// It is the status that shells report for any program in such a pipe. No message is printed.
  case closedPipe = 141

  /// The program was asked to end (128 + SIGTERM).
  case terminated = 143

  /// The processor time that a limit allows is used up (128 + SIGXCPU).
  case processorTime = 152

  /// A few words for the help text.
  var summary: String {
    switch self {
    case .success: "success"
    case .failure: "the run failed, or a file could not be read or written"
    case .usage: "the command line is wrong; nothing was started"
    case .unmet: "no deployment meets the objectives (compare, plan)"
    case .hangup: "the terminal was closed"
    case .interrupted: "interrupted (Control-C); incomplete output files are removed"
    case .closedPipe: "the reader of standard output went away"
    case .terminated: "terminated; incomplete output files are removed"
    case .processorTime: "the limit of processor time is reached (ulimit -t)"
    }
  }
}
