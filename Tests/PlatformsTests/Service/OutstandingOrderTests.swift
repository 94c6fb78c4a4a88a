import SimCore
import Testing

@testable import Platforms

@Suite struct OutstandingOrderTests {
  @Test(arguments: 1...20)
  func `the first is the first of the least, whatever changes`(seed: UInt64) {
    var random = Random(seed: seed, stream: RandomStream("order"))
    var order = OutstandingOrder()
    var places: [Int32] = []
    for _ in 0..<3000 {
      switch random.next(below: 5) {
      case 0:
        places.append(Int32(random.next(below: 6)))
        order.set(places.count - 1, to: places[places.count - 1])
      case 1 where places.count > 1:
        places.removeLast()
        order.clear(places.count)
      default:
        if places.isEmpty { continue }
        let place = Int(random.next(below: UInt64(places.count)))
        places[place] = Int32(random.next(below: 6))
        order.set(place, to: places[place])
      }
      guard let least = places.min() else { continue }
      let first = order.first
      #expect(first == places.firstIndex(of: least))
      #expect(order[first] == least)
    }
  }
}
