import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file under a name that no other process uses, in the directory where it will get its final
/// name: a rename within one directory never crosses a file system and is one step.
struct TemporaryFile {
  private static let lastNumber = Atomic<Int>(0)

  /// Where the file is.
  let path: String

  /// The place of the path in the table for the signal handler.
  let slot: Int?

  /// A new name: hidden, and recognizable for whoever finds the file after a crash.
  ///
  /// The process number keeps two runs apart that write to one directory.
  private static func newPath(in directory: String) -> String {
    let number = lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
    return Directory.path(directory, name(process: System.processNumber, number))
  }

  /// The name of a temporary file: of which process, and its how many-th.
  private static func name(process: Int32, _ number: Int) -> String {
    ".simctl-\(process)-\(number).tmp"
  }

  /// Whether a name is one that ``newPath(in:)`` gives.
  static func isName(_ text: String) -> Bool {
    let numbers = text.split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 3, let process = Int32(numbers[1]),
      let number = Int(numbers[2].prefix { $0 != "." })
    else { return false }
    return text == name(process: process, number)
  }

  /// Removes the temporary files in a directory, which are those of killed processes: only whoever
  /// holds the directory's lock knows that.
  static func removeAll(in directory: String) {
    for name in System.names(in: directory) where isName(name) {
      let path = Directory.path(directory, name)
      if case .regular = try? System.kind(of: path) { try? System.remove(path) }
    }
  }

  /// Makes a file in a directory: `make` is tried on new names until one is free.
  private init(
    in directory: String, make: (String) throws(SystemError) -> Void
  ) throws(SystemError) {
    while true {
      let path = Self.newPath(in: directory)
      // The path is in the table before the file exists: a signal in between removes nothing.
      let slot = TemporaryPaths.insert(path)
      do throws(SystemError) {
        try make(path)
        self.path = path
        self.slot = slot
        return
      } catch {
        TemporaryPaths.remove(at: slot)
        if error.number != EEXIST { throw error }
      }
    }
  }

  /// Creates an empty file and opens it for writing.
  static func create(
    in directory: String
  ) throws(SystemError) -> (file: TemporaryFile, descriptor: Int32) {
    var descriptor: Int32 = -1
    let file = try TemporaryFile(in: directory) { path throws(SystemError) in
      descriptor = try System.create(path)
    }
    return (file, descriptor)
  }

  /// Gives an existing file a second, temporary name.
  static func name(for path: String) throws(SystemError) -> TemporaryFile {
    try TemporaryFile(in: Directory.containing(path)) { name throws(SystemError) in
      try System.addName(name, to: path)
    }
  }

  /// Gives the file its final name, replacing what had it.
  func move(to destination: String) throws(SystemError) {
    try System.move(path, to: destination)
    TemporaryPaths.remove(at: slot)
  }

  /// Removes the file.
  func remove() {
    try? System.remove(path)
    TemporaryPaths.remove(at: slot)
  }
}
