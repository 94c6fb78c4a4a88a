import Platforms

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A failed system call: its error number, with the system's own words for it.
package struct SystemError: Error, Equatable {
  /// The value of `errno` after the call.
  package let number: Int32

  package init(number: Int32) {
    self.number = number
  }

  /// What the C library says about the number, such as "No such file or directory".
  package var text: String {
    unsafe strerror(number).map { text in unsafe String(cString: text) } ?? "error \(number)"
  }

  /// The error of the system call that has just failed on this thread.
  package static var last: SystemError { SystemError(number: errno) }
}

/// The system calls that are made for files, with Swift types and typed errors.
///
/// Paths are texts as `PathText` makes them, so that they can be any bytes.
///
/// Every conditional import of a C library for files is in this folder's `System` files, so that
/// the rest of the library is the same text on every platform.
package enum System {
  /// The number of this process.
  package static var processNumber: Int32 { getpid() }

  /// Makes writes to a closed pipe or beyond the file size limit fail with `EPIPE` or `EFBIG`.
  ///
  /// By default they would end the process before it could remove its temporary files.
  package static func ignoreWriteSignals() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
  }

  /// What a path names.
  package enum FileKind: Equatable {
    case regular(permissions: UInt32)
    case directory
    case other
  }

  /// Opens a file or directory for reading.
  ///
  /// A pipe that nobody writes to makes it wait; it throws `EINTR` when a signal comes meanwhile
  /// and `isStopped` says that nothing is waited for any more.
  package static func openForReading(
    _ path: String, isStopped: () -> Bool = { false }
  ) throws(SystemError) -> Int32 {
    try retrying(isStopped) { unsafe open(PathText.native(path), O_RDONLY | O_CLOEXEC) }
  }

  /// Creates a file that must not exist yet and opens it to write and to read it.
  package static func create(_ path: String) throws(SystemError) -> Int32 {
    try retrying {
      unsafe open(PathText.native(path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    }
  }

  /// Closes a descriptor.
  ///
  /// The kernel may report a late write error here (network file systems).
  package static func closeFile(_ descriptor: Int32) throws(SystemError) {
    // The descriptor is gone even when the call was interrupted, so a retry would be a mistake.
    if close(descriptor) != 0, errno != EINTR { throw SystemError.last }
  }

  /// Puts what a descriptor is of in the place of standard input.
  package static func makeStandardInput(of descriptor: Int32) throws(SystemError) {
    _ = try retrying { dup2(descriptor, 0) }
  }

  /// Waits until what was written to a descriptor is on the storage device.
  package static func synchronize(_ descriptor: Int32) throws(SystemError) {
    do throws(SystemError) {
      _ = try retrying { fsync(descriptor) }
    } catch {
      // Some file systems cannot synchronize directories or special files; that is no failure.
      if error.number != EINVAL && error.number != ENOTSUP { throw error }
    }
  }

  /// Gives a file a new name, replacing what had that name in one step.
  package static func move(_ path: String, to destination: String) throws(SystemError) {
    _ = try retrying { unsafe rename(PathText.native(path), PathText.native(destination)) }
  }

  /// Gives a file a second name.
  package static func addName(_ name: String, to path: String) throws(SystemError) {
    _ = try retrying { unsafe link(PathText.native(path), PathText.native(name)) }
  }

  /// Removes a name of a file.
  package static func remove(_ path: String) throws(SystemError) {
    _ = try retrying { unsafe unlink(PathText.native(path)) }
  }

  /// Creates one directory.
  package static func createDirectory(_ path: String) throws(SystemError) {
    _ = try retrying { unsafe mkdir(PathText.native(path), 0o777) }
  }

  /// Sets the permission bits of an open file.
  package static func setPermissions(_ permissions: UInt32, of descriptor: Int32)
    throws(SystemError)
  {
    _ = try retrying { fchmod(descriptor, mode_t(permissions)) }
  }

  /// What a path names, following symbolic links, or nil when nothing has that name.
  package static func kind(of path: String) throws(SystemError) -> FileKind? {
    var status = stat()
    guard unsafe stat(PathText.native(path), &status) == 0 else {
      if errno == ENOENT { return nil }
      throw SystemError.last
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .regular(permissions: UInt32(status.st_mode & 0o7777))
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Whether two paths name the same file, whatever links lead there.
  package static func areSame(_ path: String, _ other: String) -> Bool {
    var (one, two) = (stat(), stat())
    guard unsafe stat(PathText.native(path), &one) == 0 else { return false }
    guard unsafe stat(PathText.native(other), &two) == 0 else { return false }
    return one.st_dev == two.st_dev && one.st_ino == two.st_ino
  }

  /// Reads up to `capacity` bytes and appends them; the result is 0 at the end of the input.
  ///
  /// It throws `EINTR` when a signal comes while it waits and `isStopped` says that nothing is
  /// waited for any more.
  package static func read(
    from descriptor: Int32, appendingTo bytes: inout [UInt8], capacity: Int,
    isStopped: () -> Bool = { false }
  ) throws(SystemError) -> Int {
    var chunk = [UInt8](repeating: 0, count: capacity)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe readBytes(descriptor, buffer)
      }
      if count >= 0 {
        bytes.append(contentsOf: chunk[..<count])
        return count
      }
      if errno != EAGAIN && errno != EINTR { throw SystemError.last }
      if errno == EAGAIN { awaitReadiness(of: descriptor, events: Int16(POLLIN)) }
      if isStopped() { throw SystemError(number: EINTR) }
    }
  }

  /// Writes all bytes, however small the pieces that the kernel takes.
  ///
  /// If a signal comes while the call is blocked and `isStopped` says that nothing is waited for
  /// any more, it throws `EINTR` instead of waiting on: a pager may never read the rest.
  package static func writeAll(
    _ bytes: [UInt8], to descriptor: Int32, isStopped: () -> Bool = { false }
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count >= 0 {
        // A blocked write that had moved some bytes returns these when a signal comes.
        written += count
        if written == bytes.count { return }
      } else if errno == EAGAIN {
        awaitReadiness(of: descriptor, events: Int16(POLLOUT))
      } else if errno != EINTR {
        throw SystemError.last
      }
      if isStopped() { throw SystemError(number: EINTR) }
    }
  }

  /// Blocks until a non-blocking descriptor, inherited from another program, is ready again.
  private static func awaitReadiness(of descriptor: Int32, events: Int16) {
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    _ = unsafe poll(&request, 1, -1)
  }

  /// The C function, under a name that the method of this type does not hide.
  private static func readBytes(
    _ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Glibc)
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Repeats a call that a signal interrupted before it did anything.
  private static func retrying(
    _ isStopped: () -> Bool = { false }, _ call: () -> Int32
  ) throws(SystemError) -> Int32 {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw SystemError.last }
      if isStopped() { throw SystemError(number: EINTR) }
    }
  }
}
