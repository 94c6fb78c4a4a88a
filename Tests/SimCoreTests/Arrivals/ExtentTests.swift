import SimCore
import Testing

@Suite struct ExtentTests {
  @Test(arguments: [
    Extent.requests(0), .requests(-1), .requests(Extent.mostRequests + 1), .duration(.zero),
    .duration(Interval.longest + Interval(nanoseconds: 1)),
    .exactly(requests: 0, within: .seconds(1)), .exactly(requests: 1, within: .zero),
  ])
  func `an extent out of range is refused`(extent: Extent) throws {
    let process = try ArrivalProcess.poisson(rate: 1)
    #expect(throws: ArrivalProcessError.self) { try arrivals(process, extent) }
  }

  @Test func `limits are what the extent names`() {
    #expect(Extent.duration(.seconds(2)).limit == .seconds(2))
    #expect(Extent.duration(.seconds(2)).count == nil)
    #expect(Extent.requests(3).limit == .longest)
    #expect(Extent.requests(3).count == 3)
    let both = Extent.exactly(requests: 3, within: .seconds(2))
    #expect(both.limit == .seconds(2) && both.count == 3)
  }
}
