import SimCore
import Testing

@testable import Platforms

@Suite struct RequestWorkTests {
  @Test func `what is taken is what was added, in its order, however far it was read ahead`() {
    let work = RequestWork()
    var (added, taken): (Int64, Int64) = (0, 0)
    for portion in [1, 64, 3, 64, 1] as [Int64] {
      for _ in 0..<portion {
        work.add(.milliseconds(added))
        added += 1
      }
      for _ in 0..<portion {
        #expect(work.take() == .milliseconds(taken))
        taken += 1
      }
    }
    #expect(taken == 133)
  }
}
