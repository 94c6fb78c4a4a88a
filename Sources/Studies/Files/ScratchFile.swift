import Platforms
import Synchronization

/// A file without a name, for bytes that would take too much memory.
///
/// It is in the directory for temporary files (`TMPDIR`), is made when the first bytes come, and is
/// gone with the process, however that ends. Several ``ScratchBytes`` share one, as files that are
/// open at the same time are few.
final class ScratchFile: Sendable {
  private struct State {
    var descriptor: Int32?
    /// Where the next room begins.
    var end = 0
    var failure: OutputError?
  }

  private let directory: String
  private let state = Lock(State())

  /// A file that is not there yet.
  ///
  /// - Parameter directory: where it is to be; nil for the directory for temporary files.
  init(in directory: String? = nil) {
    self.directory = directory ?? System.temporaryDirectory
  }

  deinit {
    if let descriptor = state.withLock({ $0.descriptor }) { try? System.closeFile(descriptor) }
  }

  /// What went wrong, if anything: what was read after that is not whole.
  var failure: OutputError? { state.withLock { $0.failure } }

  /// Sets some bytes of the file aside.
  ///
  /// - Returns: where they begin. On the disk they take no room before they are written.
  func room(for count: Int) -> Int {
    state.withLock { state in
      defer { state.end += count }
      return state.end
    }
  }

  /// Writes bytes at an offset.
  func write(_ bytes: ArraySlice<UInt8>, at offset: Int) throws(OutputError) {
    try attempt { descriptor throws(SystemError) in
      try System.writeAll(bytes, to: descriptor, at: offset)
    }
  }

  /// The bytes from an offset on, as many as were written; none, and a ``failure``, when they
  /// cannot be read.
  func read(at offset: Int, count: Int) -> [UInt8] {
    let bytes = try? attempt { descriptor throws(SystemError) in
      try System.read(from: descriptor, at: offset, count: count)
    }
    return bytes ?? []
  }

  /// Makes standard input read the file, whoever opens it from now on, from its beginning.
  func becomeStandardInput() throws(OutputError) {
    try attempt { descriptor throws(SystemError) in
      try System.makeStandardInput(of: descriptor)
    }
  }

  private func attempt<Result>(
    _ body: (Int32) throws(SystemError) -> Result
  ) throws(OutputError) -> Result {
    try state.withLock { state throws(OutputError) in
      do throws(SystemError) {
        if let descriptor = state.descriptor { return try body(descriptor) }
        let descriptor = try Self.open(in: directory)
        state.descriptor = descriptor
        return try body(descriptor)
      } catch {
        let failure = OutputError(action: .writeTemporary, path: directory, cause: error)
        state.failure = failure
        throw failure
      }
    }
  }

  private static func open(in directory: String) throws(SystemError) -> Int32 {
    let (file, descriptor) = try TemporaryFile.create(in: directory)
    file.remove()
    return descriptor
  }
}
