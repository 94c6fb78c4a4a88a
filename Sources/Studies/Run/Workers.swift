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
    // It grows with what is found: how many pieces there are does not say that there is room.
    let found = Lock<[Result?]>([])
    let failure = Lock<(piece: Int, error: any Error)?>(nil)
    Thread.perform(max(1, min(jobs, count))) {
      while failure.withLock({ $0 == nil }) {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if piece >= count { return }
        do {
          let result = try body(piece)
          found.withLock { found in
            while found.count <= piece { found.append(nil) }
            found[piece] = result
          }
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
