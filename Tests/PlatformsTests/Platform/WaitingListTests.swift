@testable import Platforms
import SimCore
import Testing

@Suite struct WaitingListTests {
  @Test func `clients leave the list wherever they stand, and the others keep their order`() {
    var random = Random(seed: 5)
    for _ in 0..<50 {
      var flights = Table<Flight>()
      var list = WaitingList()
      var expected: [Int] = []
      for request in 0..<60 {
        flights.append(Flight(request: request, arrival: .zero, window: 0))
        list.append(request, in: &flights)
        expected.append(request)
        while !expected.isEmpty && random.next(below: 3) == 0 {
          let gone = expected.remove(at: Int(random.next(below: UInt64(expected.count))))
          list.remove(gone, in: &flights)
        }
        var order: [Int] = []
        var index = list.oldest
        while index >= 0 {
          order.append(Int(index))
          index = flights[Int(index)].younger
        }
        #expect(order == expected)
        #expect(Int(list.youngest) == expected.last ?? -1)
      }
    }
  }
}
