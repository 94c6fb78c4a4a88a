import TestSupport
import Testing

@testable import SimCore

@Suite struct LatencyTimelineTests {
  private func milliseconds(_ count: Int) -> Interval {
    Interval(nanoseconds: Int64(count) * 1_000_000)
  }

  /// Whether percentiles are some numbers of milliseconds, but for the width of a bucket.
  private func near(_ found: [Interval]?, _ expected: [Int]) -> Bool {
    guard let found, found.count == expected.count else { return false }
    return zip(found, expected).allSatisfy { value, count in
      (value.seconds * 1000 - Double(count)).magnitude <= 0.001 * Double(count)
    }
  }

  @Test func `a request belongs to the window in which it arrived`() {
    var timeline = LatencyTimeline(width: milliseconds(10))
    timeline.add(milliseconds(500), arrival: .zero)
    timeline.add(milliseconds(3), arrival: .zero + milliseconds(20))
    timeline.add(milliseconds(2), arrival: .zero + milliseconds(10) - Interval(nanoseconds: 1))
    let sketches = timeline.sketches(width: milliseconds(10), count: 4)
    #expect(sketches.map(\.count) == [2, 0, 1, 0])
    #expect(near(sketches[0].percentiles([0.5, 1]), [2, 500]))
  }

  @Test func `beyond the greatest number of windows neighbours are joined, as in a timeline`() {
    var timeline = LatencyTimeline(width: milliseconds(1))
    let last = 3 * Timeline.greatestCount
    for index in 0...last {
      timeline.add(milliseconds(index % 4 + 1), arrival: .zero + milliseconds(index))
    }
    #expect(timeline.width == milliseconds(4))
    let sketches = timeline.sketches(width: milliseconds(4), count: last / 4 + 1)
    #expect(sketches.map(\.count) == Array(repeating: 4, count: last / 4) + [1])
    #expect(near(sketches[7].percentiles([0.25, 0.5, 0.75, 1]), [1, 2, 3, 4]))
  }

  @Test func `windows are joined to the length of those of a run that went on`() {
    var timeline = LatencyTimeline(width: milliseconds(1))
    for index in 0..<3 { timeline.add(milliseconds(9), arrival: .zero + milliseconds(index)) }
    #expect(timeline.sketches(width: milliseconds(2), count: 2).map(\.count) == [2, 1])
  }
}
