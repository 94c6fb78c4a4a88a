import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension System {
  /// Has a function called when a signal comes.
  ///
  /// A call that waits returns then: a write that waits for a slow reader must see what came.
  ///
  /// - Parameters:
  ///   - number: the signal.
  ///   - keepsIgnored: whether a signal that the parent process had set to be ignored (as `nohup`
  ///     does with SIGHUP, and shells do with SIGINT for background jobs) stays ignored.
  ///   - handler: what is called; it may only do what the system allows in a handler.
  static func handle(
    _ number: Int32, keepsIgnored: Bool, _ handler: @escaping @convention(c) (Int32) -> Void
  ) {
    // No SA_RESTART.
    var action = sigaction()
    #if canImport(Darwin)
      unsafe action.__sigaction_u.__sa_handler = handler
    #elseif canImport(Glibc)
      unsafe action.__sigaction_handler.sa_handler = handler
    #elseif canImport(Musl)
      unsafe action.__sa_handler.sa_handler = handler
    #endif
    var previous = sigaction()
    guard unsafe sigaction(number, &action, &previous) == 0 else { return }
    if keepsIgnored && isIgnored(previous) { _ = unsafe sigaction(number, &previous, nil) }
  }

  /// Whether a signal's earlier action was to ignore it.
  ///
  /// `SIG_IGN` is the address 1 on every supported system; functions cannot be compared, so the
  /// addresses are.
  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #elseif canImport(Glibc)
      let handler = unsafe action.__sigaction_handler.sa_handler
    #elseif canImport(Musl)
      let handler = unsafe action.__sa_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: UInt.self) == 1
  }

  /// Has SIGALRM come once, after so many microseconds; may be called in a handler.
  static func setAlarm(microseconds: Int) {
    var timer = itimerval()
    timer.it_value.tv_sec = microseconds / 1_000_000
    timer.it_value.tv_usec = .init(microseconds % 1_000_000)
    #if canImport(Glibc)
      let wallClock = Int32(ITIMER_REAL.rawValue)
    #else
      let wallClock = ITIMER_REAL
    #endif
    _ = unsafe setitimer(wallClock, &timer, nil)
  }
}
