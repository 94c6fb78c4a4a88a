import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a temporary file in the same directory. ``commit()`` makes them durable and renames
/// the file; what had the name before stays whole until then. ``discard()``, and giving up the last
/// reference without a commit, remove the temporary file. A symbolic link under the final name is
/// replaced, not followed.
///
/// It may be used from several threads; the bytes of one call stay together.
package final class OutputFile: Sendable {
  private struct State {
    var temporary: TemporaryFile?
    var descriptor: Int32?
    var buffer: [UInt8] = []
    var failure: OutputError?
    /// Writes full buffers; there is none until the first one is full.
    var writer: BackgroundWriter?
  }

  /// Bytes are gathered up to this many before a system call: 256 KiB.
  package static let bufferCapacity = 1 << 18

  /// The final name.
  package let path: String

  private let state: Lock<State>

  /// Starts a file.
  ///
  /// Its directory must exist; see ``Directory/create(_:)``.
  ///
  /// Throws at once when the final name belongs to something that is no ordinary file, so that a
  /// long run does not end with it.
  package init(_ path: String) throws(OutputError) {
    do throws(SystemError) {
      let kind = try Self.replaceable(path)
      let (temporary, descriptor) = try TemporaryFile.create(in: Directory.containing(path))
      // A file that only its owner may read must not become public by being replaced.
      if case .regular(let permissions) = kind {
        try? System.setPermissions(permissions, of: descriptor)
      }
      self.path = path
      self.state = Lock(State(temporary: temporary, descriptor: descriptor))
    } catch {
      throw OutputError(action: .create, path: path, cause: error)
    }
  }

  deinit { discard() }

  /// Throws when a final name belongs to something that is no ordinary file, for whoever starts the
  /// file only after a long run.
  package static func check(_ path: String) throws(OutputError) {
    do throws(SystemError) {
      _ = try replaceable(path)
    } catch {
      throw OutputError(action: .create, path: path, cause: error)
    }
  }

  /// What has a name now; throws when that is no ordinary file.
  private static func replaceable(_ path: String) throws(SystemError) -> System.FileKind? {
    let kind = try System.kind(of: path)
    switch kind {
    case .directory: throw SystemError(number: EISDIR)
    case .other: throw SystemError(number: EINVAL)
    case .regular, nil: return kind
    }
  }

  /// Appends bytes.
  package func append(_ bytes: [UInt8]) throws(OutputError) {
    try append { buffer in buffer += bytes }
  }

  /// Appends the UTF-8 bytes of a text.
  package func append(_ text: String) throws(OutputError) {
    try append { buffer in buffer += text.utf8 }
  }

  /// Appends what a closure adds to the buffer, without a copy in between.
  ///
  /// The closure must only add to the end.
  package func append(_ body: (inout [UInt8]) -> Void) throws(OutputError) {
    try state.withLock { state throws(OutputError) in
      precondition(state.descriptor != nil, "A finished file takes no more bytes.")
      body(&state.buffer)
      if state.buffer.count >= Self.bufferCapacity { try handOver(&state) }
    }
  }

  /// Makes all bytes durable under the temporary name and closes the file, which frees its
  /// descriptor.
  ///
  /// ``commit()`` does it too; call it early when many files are in work.
  package func finish() throws(OutputError) {
    try state.withLock { state throws(OutputError) in try finish(&state) }
  }

  /// Gives the complete file its final name.
  package func commit() throws(OutputError) {
    _ = try replacePrevious(keepingIt: false)
    Directory.synchronize(Directory.containing(path))
  }

  /// Removes the temporary file; does nothing after a commit.
  package func discard() {
    state.withLock { state in
      try? state.writer?.finish()
      state.writer = nil
      if let descriptor = state.descriptor { try? System.closeFile(descriptor) }
      state.descriptor = nil
      state.buffer = []
      guard let temporary = state.temporary else { return }
      state.temporary = nil
      temporary.remove()
      TemporaryPaths.countDiscarded()
    }
  }

  /// What had the final name before a commit.
  enum Previous {
    case nothing
    case kept(TemporaryFile)
    case gone
  }

  /// Renames the file, after giving what had its name before a temporary second name if asked.
  func replacePrevious(keepingIt: Bool) throws(OutputError) -> Previous {
    try state.withLock { state throws(OutputError) in
      precondition(state.temporary != nil, "A file is committed or discarded once.")
      try finish(&state)
      guard let temporary = state.temporary else { return .nothing }
      let previous = keepingIt ? keepPrevious() : .gone
      do throws(SystemError) {
        try temporary.move(to: path)
      } catch {
        if case .kept(let file) = previous { file.remove() }
        throw OutputError(action: .rename, path: path, cause: error)
      }
      state.temporary = nil
      return previous
    }
  }

  private func keepPrevious() -> Previous {
    do throws(SystemError) {
      return .kept(try TemporaryFile.name(for: path))
    } catch {
      return error.number == ENOENT ? .nothing : .gone
    }
  }

  /// Gives the full buffer to the writer.
  private func handOver(_ state: inout State) throws(OutputError) {
    try remembering(&state) { state throws(SystemError) in
      guard let descriptor = state.descriptor else { return }
      let writer = state.writer ?? BackgroundWriter(descriptor)
      state.writer = writer
      state.buffer = try writer.write(state.buffer)
    }
  }

  /// Writes everything.
  private func write(_ state: inout State) throws(OutputError) {
    try remembering(&state) { state throws(SystemError) in
      guard let descriptor = state.descriptor else { return }
      try state.writer?.finish()
      state.writer = nil
      try System.writeAll(state.buffer, to: descriptor)
      state.buffer.removeAll(keepingCapacity: true)
    }
  }

  /// Writes, unless it went wrong before: a file with a hole must never be committed.
  private func remembering(
    _ state: inout State, _ body: (inout State) throws(SystemError) -> Void
  ) throws(OutputError) {
    if let failure = state.failure { throw failure }
    do throws(SystemError) {
      try body(&state)
    } catch {
      let failure = OutputError(action: .write, path: path, cause: error)
      state.failure = failure
      state.buffer = []
      throw failure
    }
  }

  private func finish(_ state: inout State) throws(OutputError) {
    try write(&state)
    guard let descriptor = state.descriptor else { return }
    state.descriptor = nil
    state.buffer = []
    do throws(SystemError) {
      defer { try? System.closeFile(descriptor) }
      try System.synchronize(descriptor)
    } catch {
      let failure = OutputError(action: .write, path: path, cause: error)
      state.failure = failure
      throw failure
    }
  }
}
