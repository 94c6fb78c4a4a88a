import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The wish of the user or the system that the program end.
///
/// The first signal only sets a flag: a running command polls ``requested`` (or calls ``check()``)
/// and unwinds, which removes its temporary files. A second signal removes them from within the
/// handler and ends the process at once.
enum Interruption {
  /// The signals that ask for an orderly end.
  enum Signal: Int32, CaseIterable, Sendable {
    case hangup
    case interrupt
    case terminate

    /// The number by which the system knows the signal.
    var number: Int32 {
      switch self {
      case .hangup: SIGHUP
      case .interrupt: SIGINT
      case .terminate: SIGTERM
      }
    }

    /// The signal's usual name.
    var name: String {
      switch self {
      case .hangup: "SIGHUP"
      case .interrupt: "SIGINT"
      case .terminate: "SIGTERM"
      }
    }

    /// The exit status after the signal: 128 plus its number.
    var exitCode: ExitCode {
      switch self {
      case .hangup: .hangup
      case .interrupt: .interrupted
      case .terminate: .terminated
      }
    }
  }

  /// What the handler does about a signal.
  enum Response: Equatable {
    case unwind
    case exitAtOnce
  }

  /// The number of the first signal that came, or 0.
  private static let first = Atomic<Int32>(0)

  /// The signal that asked the program to end, or nil.
  ///
  /// Costs one relaxed load, so it may be polled in a loop.
  static var requested: Signal? {
    let number = first.load(ordering: .relaxed)
    if number == 0 { return nil }
    return Signal.allCases.first { $0.number == number }
  }

  /// Throws when the program was asked to end.
  static func check() throws(Interrupted) {
    if let signal = requested { throw Interrupted(signal: signal) }
  }

  /// Records a signal in a place and says what to do: unwind for the first, exit for any later one.
  static func record(_ number: Int32, in place: borrowing Atomic<Int32>) -> Response {
    let (isFirst, _) = place.compareExchange(expected: 0, desired: number, ordering: .relaxed)
    return isFirst ? .unwind : .exitAtOnce
  }

  /// Installs the handlers.
  ///
  /// A signal that the parent process had set to be ignored (as `nohup` does with SIGHUP, and
  /// shells do with SIGINT for background jobs) stays ignored.
  static func install() {
    System.ignoreWriteSignals()
    TemporaryPaths.prepare()
    _ = first.load(ordering: .relaxed)
    for signal in Signal.allCases { install(signal.number) }
  }

  private static func install(_ number: Int32) {
    let handler: @convention(c) (Int32) -> Void = { number in
      if Interruption.record(number, in: Interruption.first) == .exitAtOnce {
        TemporaryPaths.unlinkAll()
        _exit(128 + number)
      }
    }
    // No SA_RESTART: a write that waits for a slow reader must return, so that the flag is seen.
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
    if isIgnored(previous) { _ = unsafe sigaction(number, &previous, nil) }
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
}

/// A command ended early because of a signal.
struct Interrupted: UserFacingError, Equatable {
  /// The signal that came first.
  let signal: Interruption.Signal

  var message: String {
    let count = TemporaryPaths.discardedCount
    if count == 0 { return "stopped by \(signal.name)" }
    let files = count == 1 ? "1 incomplete output file" : "\(count) incomplete output files"
    return "stopped by \(signal.name); \(files) removed, earlier results are as they were"
  }

  var exitCode: ExitCode { signal.exitCode }
}
