import Platforms

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// System calls for files to which records are added.
extension System {
  /// Opens a file to read it and to write at its end; it is created if it does not exist.
  ///
  /// A symbolic link is not followed, and nothing but an ordinary file is opened.
  package static func openForRecords(_ path: String) throws(SystemError) -> Int32 {
    switch try kind(of: path) {
    case .regular, nil: break
    case .directory: throw SystemError(number: EISDIR)
    case .other: throw SystemError(number: EINVAL)
    }
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(PathText.native(path), flags, 0o666)
    if descriptor < 0 { throw SystemError.last }
    return descriptor
  }

  /// What came of the wish to lock a file.
  package enum Locking: Equatable {
    /// No other process can lock it now.
    case locked
    /// Another process has locked it.
    case heldByAnother
    /// The file system has no locks: nobody knows what others do.
    case unsupported
  }

  /// Keeps other processes from locking an open file until it is closed, or this process ends.
  package static func lock(_ descriptor: Int32) -> Locking {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return .locked }
    return errno == EWOULDBLOCK ? .heldByAnother : .unsupported
  }

  /// The directory for temporary files: `TMPDIR`, or `/tmp` where that is not set.
  package static var temporaryDirectory: String {
    guard let value = unsafe getenv("TMPDIR"), unsafe value.pointee != 0 else { return "/tmp" }
    let bytes = unsafe UnsafeBufferPointer(start: value, count: strlen(value))
    return PathText.text(native: unsafe Array(bytes))
  }

  /// Lets some time pass.
  package static func pause(milliseconds: UInt32) { _ = usleep(1000 * milliseconds) }

  /// Ends a lock, also for whoever has inherited the open file.
  package static func unlock(_ descriptor: Int32) { _ = flock(descriptor, LOCK_UN) }

  /// How many names an open file has; none when it was removed.
  package static func nameCount(of descriptor: Int32) -> Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_nlink) : 0
  }

  /// Whether a path is a name of an open file.
  package static func names(_ path: String, _ descriptor: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return unsafe stat(PathText.native(path), &named) == 0 && fstat(descriptor, &opened) == 0
      && named.st_dev == opened.st_dev && named.st_ino == opened.st_ino
  }

  /// Cuts an open file off after some bytes.
  package static func truncate(_ descriptor: Int32, to length: Int) throws(SystemError) {
    if ftruncate(descriptor, off_t(length)) != 0 { throw SystemError.last }
  }

  /// Up to `count` bytes of a file from an offset on; fewer only at its end.
  package static func read(
    from descriptor: Int32, at offset: Int, count: Int
  ) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let more = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), count - filled,
          off_t(offset + filled))
      }
      if more == 0 { break }
      if more > 0 {
        filled += more
      } else if errno != EINTR {
        throw SystemError.last
      }
    }
    bytes.removeLast(count - filled)
    return bytes
  }

  /// Writes all bytes from an offset on.
  package static func writeAll(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, at offset: Int
  ) throws(SystemError) {
    var written = 0
    while written < bytes.count {
      let more = unsafe bytes.withUnsafeBytes { buffer in
        unsafe pwrite(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written,
          off_t(offset + written))
      }
      if more >= 0 {
        written += more
      } else if errno != EINTR {
        throw SystemError.last
      }
    }
  }

  /// The length of an open file in bytes.
  package static func length(of descriptor: Int32) throws(SystemError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError.last }
    return Int(status.st_size)
  }

  /// The names in a directory; none when it cannot be read.
  package static func names(in directory: String) -> [String] {
    guard let stream = unsafe opendir(PathText.native(directory)) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        unsafe Array(name.prefix { $0 != 0 })
      }
      names.append(PathText.text(bytes))
    }
    return names
  }
}
