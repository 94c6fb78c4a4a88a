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
/// gave to the first would be missing to the second.
package final class TraceFile: ByteSource {
  private let descriptor: Int32

  /// Opens a file.
  ///
  /// - Parameter path: the file.
  /// - Throws: ``TraceError`` with the system's reason.
  package init(_ path: String) throws(TraceError) {
    // Opened first and looked at then, so that what was looked at is what is read. A pipe without a
    // writer would make the call wait if it were allowed to.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw TraceFile.systemError() }
    var status = stat()
    let hasStatus = unsafe fstat(descriptor, &status) == 0
    guard hasStatus, status.st_mode & S_IFMT == S_IFREG else {
      let error =
        hasStatus
        ? TraceError(.unreadable("is not an ordinary file")) : TraceFile.systemError()
      close(descriptor)
      throw error
    }
  }

  deinit { close(descriptor) }

  /// Reads the next bytes.
  package func read(into buffer: inout [UInt8]) throws(TraceError) -> Int {
    while true {
      let capacity = buffer.count
      let count = unsafe buffer.withUnsafeMutableBytes { bytes in
        guard let start = bytes.baseAddress else { return 0 }
        return unsafe systemRead(descriptor, start, capacity)
      }
      if count >= 0 { return count }
      if errno != EINTR { throw TraceFile.systemError() }
    }
  }

  private func systemRead(
    _ descriptor: Int32, _ start: UnsafeMutableRawPointer, _ count: Int
  ) -> Int {
    #if canImport(Darwin)
      return unsafe Darwin.read(descriptor, start, count)
    #elseif canImport(Glibc)
      return unsafe Glibc.read(descriptor, start, count)
    #else
      return unsafe Musl.read(descriptor, start, count)
    #endif
  }

  private static func systemError() -> TraceError {
    let reason = unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "cannot be read"
    return TraceError(.unreadable(reason))
  }
}
