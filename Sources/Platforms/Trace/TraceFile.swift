import SimCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The bytes of a trace in a file, read chunk by chunk.
///
/// Every deployment reads the trace anew, so only an ordinary file will do: what a pipe or a device
/// gave to the first would be missing to the second. For the same reason it must not change from
/// the first to the last reading. Bytes are read by their place: where standard input is an
/// ordinary file, some systems share the place of its descriptor among all that open it.
package final class TraceFile: ByteSource {
  /// Which file it is, in which state, as far as the system knows: its length, and when it was
  /// written to and renamed.
  package struct State: Hashable, Sendable {
    private let device: UInt64
    private let file: UInt64
    private let length: Int64
    private let written: [Int64]
    private let changed: [Int64]

    fileprivate init(_ status: stat) {
      device = UInt64(truncatingIfNeeded: status.st_dev)
      file = UInt64(truncatingIfNeeded: status.st_ino)
      length = Int64(status.st_size)
      #if canImport(Darwin)
        let (written, changed) = (status.st_mtimespec, status.st_ctimespec)
      #else
        let (written, changed) = (status.st_mtim, status.st_ctim)
      #endif
      self.written = [Int64(written.tv_sec), Int64(written.tv_nsec)]
      self.changed = [Int64(changed.tv_sec), Int64(changed.tv_nsec)]
    }
  }

  private let descriptor: Int32
  private var offset: off_t = 0
  /// The state in which the file was when it was opened.
  package let state: State

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - expected: the state in which it was read before; nil when this is the first time.
  /// - Throws: ``TraceError`` with the system's reason, or when the state is another.
  package init(_ path: String, expected: State? = nil) throws(TraceError) {
    // Opened first and looked at then, so that what was looked at is what is read. A pipe without a
    // writer would make the call wait if it were allowed to.
    descriptor = unsafe open(PathText.native(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw TraceFile.systemError()
    }
    var status = stat()
    let hasStatus = unsafe fstat(descriptor, &status) == 0
    state = State(status)
    guard hasStatus, status.st_mode & S_IFMT == S_IFREG else {
      let error =
        hasStatus
        ? TraceError(.notAFile) : TraceFile.systemError()
      throw error
    }
    if let expected, expected != state { throw TraceFile.hasChanged }
  }

  /// Throws when the file is not as it was when it was opened.
  package func checkUnchanged() throws(TraceError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw TraceFile.systemError() }
    if State(status) != state { throw TraceFile.hasChanged }
  }

  private static var hasChanged: TraceError {
    TraceError(.unreadable("the file has changed since the run began to read it"))
  }

  deinit { close(descriptor) }

  /// Reads the next bytes.
  package func read(into buffer: inout [UInt8]) throws(TraceError) -> Int {
    while true {
      let capacity = buffer.count
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return 0 }
        return unsafe pread(descriptor, start, capacity, offset)
      }
      if count >= 0 {
        offset += off_t(count)
        return count
      }
      if errno != EINTR { throw TraceFile.systemError() }
    }
  }

  private static func systemError() -> TraceError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "cannot be read"
    return TraceError(.unreadable(reason))
  }
}
