import Dispatch
import Synchronization

/// Does numbered pieces of work on several threads.
enum Workers {
  /// Does the pieces `0 ..< count`, begun in their order, at most `jobs` at a time.
  ///
  /// After the first piece that throws, no further piece is begun; of several errors, that of the
  /// lowest piece is thrown.
  static func run(
    _ count: Int, jobs: Int, _ body: @Sendable (Int) throws -> Void
  ) throws {
    let next = Atomic<Int>(0)
    let failure = Mutex<(piece: Int, error: any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      while failure.withLock({ $0 == nil }) {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        do {
          try body(piece)
        } catch {
          failure.withLock { known in
            if known.map({ piece < $0.piece }) ?? true { known = (piece, error) }
          }
        }
      }
    }
    if let (_, error) = failure.withLock({ $0 }) { throw error }
  }
}
