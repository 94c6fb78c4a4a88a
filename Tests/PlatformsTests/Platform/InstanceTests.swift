@testable import Platforms
import SimCore
import Testing

@Suite struct InstanceTests {
  private func requests(_ queue: RequestQueue, _ flights: borrowing Table<Flight>) -> [Int] {
    var order: [Int] = []
    var index = queue.head
    while index >= 0 {
      order.append(Int(index))
      index = flights[Int(index)].next
    }
    return order
  }

  @Test func `requests leave a queue wherever they stand, and the others keep their order`() {
    var random = Random(seed: 4)
    for _ in 0..<50 {
      var flights = Table<Flight>()
      var queue = RequestQueue()
      var expected: [Int] = []
      for request in 0..<60 {
        flights.append(Flight(request: request, arrival: .zero, window: 0))
        queue.append(request, in: &flights)
        expected.append(request)
        while !expected.isEmpty && random.next(below: 3) == 0 {
          let gone = expected.remove(at: Int(random.next(below: UInt64(expected.count))))
          queue.remove(gone, in: &flights)
        }
        #expect(requests(queue, flights) == expected)
        #expect(Int(queue.count) == expected.count)
        #expect(Int(queue.tail) == expected.last ?? -1)
      }
    }
  }
}
