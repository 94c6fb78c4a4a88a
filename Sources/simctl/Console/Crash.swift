import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is left to do when the program itself fails, as by a broken precondition or without memory,
/// or when a signal ends it that asks for no orderly end.
///
/// The temporary files are removed and a line says what happened; then the process ends as it would
/// have ended, so that shells, debuggers and crash reports see the signal.
enum Crash {
  /// The signals with which the system or the Swift runtime end a program that has failed.
  private static let failures = [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGSYS]

  /// Other signals that would end the program at once: of terminals, batch systems and timers.
  private static let endings = [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF]

  /// A line for people, as bytes that a handler may write.
  private static let failure: StaticString = """
    simctl: error: the program failed; incomplete output files are removed, earlier results are as \
    they were
    simctl: If memory is limited (ulimit -v), allow more; otherwise please report this as a \
    mistake of the program.

    """

  private static let ending: StaticString = """
    simctl: error: ended by a signal; incomplete output files are removed, earlier results are as \
    they were

    """

  /// Installs the handlers.
  static func install() {
    for number in failures {
      System.handle(number, keepsIgnored: false) { Crash.end($0, Crash.failure) }
    }
    for number in endings {
      System.handle(number, keepsIgnored: true) { Crash.end($0, Crash.ending) }
    }
  }

  /// Ends the process by a signal that asks for no orderly end.
  static func ended(by number: Int32) { end(number, ending) }

  private static func end(_ number: Int32, _ message: StaticString) {
    // Whatever happens from here on ends the process.
    signal(number, SIG_DFL)
    TemporaryPaths.unlinkAll()
    _ = unsafe write(2, message.utf8Start, message.utf8CodeUnitCount)
    raise(number)
  }
}
