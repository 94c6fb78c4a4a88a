import Platforms
import Studies

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension System {
  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The width of a terminal in columns, or nil when the descriptor is no terminal.
  static func terminalColumns(_ descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// What stands after the program's name on the command line; it may be any bytes.
  static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      unsafe CommandLine.unsafeArgv[index].map { start in unsafe text(start) }
    }
  }

  private static func text(_ start: UnsafePointer<CChar>) -> String {
    PathText.text(native: unsafe Array(UnsafeBufferPointer(start: start, count: strlen(start))))
  }

  /// The value of an environment variable, or nil when it is not set.
  static func environmentVariable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe text(value)
  }

  /// Nanoseconds since an arbitrary start, never going back; for showing progress only.
  static func monotonicNanoseconds() -> Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Takes the descriptors of the standard streams that the parent process has closed, before a
  /// file gets one of them and messages go into it.
  ///
  /// Reading and writing them fails as before: each is opened the wrong way round.
  static func takeStandardDescriptors() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // The lowest number that is free is this one.
      let flags = descriptor == 0 ? O_WRONLY : O_RDONLY
      if unsafe open("/dev/null", flags) < 0 { _ = unsafe open("/", O_RDONLY) }
    }
  }

  /// Ends the process.
  static func exitProcess(_ status: ExitCode) -> Never { exit(status.rawValue) }
}
