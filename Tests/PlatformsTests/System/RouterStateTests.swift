import SimCore
import Testing

@testable import Platforms

@Suite struct RouterStateTests {
  private func state(_ router: Router) -> RouterState {
    RouterState(router, random: Random(seed: 9))
  }

  @Test func `weights are how often a service is drawn, and none of zero is`() {
    let weights = [0.0, 3, 0, 1, 0]
    var state = state(.weighted(weights.enumerated().map { WeightedService($0, weight: $1) }))
    var drawn = [Int](repeating: 0, count: 5)
    for _ in 0..<4000 { drawn[state.next(after: -1) { _ in false }] += 1 }
    #expect(drawn[0] == 0 && drawn[2] == 0 && drawn[4] == 0)
    // 3000 with a standard deviation of 27.
    #expect(abs(drawn[1] - 3000) < 4 * 27)
    #expect(!state.hasNext(after: 1))
  }

  @Test func `a sum that cannot be halved draws whoever has weight`() {
    var state = state(
      .weighted([
        WeightedService(0, weight: 0), WeightedService(1, weight: .leastNonzeroMagnitude),
        WeightedService(2, weight: 0),
      ]))
    for _ in 0..<50 { #expect(state.next(after: -1) { _ in false } == 1) }
  }

  @Test func `the first with room is behind where a request was, or is the last`() {
    var state = state(.firstWithRoom([7, 5, 8]))
    #expect(state.next(after: -1) { _ in true } == 0)
    #expect(state.next(after: -1) { $0 != 7 } == 1)
    #expect(state.next(after: -1) { _ in false } == 2)
    #expect(state.next(after: 0) { $0 == 8 } == 2)
    #expect(state.hasNext(after: 1) && !state.hasNext(after: 2))
  }

  @Test func `overflow goes in order and waits at all but the last`() {
    var state = state(.overflow([4, 2], after: .seconds(1)))
    #expect(state.next(after: -1) { _ in false } == 0 && state.next(after: 0) { _ in true } == 1)
    #expect(state.wait == .seconds(1) && state.hasNext(after: 0) && !state.hasNext(after: 1))
  }
}
