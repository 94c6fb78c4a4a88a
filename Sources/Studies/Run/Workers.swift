import Dispatch
import Synchronization

/// Does numbered pieces of work on several threads.
package enum Workers {
  /// How many pieces are done at a time unless told otherwise: one for each processor.
  package static var processors: Int { System.processorCount }

  /// Does the pieces `0 ..< count`, begun in their order, at most `jobs` at a time.
  ///
  /// After the first piece that throws, no further piece is begun.
  ///
  /// - Parameters:
  ///   - count: how many pieces there are.
  ///   - jobs: how many are done at a time.
  ///   - body: does a piece, by its number, on any thread.
  /// - Returns: what the pieces gave, in their order, whatever order they ended in.
  /// - Throws: of several errors that of the lowest piece.
  package static func collect<Result: Sendable>(
    _ count: Int, jobs: Int = Self.processors, _ body: @Sendable (Int) throws -> Result
  ) throws -> [Result] {
    let next = Atomic<Int>(0)
    let found = Lock<[Result?]>(Array(repeating: nil, count: count))
    let failure = Lock<(piece: Int, error: any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      while failure.withLock({ $0 == nil }) {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        do {
          let result = try body(piece)
          found.withLock { $0[piece] = result }
        } catch {
          failure.withLock { known in
            if known.map({ piece < $0.piece }) ?? true { known = (piece, error) }
          }
        }
      }
    }
    if let (_, error) = failure.withLock({ $0 }) { throw error }
    return found.withLock { $0.compactMap(\.self) }
  }
}
