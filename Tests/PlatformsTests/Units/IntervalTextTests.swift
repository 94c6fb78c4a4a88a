import Documents
import Platforms
import SimCore
import Testing

@Suite struct IntervalTextTests {
  @Test(
    arguments: [
      ("2.25s", 2_250_000_000), ("250ms", 250_000_000), ("5min", 300_000_000_000),
      ("1h", 3_600_000_000_000), ("12us", 12_000), ("40ns", 40), ("7d", 604_800_000_000_000),
      ("0s", 0), ("0.000000001s", 1), ("1 s", 1_000_000_000), ("1.5h", 5_400_000_000_000),
      ("0.0000000001min", 6), ("0.1s", 100_000_000), ("0.3s", 300_000_000),
      ("1.0000000000000000000000000s", 1_000_000_000), ("2305843009213693952ns", 1 << 61),
      ("1.1000000000s", 1_100_000_000),
    ] as [(String, Int64)])
  func `Durations become nanoseconds exactly`(text: String, nanoseconds: Int64) throws {
    #expect(try Interval(text: text).nanoseconds == nanoseconds)
  }

  @Test(arguments: [
    ("1.0000000001s", "is not a whole number of nanoseconds"),
    ("0.333333333333h", "is not a whole number of nanoseconds"),
    ("0.5ns", "is not a whole number of nanoseconds"),
    ("0.\(String(repeating: "0", count: 50))1s", "is not a whole number of nanoseconds"),
    ("2305843009213693953ns", "is too long"), ("99999999999d", "is too long"),
    ("9\(String(repeating: "0", count: 60))d", "is too long"),
  ])
  func `Durations that no interval holds are refused`(text: String, what: String) {
    let error = #expect(throws: QuantityError.self) { try Interval(text: text) }
    #expect(error?.what.hasSuffix(what) == true, "\(error?.description ?? "")")
  }

  @Test(
    arguments: [
      (2_250_000_000, "2.25s"), (300_000_000_000, "5min"), (190_000_000_000, "190s"),
      (250_000_000, "250ms"), (100_000_000, "100ms"), (1, "1ns"), (1_500, "1.5us"),
      (1_230, "1230ns"),
      (12_000, "12us"), (3_600_000_000_000, "1h"), (5_400_000_000_000, "1.5h"), (0, "0s"),
      (604_800_000_000_000, "7d"), (2_700_000_000_000, "45min"), (600_000_000_000, "600s"),
      (1_000_000_001, "1000000001ns"), (1_234_567_890, "1.23456789s"), (-250_000_000, "-250ms"),
      (1 << 61, "2305843009213693952ns"), (Int64.max, "9223372036854775807ns"),
    ] as [(Int64, String)])
  func `An interval's text is the shortest exact one`(nanoseconds: Int64, text: String) {
    #expect(Interval(nanoseconds: nanoseconds).text == text)
  }

  @Test func `An interval's text reads back as the interval`() throws {
    var random = Random(seed: 4)
    let units: [Int64] = [1, 1000, 1_000_000, 250_000_000, 60_000_000_000, 3_600_000_000_000]
    for _ in 0..<2000 {
      let unit = units[Int(random.next() % UInt64(units.count))]
      let count = Int64(random.next() >> (3 + random.next() % 60)) / unit
      let interval = Interval(nanoseconds: count * unit)
      #expect(try Interval(text: interval.text) == interval)
      #expect(interval.text.utf8.count <= "\(interval.nanoseconds)ns".utf8.count)
    }
  }
}
