import Documents
import Platforms
import SimCore
import Testing

@Suite struct QuantityTextTests {
  @Test(arguments: [
    ("", "is empty"), ("30", "has no unit"), ("30 ", "has no unit"),
    ("-5s", "must not be negative"),
    ("+5s", "has a sign"), (".5s", "without digits on both sides"),
    ("5.s", "without digits on both sides"), ("s", "does not begin with a number"),
    (" 5s", "does not begin with a number"), ("abc", "does not begin with a number"),
    ("1e3s", "has an exponent"), ("1E-3s", "has an exponent"), ("1e+3s", "has an exponent"),
    ("1,000s", "has a separator"), ("1_000s", "has a separator"), ("1.2.3s", "two decimal points"),
    ("05s", "zeros before its number"), ("5  s", "unknown unit \" s\""),
    ("5s ", "unknown unit \"s \""), ("5 fortnights", "unknown unit \"fortnights\""),
    ("5eons", "unknown unit \"eons\""), ("５s", "does not begin with a number"),
    ("1.1111111111111111111111111s", "more than 24 significant digits"),
    ("1\u{0}s", "unknown unit \"\\u0000s\""), ("∞", "does not begin with a number"),
  ])
  func `Texts that are no quantity say what is wrong`(text: String, what: String) {
    let error = #expect(throws: QuantityError.self) { try Interval(text: text) }
    #expect(error?.what.contains(what) == true, "\(error?.description ?? "")")
    #expect(error?.fix.isEmpty == false)
  }

  @Test(arguments: [
    ("5sec", "s"), ("5 Seconds", "s"), ("5S", "s"), ("5m", "min"), ("5MS", "ms"), ("5hr", "h"),
    ("5days", "d"), ("5µs", "us"),
  ])
  func `A known other spelling of a unit is answered with the unit`(text: String, unit: String) {
    let error = #expect(throws: QuantityError.self) { try Interval(text: text) }
    #expect(error?.fix.hasPrefix("did you mean `\(unit)`?") == true)
  }

  @Test func `A missing unit is answered with examples and all units`() {
    let duration = #expect(throws: QuantityError.self) { try Interval(text: "30") }
    #expect(
      duration?.description == "the duration \"30\" has no unit; write a duration such as "
        + "\"250ms\", \"2.25s\" or \"5min\" (units: ns, us, ms, s, min, h, d)")
    let money = #expect(throws: QuantityError.self) { try Money(text: "0.2") }
    #expect(
      money?.fix == "write an amount such as \"0.20USD\" or \"0.0000166667 USD\" (the unit is USD)")
  }

  @Test func `A text of a megabyte is refused and not repeated`() {
    for text in ["1", "1s", "é", "-"].map({ String(repeating: $0, count: 1 << 20) }) {
      for read in [
        { _ = try Interval(text: text) }, { _ = try ByteCount(text: text) },
        { _ = try Rate.perSecond(text: text) }, { _ = try Money(text: text) },
      ] {
        let error = #expect(throws: QuantityError.self) { try read() }
        #expect((error?.description.unicodeScalars.count ?? .max) < 300)
      }
    }
  }
}
