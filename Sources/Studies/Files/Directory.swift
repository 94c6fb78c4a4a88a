#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Directories for output files.
package enum Directory {
  /// Creates a directory and all of its ancestors that do not exist.
  ///
  /// An error names the ancestor that could not be created.
  package static func create(_ path: String) throws(OutputError) {
    // Bytes, because a path separator followed by a combining mark is one Character.
    let bytes = Array(path.utf8)
    for end in bytes.indices where end > 0 {
      let isEndOfComponent = bytes[end] == 0x2F && bytes[end - 1] != 0x2F
      if isEndOfComponent { try createOne(String(decoding: bytes[..<end], as: UTF8.self)) }
    }
    if bytes.last != 0x2F { try createOne(path) }
  }

  private static func createOne(_ path: String) throws(OutputError) {
    do throws(SystemError) {
      // What exists is looked at first: creating an existing directory on a read-only file system
      // may report that it is read-only rather than that the directory exists.
      switch try System.kind(of: path) {
      case .directory: return
      case .some: throw SystemError(number: ENOTDIR)
      case nil: break
      }
      do throws(SystemError) {
        try System.createDirectory(path)
      } catch {
        // Another process may have created it meanwhile.
        if error.number != EEXIST { throw error }
        if try System.kind(of: path) != .directory { throw SystemError(number: ENOTDIR) }
      }
    } catch {
      throw OutputError(action: .createDirectory, path: path, cause: error)
    }
  }

  /// The directory part of a path: everything before its last component, or "." without one.
  package static func containing(_ path: String) -> String {
    let bytes = Array(path.utf8)
    guard let slash = bytes.lastIndex(of: 0x2F) else { return "." }
    return slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
  }

  /// A path within a directory.
  package static func path(_ directory: String, _ component: String) -> String {
    directory.utf8.last == 0x2F ? directory + component : "\(directory)/\(component)"
  }

  /// Makes the names in a directory durable.
  ///
  /// A failure is ignored: the files themselves are safe.
  package static func synchronize(_ path: String) {
    guard let descriptor = try? System.openForReading(path) else { return }
    try? System.synchronize(descriptor)
    try? System.closeFile(descriptor)
  }
}
