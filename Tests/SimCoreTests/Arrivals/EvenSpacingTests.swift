import SimCore
import Testing

@Suite struct EvenSpacingTests {
  @Test func `arrivals come every 1/rate from time zero`() throws {
    let times = try arrivals(.constant(rate: 3), .requests(4)).map(\.nanoseconds)
    #expect(times == [0, 333_333_333, 666_666_667, 1_000_000_000])
  }

  @Test func `an arrival at the end of the duration does not count`() throws {
    let times = try arrivals(.constant(rate: 10), .duration(.seconds(10)))
    #expect(times.count == 100)
    #expect(times.last == Instant(nanoseconds: 9_900_000_000))
  }

  @Test func `a number of requests shares the duration evenly`() throws {
    let extent = Extent.exactly(requests: 3, within: Interval(nanoseconds: 10))
    let times = try arrivals(.constant(rate: 1), extent).map(\.nanoseconds)
    #expect(times == [0, 3, 6])
    let dense = try arrivals(
      .constant(rate: 1), .exactly(requests: 5, within: Interval(nanoseconds: 2)))
    #expect(dense.map(\.nanoseconds) == [0, 0, 0, 1, 1])
  }

  @Test func `a rate too low for a second arrival ends the stream`() throws {
    let times = try arrivals(.constant(rate: ArrivalProcess.lowestRate), .requests(10))
    #expect(times == [.zero])
  }

  @Test func `sharing the longest duration among the most requests does not overflow`() throws {
    let extent = Extent.exactly(requests: Extent.mostRequests, within: .longest)
    var stream = try ArrivalStream(.constant(rate: 1), extent: extent, seed: 1, replication: 0)
    #expect(stream.next() == .zero)
    #expect(stream.next() == Instant(nanoseconds: 256))
  }
}
