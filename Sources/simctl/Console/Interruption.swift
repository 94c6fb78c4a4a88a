import Studies
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
/// handler and ends the process at once, unless it comes so soon after the first that it must be
/// the same wish: `timeout` signals its child, and then the group that the child is in. The process
/// also ends so when a command has not unwound after ``patience``: one step may be long, such as
/// copying gigabytes of waiting requests to where there is room for more.
enum Interruption {
  /// The signals that ask for an orderly end.
  enum Signal: Int32, CaseIterable, Sendable {
    case hangup
    case interrupt
    case terminate
    case processorTime

    /// The number by which the system knows the signal.
    var number: Int32 {
      switch self {
      case .hangup: SIGHUP
      case .interrupt: SIGINT
      case .terminate: SIGTERM
      case .processorTime: SIGXCPU
      }
    }

    /// The signal's usual name.
    var name: String {
      switch self {
      case .hangup: "SIGHUP"
      case .interrupt: "SIGINT"
      case .terminate: "SIGTERM"
      case .processorTime: "SIGXCPU"
      }
    }

    /// The exit status after the signal: 128 plus its number.
    var exitCode: ExitCode {
      switch self {
      case .hangup: .hangup
      case .interrupt: .interrupted
      case .terminate: .terminated
      case .processorTime: .processorTime
      }
    }
  }

  /// What the handler does about a signal.
  enum Response: Equatable {
    case unwind
    case ignore
    case exitAtOnce
  }

  /// How long after the first signal others are the same wish: 300 ms.
  static let sameWish: Int64 = 300_000_000

  /// How long after the first signal the process ends whatever it is doing: 0.5 s.
  private static let patience = 500_000

  private static let tooLate: StaticString = """
    simctl: error: stopped by a signal in the middle of a long step; incomplete output files are \
    removed, earlier results are as they were

    """

  /// The first signal that came, as ``record(_:at:in:)`` keeps it; 0 before.
  private static let first = Atomic<Int64>(0)

  /// The signal that asked the program to end, or nil.
  ///
  /// Costs one relaxed load, so it may be polled in a loop.
  static var requested: Signal? {
    let kept = first.load(ordering: .relaxed)
    if kept == 0 { return nil }
    return signal(kept)
  }

  /// Whether the program was asked to end.
  static var isRequested: Bool { requested != nil }

  /// Throws when the program was asked to end.
  static func check() throws(Interrupted) {
    if let signal = requested { throw Interrupted(signal: signal) }
  }

  /// Records a signal in a place, if it is the first, and says what to do about it.
  ///
  /// - Parameters:
  ///   - number: the system's number of the signal, below 128.
  ///   - now: nanoseconds on a clock that never goes back.
  ///   - place: 0, or 128 times the microseconds of the first signal plus its number: one word, so
  ///     that whoever reads it while another signal comes sees both.
  /// - Returns: unwind for the first, nothing for one right after it, exit for any later one.
  static func record(_ number: Int32, at now: Int64, in place: borrowing Atomic<Int64>) -> Response
  {
    let kept = (now / 1000) << 7 | Int64(number)
    let (isFirst, first) = place.compareExchange(expected: 0, desired: kept, ordering: .relaxed)
    if isFirst { return .unwind }
    return now - (first >> 7) * 1000 < sameWish ? .ignore : .exitAtOnce
  }

  /// The signal that ``record(_:at:in:)`` kept.
  static func signal(_ kept: Int64) -> Signal? {
    Signal.allCases.first { Int64($0.number) == kept & 127 }
  }

  /// Installs the handlers.
  static func install() {
    System.ignoreWriteSignals()
    TemporaryPaths.prepare()
    _ = first.load(ordering: .relaxed)
    for signal in Signal.allCases {
      System.handle(signal.number, keepsIgnored: true) { number in
        let now = System.monotonicNanoseconds()
        switch Interruption.record(number, at: now, in: Interruption.first) {
        case .unwind: System.setAlarm(microseconds: Interruption.patience)
        case .ignore: break
        case .exitAtOnce:
          TemporaryPaths.unlinkAll()
          _exit(128 + number)
        }
      }
    }
    Crash.install()
    System.handle(SIGALRM, keepsIgnored: false) { number in
      let kept = Interruption.first.load(ordering: .relaxed)
      if kept == 0 { return Crash.ended(by: number) }
      TemporaryPaths.unlinkAll()
      _ = unsafe write(2, Interruption.tooLate.utf8Start, Interruption.tooLate.utf8CodeUnitCount)
      _exit(128 + Int32(kept & 127))
    }
  }
}

/// A command ended early because of a signal.
struct Interrupted: EndingError, Equatable {
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
