import Testing

@testable import Documents

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

  @Test(arguments: [2.0 / 86_400, 1e-15, 1e9, 123_456_789.5, 1e-7, 1.5e-10, 0.1, 3e8 / 7])
  func `A rate's text reads back, because it has no exponent`(rate: Double) throws {
    #expect(try Rate.perSecond(text: Rate.text(perSecond: rate)) == rate)
  }

  @Test func `Numbers are written out`() {
    #expect(PlainNumber.decimalText(1e-15) == "0.000000000000001")
    #expect(PlainNumber.decimalText(1.25e-5) == "0.0000125")
    #expect(PlainNumber.decimalText(-2.5e-6) == "-0.0000025")
    #expect(PlainNumber.decimalText(1e16) == "10000000000000000")
    #expect(PlainNumber.decimalText(1.5e20) == "150000000000000000000")
    #expect(PlainNumber.decimalText(12) == "12")
  }
}
