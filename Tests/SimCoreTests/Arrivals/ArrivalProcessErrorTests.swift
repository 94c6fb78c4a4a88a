import SimCore
import Testing

@Suite struct ArrivalProcessErrorTests {
  @Test func `the element reads as a person writes it`() {
    let error = ArrivalProcessError(
      [.field("pieces"), .index(2), .field("rate")], .notARate)
    #expect(error.element == "pieces[2].rate")
    #expect(
      String(describing: error)
        == "pieces[2].rate: must be 0 or between 1e-15 and 1000000000.0 per second")
  }

  @Test func `an error about the whole names no element`() {
    let error = ArrivalProcessError([], .noArrivals)
    #expect(error.description == "no request can arrive, because the rate is 0 all the time")
  }
}
