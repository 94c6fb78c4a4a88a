/// The right to write files into a folder, which one process has at a time.
///
/// Files that tell of one another cannot be written by two processes at once: each name would be
/// given by whoever comes last, and what was there before one of them is not what it began with.
/// The right is a lock of the system on a hidden file, which says whose it is. The lock ends with
/// the process, however that ends; a file that a killed process has left means nothing.
///
/// The temporary files in the folder are those of killed processes then, and are removed.
package final class FolderLock: Sendable {
  /// The file's name.
  package static let name = ".simctl-lock"
  private static let beginning = "simctl lock 1\n"
  /// What stands before the number of the process.
  private static let holder = "process "

  /// The folder.
  package let folder: String

  private let path: String
  private let descriptor: Int32
  private let slot: Int?

  /// Takes the right to write files into a folder, which exists.
  ///
  /// - Throws: `StudyError` when another process has it, or when a file has the name that is not
  ///   ours; `OutputError`.
  package init(_ folder: String) throws {
    self.folder = folder
    path = Directory.path(folder, Self.name)
    let (descriptor, locking) = try Self.open(path, folder)
    self.descriptor = descriptor
    // From here on a signal that ends the process at once removes the file.
    slot = TemporaryPaths.insert(path)
    do throws(SystemError) {
      try System.truncate(descriptor, to: 0)
      try System.writeAll(
        Array("\(Self.beginning)\(Self.holder)\(System.processNumber)\n".utf8), to: descriptor)
    } catch {
      release()
      throw OutputError(action: .lock, path: folder, cause: error)
    }
    if locking == .locked { TemporaryFile.removeAll(in: folder) }
  }

  deinit { release() }

  private func release() {
    // Somebody may have replaced the folder, and another process may write to the new one.
    if System.names(path, descriptor) { try? System.remove(path) }
    TemporaryPaths.remove(at: slot)
    System.unlock(descriptor)
    try? System.closeFile(descriptor)
  }

  /// How often the file is read again that another process has locked and not yet written to.
  private static let patience = 100

  /// Opens and locks the file.
  private static func open(
    _ path: String, _ folder: String
  ) throws -> (descriptor: Int32, locking: System.Locking) {
    var looks = 0
    while true {
      let descriptor: Int32
      do throws(SystemError) {
        descriptor = try System.openForRecords(path)
      } catch {
        throw OutputError(action: .lock, path: folder, cause: error)
      }
      do {
        let locking = System.lock(descriptor)
        let text = try text(of: descriptor)
        if locking == .heldByAnother {
          looks += 1
          let holder = process(in: text)
          if holder != nil || looks > patience { throw isTaken(folder, by: holder) }
          System.pause(milliseconds: 2)
        } else if System.names(path, descriptor) {
          guard System.nameCount(of: descriptor) == 1, text.isEmpty || text.hasPrefix(beginning)
          else { throw StudyError.foreign(path, "lock") }
          return (descriptor, locking)
        }
        // Whoever has it is about to say who that is, or has removed the file in between.
        try? System.closeFile(descriptor)
      } catch {
        try? System.closeFile(descriptor)
        throw error
      }
    }
  }

  private static func text(of descriptor: Int32) throws(SystemError) -> String {
    String(decoding: try System.read(from: descriptor, at: 0, count: 64), as: UTF8.self)
  }

  /// The number of the process that has written the file; nil where it has not yet.
  private static func process(in text: String) -> Int32? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 3, lines[1].hasPrefix(holder) else { return nil }
    return Int32(lines[1].dropFirst(holder.count))
  }

  private static func isTaken(_ folder: String, by holder: Int32?) -> StudyError {
    let process = holder.map { " (process \($0))" } ?? ""
    return StudyError(
      "another simctl\(process) is writing to \(Quoted.text(folder))",
      advice: "Wait for it to end, or choose another directory.")
  }
}

extension StudyError {
  /// The refusal to touch a file that has a name of ours and is not ours.
  static func foreign(_ path: String, _ kind: String) -> StudyError {
    StudyError(
      "the file \(Quoted.text(path)) is no \(kind) that simctl has made; it is left as it is",
      advice: "Give it another name, or choose another directory.")
  }
}
