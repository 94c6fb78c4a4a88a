#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads whole files, or standard input.
enum InputFile {
  /// The largest input accepted unless told otherwise: 1 GiB.
  ///
  /// More is a mistake, such as a device that never ends.
  static let maximumSize = 1 << 30

  /// The bytes of a file; the path "-" stands for standard input.
  static func read(
    _ path: String, maximumSize: Int = InputFile.maximumSize
  ) throws(InputError) -> [UInt8] {
    let isStandardInput = path == "-"
    do throws(SystemError) {
      if !isStandardInput, try System.kind(of: path) == .directory {
        throw SystemError(number: EISDIR)
      }
      let descriptor = isStandardInput ? 0 : try System.openForReading(path)
      defer { if !isStandardInput { try? System.closeFile(descriptor) } }
      var bytes: [UInt8] = []
      while try System.read(from: descriptor, appendingTo: &bytes, capacity: 1 << 16) > 0 {
        if bytes.count > maximumSize { throw SystemError(number: EFBIG) }
      }
      return bytes
    } catch {
      throw InputError(path: path, cause: error)
    }
  }
}

/// Why an input could not be read.
struct InputError: UserFacingError, Equatable {
  /// The path as the user wrote it.
  let path: String

  /// What the system said.
  let cause: SystemError

  var message: String {
    if let signal = signal { return Interrupted(signal: signal).message }
    let name = path == "-" ? "standard input" : Quoted.text(path)
    return "cannot read \(name): \(cause.text)"
  }

  var advice: String? {
    guard signal == nil else { return nil }
    switch cause.number {
    case EFBIG:
      return "A scenario has at most 16 MiB; the times of requests belong into a trace (CSV)."
    case EMFILE, ENFILE: return "Raise the limit of open files with 'ulimit -n'."
    case EACCES, EPERM: return "Choose a file that you may read, or change its permissions."
    default: return nil
    }
  }

  var exitCode: ExitCode { signal?.exitCode ?? .failure }

  private var signal: Interruption.Signal? {
    cause.number == EINTR ? Interruption.requested : nil
  }
}
