import SimCore
import Testing

@testable import Platforms

@Suite struct WinnerTreeTests {
  @Test(arguments: [1, 2, 3, 7, 64, 100])
  func `the earliest wins, and of equal ones the first`(_ count: Int) {
    var tree = WinnerTree(count: count)
    #expect(tree.earliest == .never && tree.first == 0)
    var random = Random(seed: UInt64(count))
    var times = [Instant](repeating: .never, count: count)
    for _ in 0..<500 {
      let player = Int(random.next(below: UInt64(count)))
      let time = random.next(below: 20)
      times[player] = time == 19 ? .never : Instant(nanoseconds: Int64(time))
      tree.update(player, to: times[player])
      let least = times.min() ?? .never
      #expect(tree.earliest == least)
      #expect(tree.first == times.firstIndex(of: least))
    }
  }
}
