import Dispatch
import Platforms
import Synchronization

/// Writes the rows of many runs to one file in the order of the runs, whatever order they end in.
///
/// The run whose turn it is writes straight through. Others gather their rows in memory, and when
/// all of them together have reached ``patience`` bytes, whoever brings more waits for its turn. As
/// runs are begun in their order, the one whose turn it is has always begun: none waits for ever.
final class OrderedRows: Sendable {
  /// How many bytes may be gathered before runs wait: 8 MiB.
  static let patience = 1 << 23

  private struct State {
    var turn = 0
    var gathered: [Int: [UInt8]] = [:]
    var gatheredBytes = 0
    var ended: Set<Int> = []
    var waiting: [Int: DispatchSemaphore] = [:]
    var failure: OutputError?
    var isAborted = false
  }

  private let file: OutputFile
  private let state = Lock(State())

  /// Rows for a file that has its header.
  init(_ file: OutputFile) { self.file = file }

  /// The sink for the rows of a run, by its index from 0.
  func sink(_ run: Int) -> any RowSink { Sink(rows: self, run: run) }

  /// What went wrong in writing, if anything.
  var failure: OutputError? { state.withLock { $0.failure } }

  /// Says that a run will bring no more rows.
  func end(_ run: Int) {
    state.withLock { state in
      state.ended.insert(run)
      while state.ended.remove(state.turn) != nil {
        writeGathered(&state)
        state.turn += 1
      }
      writeGathered(&state)
      state.waiting.removeValue(forKey: state.turn)?.signal()
    }
  }

  /// Lets every waiting run go on; nothing is written any more.
  func abort() {
    state.withLock { state in
      state.isAborted = true
      for semaphore in state.waiting.values { semaphore.signal() }
      state.waiting = [:]
    }
  }

  private final class Sink: RowSink {
    private let rows: OrderedRows
    private let run: Int

    init(rows: OrderedRows, run: Int) {
      self.rows = rows
      self.run = run
    }

    func take(_ bytes: [UInt8]) { rows.take(bytes, from: run) }
  }

  private func take(_ bytes: [UInt8], from run: Int) {
    let semaphore: DispatchSemaphore? = state.withLock { state in
      if state.isAborted { return nil }
      if run == state.turn {
        write(bytes, &state)
        return nil
      }
      state.gathered[run, default: []] += bytes
      state.gatheredBytes += bytes.count
      guard state.gatheredBytes >= Self.patience else { return nil }
      let semaphore = DispatchSemaphore(value: 0)
      state.waiting[run] = semaphore
      return semaphore
    }
    semaphore?.wait()
  }

  /// Writes what the run whose turn has come has gathered.
  private func writeGathered(_ state: inout State) {
    guard let bytes = state.gathered.removeValue(forKey: state.turn) else { return }
    state.gatheredBytes -= bytes.count
    write(bytes, &state)
  }

  private func write(_ bytes: [UInt8], _ state: inout State) {
    guard state.failure == nil, !state.isAborted else { return }
    do {
      try file.append(bytes)
    } catch {
      state.failure = error
    }
  }
}
