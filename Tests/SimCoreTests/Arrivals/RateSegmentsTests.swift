import Testing

@testable import SimCore

@Suite struct RateSegmentsTests {
  private func random(_ seed: UInt64) -> Random { Random(seed: seed, stream: .arrivalStates) }

  private func following(_ segments: inout RateSegments) throws -> RateSegment {
    let segment = segments.next()
    return try #require(segment)
  }

  @Test func `sojourns and changes follow the generator`() throws {
    let generator = [[-3.0, 1, 2], [4, -5, 1], [0.5, 0, -0.5]]
    var segments = RateSegments(
      rates: [1, 2, 3], generator: generator, initial: [1, 0, 0], random: random(7))
    var time = [0.0, 0, 0]
    var visits = [0.0, 0, 0]
    var changes = Array(repeating: [0.0, 0, 0], count: 3)
    var previous: Int?
    for _ in 0..<60_000 {
      let segment = try following(&segments)
      let state = Int(segment.rate) - 1
      time[state] += (Double(segment.whole) + segment.fraction) / 1e9
      visits[state] += 1
      if let previous { changes[previous][state] += 1 }
      previous = state
    }
    for state in 0..<3 {
      let mean = -1 / generator[state][state]
      // The standard error of the mean of exponential times is the mean over the root of visits.
      #expect(abs(time[state] / visits[state] / mean - 1) < 5 / visits[state].squareRoot())
      for target in 0..<3 where target != state {
        let fraction = generator[state][target] * mean
        let error = (fraction * (1 - fraction) / visits[state]).squareRoot()
        #expect(abs(changes[state][target] / visits[state] - fraction) <= 5 * error + 1e-4)
      }
    }
  }

  @Test func `the initial state has the given distribution`() throws {
    var second = 0.0
    for seed in UInt64(0)..<4000 {
      var segments = RateSegments(
        rates: [1, 2], generator: [[-1, 1], [1, -1]], initial: [0.7, 0.3], random: random(seed))
      if try following(&segments).rate == 2 { second += 1 }
    }
    #expect(abs(second / 4000 - 0.3) < 5 * (0.21 / 4000).squareRoot())
  }

  @Test func `an absorbing state lasts for ever`() throws {
    var segments = RateSegments(
      rates: [0, 2], generator: [[-1, 1], [0, 0]], initial: [1, 0], random: random(1))
    #expect(try following(&segments).rate == 0)
    let last = try following(&segments)
    #expect(last.rate == 2)
    #expect(last.whole == Interval.longest.nanoseconds)
  }

  @Test func `a path ends where no arrival can follow`() throws {
    var segments = RateSegments(
      rates: [2, 0, 0], generator: [[-1, 1, 0], [0, -1, 1], [0, 1, -1]], initial: [1, 0, 0],
      random: random(1))
    #expect(segments.next() != nil)
    #expect(segments.next() == nil)
    #expect(segments.next() == nil)
  }
}
