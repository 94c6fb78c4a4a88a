import Platforms
import Testing

@Suite struct RateTests {
  @Test(arguments: [
    ("100/s", 100.0), ("6000/min", 100.0), ("3/h", 3.0 / 3600), ("0.25 /s", 0.25), ("0/s", 0.0),
    ("86400/d", 1.0), ("0.1/s", 0.1),
  ])
  func `Rates are events per second`(text: String, rate: Double) throws {
    #expect(try Rate.perSecond(text: text) == rate)
  }

  @Test(arguments: [
    ("100", "has no unit"), ("100 / s", "unknown unit"), ("100/fortnight", "unknown unit"),
    ("-1/s", "must not be negative"), ("1e3/s", "has an exponent"),
  ])
  func `Texts that are no rate are refused`(text: String, what: String) {
    let error = #expect(throws: QuantityError.self) { try Rate.perSecond(text: text) }
    #expect(error?.what.contains(what) == true)
  }

  @Test func `Requests per second are understood but not accepted`() {
    let error = #expect(throws: QuantityError.self) { try Rate.perSecond(text: "100rps") }
    #expect(error?.fix.hasPrefix("did you mean `/s`?") == true)
  }

  @Test func `A rate's text shows whole numbers without decimals`() {
    #expect(Rate.text(perSecond: 100) == "100/s")
    #expect(Rate.text(perSecond: 0.25) == "0.25/s")
  }
}
