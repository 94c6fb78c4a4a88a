import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Several output files that appear together or not at all.
///
/// All files are complete and durable before the first is renamed. When a rename fails, those done
/// are taken back: the earlier files are kept under a second name until the last rename. Only a
/// crash of the machine, SIGKILL or a second Control-C within the renames can leave a mixture, and
/// then of whole files. On a file system without hard links an earlier file that was already
/// replaced cannot be brought back.
///
/// Files that tell of one another, as those of a run, are written by one process at a time: their
/// transaction holds the lock of the folder, until it is given up itself.
///
/// Giving up the last reference without a commit discards the files.
package final class OutputTransaction: Sendable {
  private struct State {
    var files: [OutputFile] = []
    var isEnded = false
  }

  private let state = Lock(State())
  private let lock: FolderLock?

  /// A transaction without files.
  ///
  /// - Parameter lock: the lock of the folder that the files are for; nil where each of them stands
  ///   for itself.
  package init(_ lock: FolderLock? = nil) { self.lock = lock }

  deinit { discard() }

  /// Starts a file.
  ///
  /// Two files of a transaction cannot have the same path.
  package func file(_ path: String) throws(OutputError) -> OutputFile {
    try state.withLock { state throws(OutputError) in
      precondition(!state.isEnded, "A transaction that has ended takes no more files.")
      if state.files.contains(where: { $0.path == path }) {
        throw OutputError(action: .create, path: path, cause: SystemError(number: EEXIST))
      }
      let file = try OutputFile(path)
      state.files.append(file)
      return file
    }
  }

  /// Gives all files their final names, or throws and leaves everything as it was before.
  package func commit() throws(OutputError) {
    let files = state.withLock { state in
      precondition(!state.isEnded, "A transaction ends once.")
      state.isEnded = true
      return state.files
    }
    var done: [(file: OutputFile, previous: OutputFile.Previous)] = []
    do throws(OutputError) {
      for file in files { try file.finish() }
      for file in files {
        done.append((file, try file.replacePrevious(keepingIt: true)))
      }
    } catch {
      for (file, previous) in done.reversed() { takeBack(file, previous: previous) }
      for file in files { file.discard() }
      throw error
    }
    for (_, previous) in done {
      if case .kept(let file) = previous { file.remove() }
    }
    var synchronized = ""
    for file in files where Directory.containing(file.path) != synchronized {
      synchronized = Directory.containing(file.path)
      Directory.synchronize(synchronized)
    }
  }

  /// Removes all temporary files; does nothing after a commit.
  package func discard() {
    let files = state.withLock { state in
      if state.isEnded { return [OutputFile]() }
      state.isEnded = true
      return state.files
    }
    for file in files { file.discard() }
  }

  private func takeBack(_ file: OutputFile, previous: OutputFile.Previous) {
    switch previous {
    case .kept(let earlier): try? earlier.move(to: file.path)
    case .nothing: try? System.remove(file.path)
    case .gone: break
    }
  }
}
