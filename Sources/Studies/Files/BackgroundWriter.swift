import Dispatch
import Synchronization

/// Writes full buffers to a file, in order, on a thread of its own while the next one fills.
///
/// The system takes about as long to write a row as the simulation takes to make it. At most
/// ``greatestWaiting`` buffers wait; whoever brings more waits too, so that memory is bounded.
final class BackgroundWriter: Sendable {
  /// The greatest number of buffers that wait to be written or are being written.
  static let greatestWaiting = 3

  private let queue: Queue
  /// Nil where the system gave no thread: then whoever brings a buffer writes it.
  private let thread: Thread?

  /// What the thread and whoever brings buffers share.
  fileprivate final class Queue: Sendable {
    let descriptor: Int32
    let room = DispatchSemaphore(value: greatestWaiting)
    let work = DispatchSemaphore(value: 0)
    fileprivate let state = Lock(State())

    init(_ descriptor: Int32) { self.descriptor = descriptor }
  }

  fileprivate struct State {
    var failure: SystemError?
    var waiting: [[UInt8]] = []
    /// Buffers that have been written, to be filled again.
    var empty: [[UInt8]] = []
  }

  /// A writer to an open file, which must stay open until ``finish()``.
  init(_ descriptor: Int32) {
    let queue = Queue(descriptor)
    self.queue = queue
    thread = Thread { queue.writeAll() }
  }

  /// Takes a full buffer.
  ///
  /// - Returns: an empty buffer, to go on with.
  /// - Throws: what went wrong with an earlier one; nothing is written after that.
  func write(_ bytes: [UInt8]) throws(SystemError) -> [UInt8] {
    if thread == nil {
      queue.write(bytes)
    } else {
      queue.room.wait()
      queue.state.withLock { $0.waiting.append(bytes) }
      queue.work.signal()
    }
    let (failure, empty) = queue.state.withLock { state in
      (state.failure, state.empty.popLast())
    }
    if let failure { throw failure }
    return empty ?? []
  }

  /// Waits until everything has been written; nothing is taken any more.
  ///
  /// - Throws: what went wrong, if anything.
  func finish() throws(SystemError) {
    queue.work.signal()
    thread?.join()
    if let failure = queue.state.withLock({ $0.failure }) { throw failure }
  }
}

extension BackgroundWriter.Queue {
  /// Writes what comes, until no more will.
  fileprivate func writeAll() {
    while true {
      work.wait()
      let next = state.withLock { state in
        state.waiting.isEmpty ? nil : state.waiting.removeFirst()
      }
      // A signal without a buffer, which comes last, is the end.
      guard let next else { return }
      write(next)
      room.signal()
    }
  }

  fileprivate func write(_ bytes: consuming [UInt8]) {
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
