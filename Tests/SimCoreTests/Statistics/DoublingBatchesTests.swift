import Testing

@testable import SimCore

@Suite struct DoublingBatchesTests {
  @Test(arguments: [1, 4, 39, 40, 41, 1000, 12_345])
  func `batches hold the sums of their requests in any order, and never more than may be kept`(
    count: Int
  ) {
    var batches = DoublingBatches(size: 5, capacity: 8)
    var random = Random(seed: UInt64(count))
    // Requests end a little out of the order in which they came.
    let order = (0..<count).map { ($0, Double($0) + 20 * random.nextUnit()) }
      .sorted { $0.1 < $1.1 }.map(\.0)
    for request in order { batches.add(Interval(nanoseconds: Int64(request)), of: request) }
    #expect(batches.batches.count <= 8)
    #expect(count < 100 || batches.batches.count >= 4)
    #expect(batches.size % 5 == 0)
    for (index, batch) in batches.batches.enumerated() {
      let requests = (index * batches.size)..<min((index + 1) * batches.size, count)
      #expect(batch.count == UInt64(requests.count))
      #expect(batch.sum == Int128(requests.reduce(0, +)))
    }
  }
}
