import Dispatch
import Synchronization

/// Writes full buffers to a file, in order, on a thread of its own while the next one fills.
///
/// The system takes about as long to write a row as the simulation takes to make it. At most
/// ``greatestWaiting`` buffers wait; whoever brings more waits too, so that memory is bounded.
final class BackgroundWriter: Sendable {
  /// The greatest number of buffers that wait to be written or are being written.
  static let greatestWaiting = 3

  private let descriptor: Int32
  private let queue = DispatchQueue(label: "simctl.output")
  private let room = DispatchSemaphore(value: greatestWaiting)
  private let state = Lock(State())

  private struct State {
    var failure: SystemError?
    /// Buffers that have been written, to be filled again.
    var empty: [[UInt8]] = []
  }

  /// A writer to an open file, which must stay open until ``finish()``.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Takes a full buffer.
  ///
  /// - Returns: an empty buffer, to go on with.
  /// - Throws: what went wrong with an earlier one; nothing is written after that.
  func write(_ bytes: [UInt8]) throws(SystemError) -> [UInt8] {
    room.wait()
    queue.async {
      self.writeNow(bytes)
      self.room.signal()
    }
    let (failure, empty) = state.withLock { state in (state.failure, state.empty.popLast()) }
    if let failure { throw failure }
    return empty ?? []
  }

  /// Waits until everything has been written.
  ///
  /// - Throws: what went wrong, if anything.
  func finish() throws(SystemError) {
    queue.sync {}
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  private func writeNow(_ bytes: consuming [UInt8]) {
    if state.withLock({ $0.failure != nil }) { return }
    do throws(SystemError) {
      try System.writeAll(bytes, to: descriptor)
      bytes.removeAll(keepingCapacity: true)
      let empty = bytes
      state.withLock { $0.empty.append(empty) }
    } catch {
      state.withLock { $0.failure = error }
    }
  }
}
