/// A run that is ended before it takes more memory than there is.
enum MemoryLimit {
  /// Whether a run must end for lack of memory; asked before each run and every so many events.
  static var isReached: Bool { System.memoryUse()?.isShort ?? false }

  /// What is said of a run that was stopped though nobody asked for it.
  static let failure = StudyError(
    "the run needs more memory than there is; it was stopped before it could fail",
    advice: "Lower \"backlog\" or \"limit\" in the scenario, run fewer at a time with --jobs, or "
      + "raise the limit of memory (ulimit -v).")
}
