#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reads whole files, or standard input.
package enum InputFile {
  /// The largest input accepted unless told otherwise: 1 GiB.
  ///
  /// More is a mistake, such as a device that never ends.
  package static let maximumSize = 1 << 30

  /// The bytes of a file; the path "-" stands for standard input.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - maximumSize: the number of bytes above which the file is refused.
  ///   - isStopped: asked when a signal comes while nothing can be read; the error is `EINTR` when
  ///     it says so.
  /// - Returns: all bytes.
  /// - Throws: ``InputError``.
  package static func read(
    _ path: String, maximumSize: Int = InputFile.maximumSize, isStopped: () -> Bool = { false }
  ) throws(InputError) -> [UInt8] {
    let isStandardInput = path == "-"
    do throws(SystemError) {
      if !isStandardInput, try System.kind(of: path) == .directory {
        throw SystemError(number: EISDIR)
      }
      let descriptor = isStandardInput ? 0 : try System.openForReading(path, isStopped: isStopped)
      defer { if !isStandardInput { try? System.closeFile(descriptor) } }
      var bytes: [UInt8] = []
      while try System.read(
        from: descriptor, appendingTo: &bytes, capacity: 1 << 16, isStopped: isStopped) > 0
      {
        if bytes.count > maximumSize { throw SystemError(number: EFBIG) }
      }
      return bytes
    } catch {
      throw InputError(path: path, cause: error)
    }
  }
}

/// Why an input could not be read.
package struct InputError: UserFacingError, Equatable {
  /// The path as the user wrote it.
  package let path: String

  /// What the system said.
  package let cause: SystemError

  /// An error of a file.
  package init(path: String, cause: SystemError) {
    self.path = path
    self.cause = cause
  }

  /// What went wrong, as one line.
  package var message: String {
    let name = path == "-" ? "standard input" : Quoted.text(path)
    return "cannot read \(name): \(cause.text)"
  }

  /// What to do about it, where something can be done.
  package var advice: String? {
    switch cause.number {
    case EFBIG:
      return "A scenario has at most 16 MiB; the times of requests belong into a trace (CSV)."
    case EMFILE, ENFILE: return "Raise the limit of open files with 'ulimit -n'."
    case EACCES, EPERM: return "Choose a file that you may read, or change its permissions."
    default: return nil
    }
  }

  /// Whether a signal came before the input could be read.
  package var isInterrupted: Bool { cause.number == EINTR }
}
