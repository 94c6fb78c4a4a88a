import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What is left to do when the program itself fails: a broken precondition, or no memory.
///
/// The temporary files are removed and a line says what happened; then the process ends as it would
/// have ended, so that shells, debuggers and crash reports see the crash.
enum Crash {
  /// The signals with which the system or the Swift runtime end a program that has failed.
  private static let numbers = [SIGABRT, SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE]

  /// A line for people, as bytes that a handler may write.
  private static let message: StaticString = """
    simctl: error: the program failed; incomplete output files are removed, earlier results are as \
    they were
    simctl: If memory is limited (ulimit -v), allow more; otherwise please report this as a \
    mistake of the program.

    """

  /// Installs the handlers.
  static func install() {
    for number in numbers {
      let handler: @convention(c) (Int32) -> Void = { number in
        // Whatever happens from here on ends the process.
        signal(number, SIG_DFL)
        TemporaryPaths.unlinkAll()
        let message = Crash.message
        _ = unsafe write(2, message.utf8Start, message.utf8CodeUnitCount)
        raise(number)
      }
      var action = sigaction()
      #if canImport(Darwin)
        unsafe action.__sigaction_u.__sa_handler = handler
      #elseif canImport(Glibc)
        unsafe action.__sigaction_handler.sa_handler = handler
      #elseif canImport(Musl)
        unsafe action.__sa_handler.sa_handler = handler
      #endif
      var previous = sigaction()
      _ = unsafe sigaction(number, &action, &previous)
    }
  }
}
