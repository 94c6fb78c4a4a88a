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
  /// The file of the program that runs now.
  static func programPath() throws(SystemError) -> String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    #if canImport(Darwin)
      var capacity = UInt32(bytes.count)
      let status = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe _NSGetExecutablePath(
          buffer.baseAddress?.assumingMemoryBound(to: CChar.self), &capacity)
      }
      guard status == 0 else { throw SystemError(number: ENAMETOOLONG) }
      return PathText.text(bytes.prefix { $0 != 0 })
    #else
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        guard let start = buffer.baseAddress else { return -1 }
        return unsafe readlink(
          "/proc/self/exe", start.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      guard count >= 0 else { throw SystemError.last }
      return PathText.text(bytes[..<count])
    #endif
  }

  /// Starts a program with this process's environment, its standard output in a new file.
  ///
  /// - Parameters:
  ///   - path: the program's file.
  ///   - arguments: what stands after its name.
  ///   - input: the file that is its standard input.
  ///   - output: where its standard output goes; the file must not exist yet.
  /// - Returns: the number of the process.
  /// - Throws: what the system says.
  static func start(
    _ path: String, _ arguments: [String], input: String, output: String
  ) throws(SystemError) -> Int32 {
    var words = unsafe ([path] + arguments).map { text in unsafe strdup(PathText.native(text)) }
    unsafe words.append(nil)
    defer { unsafe words.forEach { word in unsafe free(word) } }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    _ = unsafe posix_spawn_file_actions_init(&actions)
    defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
    _ = unsafe posix_spawn_file_actions_addopen(
      &actions, 1, PathText.native(output), O_WRONLY | O_CREAT | O_EXCL, 0o600)
    _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, PathText.native(input), O_RDONLY, 0)
    var process: pid_t = 0
    let status = unsafe posix_spawn(&process, PathText.native(path), &actions, nil, words, environ)
    if status != 0 { throw SystemError(number: status) }
    return process
  }

  /// Waits for the end of a process that was started.
  ///
  /// When this process is asked to end meanwhile, so is the other.
  ///
  /// - Returns: its exit status; 128 and the number of a signal that ended it.
  static func wait(for process: Int32) throws(SystemError) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw SystemError.last }
      if let signal = Interruption.requested { kill(process, signal.number) }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Makes a directory of a new name, for files that are not to stay, that only its owner can read.
  ///
  /// - Returns: its path from the root.
  static func createTemporaryDirectory() throws(SystemError) -> String {
    let parent = environmentVariable("TMPDIR") ?? ""
    var name = PathText.native("\(parent.isEmpty ? "/tmp" : parent)/simctl-XXXXXX")
    let made = unsafe name.withUnsafeMutableBufferPointer {
      unsafe $0.baseAddress.flatMap { start in unsafe mkdtemp(start) }
    }
    guard unsafe made != nil else { throw SystemError.last }
    // The working directory may change.
    guard let path = unsafe realpath(name, nil) else { throw SystemError.last }
    defer { unsafe free(path) }
    return PathText.text(
      native: unsafe Array(UnsafeBufferPointer(start: path, count: strlen(path))))
  }

  /// Makes a directory that in which relative paths begin, here and in programs that are started.
  static func changeDirectory(to path: String) throws(SystemError) {
    if unsafe chdir(PathText.native(path)) != 0 { throw SystemError.last }
  }

  /// Removes a directory and all that is in it, as far as that is possible.
  static func removeDirectory(_ path: String) {
    for name in names(in: path) where name != "." && name != ".." {
      let inner = "\(path)/\(name)"
      if (try? kind(of: inner)) == .directory {
        removeDirectory(inner)
      } else {
        try? remove(inner)
      }
    }
    _ = unsafe rmdir(PathText.native(path))
  }
}
