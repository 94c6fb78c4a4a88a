/// Counts and sums over batches of consecutive requests, in constant memory.
///
/// When there are more batches than may be kept, neighbours are joined and a batch holds twice as
/// many requests. Values may come in any order: a request belongs to the batch of its number.
package struct DoublingBatches: Sendable {
  /// A batch: how many of its requests have brought a value, and the sum of these.
  package struct Batch: Hashable, Sendable {
    /// The number of values.
    package var count: UInt64 = 0
    /// The sum of the values, in nanoseconds.
    package var sum: Int128 = 0
  }

  /// The most batches that are kept.
  package let capacity: Int
  /// How many requests a batch holds now.
  package private(set) var size: Int
  /// The batches so far; the last may not be complete.
  package private(set) var batches: [Batch] = []

  /// Batches without values.
  ///
  /// - Parameters:
  ///   - size: how many requests a batch holds at first, at least 1.
  ///   - capacity: the most batches that are kept, an even number.
  package init(size: Int, capacity: Int) {
    precondition(size >= 1 && capacity >= 2 && capacity % 2 == 0, "batches come in pairs")
    self.size = size
    self.capacity = capacity
    batches.reserveCapacity(capacity)
  }

  /// Takes in the value of a request.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - request: the number of the request, from 0.
  package mutating func add(_ value: Interval, of request: Int) {
    while request / size >= capacity { join() }
    let index = request / size
    while batches.count <= index { batches.append(Batch()) }
    batches[index].count += 1
    batches[index].sum += Int128(value.nanoseconds)
  }

  private mutating func join() {
    let half = (batches.count + 1) / 2
    for index in 0..<half {
      var joined = batches[2 * index]
      if 2 * index + 1 < batches.count {
        joined.count += batches[2 * index + 1].count
        joined.sum += batches[2 * index + 1].sum
      }
      batches[index] = joined
    }
    batches.removeLast(batches.count - half)
    size *= 2
  }
}
