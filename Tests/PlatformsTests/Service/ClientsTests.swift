@testable import Platforms
import SimCore
import Testing

@Suite struct ClientsTests {
  @Test func `clients leave the list wherever they stand, and the others keep their order`() {
    var random = Random(seed: 5)
    for _ in 0..<50 {
      var rows = Table<Invocation>()
      var list = Chain<ByAge>()
      var expected: [Int] = []
      for request in 0..<60 {
        rows.append(Invocation(Request(number: request, arrival: .zero, window: 0)))
        list.append(request, in: &rows)
        expected.append(request)
        while !expected.isEmpty && random.next(below: 3) == 0 {
          let gone = expected.remove(at: Int(random.next(below: UInt64(expected.count))))
          list.remove(gone, in: &rows)
        }
        var order: [Int] = []
        var index = list.first
        while index >= 0 {
          order.append(Int(index))
          index = rows[Int(index)].age.next
        }
        #expect(order == expected)
        #expect(Int(list.last) == expected.last ?? -1)
      }
    }
  }
}
