import Testing

@testable import SimCore

@Suite struct RatePathTests {
  private func walk(_ segments: RateSegments, _ horizon: Interval) -> [RateLeg] {
    var path = RatePath(segments, horizon: horizon)
    var legs: [RateLeg] = []
    while let leg = path.next() { legs.append(leg) }
    #expect(path.next() == nil)
    return legs
  }

  @Test func `legs cover the horizon without a gap and stay short`() {
    let horizon = Interval(nanoseconds: 5 << 40 | 12_345)
    let legs = walk(RateSegments(rate: 2), horizon)
    var end = 0.0
    for leg in legs {
      #expect(Double(leg.anchor) + leg.start == end)
      end = Double(leg.anchor) + leg.end
      #expect(leg.end <= 0x1p42)
    }
    #expect(end == Double(horizon.nanoseconds))
  }

  @Test func `pieces keep their exact lengths however often they repeat`() {
    let pieces: [ArrivalProcess.Piece] = [
      .init(rate: 1, length: Interval(nanoseconds: 999_999_999_999_937)),
      .init(rate: 0, length: Interval(nanoseconds: 3)),
    ]
    let legs = walk(RateSegments(pieces: pieces, repeats: true), .longest)
    let cycle: Int64 = 999_999_999_999_940
    var ends = 0
    for leg in legs.dropLast() where leg.workPerNanosecond == 0 {
      #expect((leg.anchor + Int64(leg.end)) % cycle == 0)
      #expect(leg.end - leg.start == 3)
      ends += 1
    }
    #expect(ends == Int(Interval.longest.nanoseconds / cycle))
  }

  @Test func `a path that does not repeat ends with its last piece`() {
    let pieces: [ArrivalProcess.Piece] = [
      .init(rate: 1e9, length: Interval(nanoseconds: 4)),
      .init(rate: 5e8, length: Interval(nanoseconds: 6)),
    ]
    let legs = walk(RateSegments(pieces: pieces, repeats: false), .seconds(1))
    #expect(legs.map(\.start) == [0, 4])
    #expect(legs.map(\.end) == [4, 10])
    #expect(legs.map(\.work) == [4, 3])
    #expect(legs.map(\.lastNanosecond) == [3, 9])
  }

  @Test func `the last nanosecond of a leg lies before its end and not before its start`() {
    #expect(RateLeg(anchor: 100, start: 1, end: 2.5).lastNanosecond == 102)
    #expect(RateLeg(anchor: 100, start: 1, end: 3).lastNanosecond == 102)
    #expect(RateLeg(anchor: 100, start: 2.25, end: 2.5).lastNanosecond == 102)
  }
}
