@testable import Platforms
import SimCore
import Testing

@Suite struct InstanceTests {
  private func requests(_ queue: RequestQueue, _ rows: borrowing Table<Invocation>) -> [Int] {
    var order: [Int] = []
    var index = queue.head
    while index >= 0 {
      order.append(Int(index))
      index = rows[Int(index)].line.next
    }
    return order
  }

  @Test func `requests leave a queue wherever they stand, and the others keep their order`() {
    var random = Random(seed: 4)
    for _ in 0..<50 {
      var rows = Table<Invocation>()
      var queue = RequestQueue()
      var expected: [Int] = []
      for request in 0..<60 {
        rows.append(Invocation(Request(number: request, arrival: .zero, window: 0)))
        queue.append(request, in: &rows)
        expected.append(request)
        while !expected.isEmpty && random.next(below: 3) == 0 {
          let gone = expected.remove(at: Int(random.next(below: UInt64(expected.count))))
          queue.remove(gone, in: &rows)
        }
        #expect(requests(queue, rows) == expected)
        #expect(Int(queue.count) == expected.count)
        #expect(Int(queue.line.last) == expected.last ?? -1)
      }
    }
  }
}
