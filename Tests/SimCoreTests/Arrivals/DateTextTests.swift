import Testing

@testable import SimCore

@Suite struct DateTextTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0, true), ("2000-03-01T00:00:00Z", 951_868_800, true),
    ("2023-11-16 18:17:03", 1_700_158_623, false), ("2023-11-16T18:17Z", 1_700_158_620, true),
    ("2024-02-29T23:59:60Z", 1_709_251_200, true),
    ("2023-11-16T19:17:03+01:00", 1_700_158_623, true),
    ("2023-11-16T13:47:03-0430", 1_700_158_623, true),
    (" 2023-11-16T19:17:03+01\t", 1_700_158_623, true),
    ("2199-12-31T23:59:59Z", 7_258_118_399, true),
  ])
  func `a date becomes the seconds since 1970`(text: String, seconds: Int64, hasZone: Bool) {
    let moment = DateText.moment(text.utf8)
    #expect(
      moment == DateText.Moment(nanoseconds: seconds * 1_000_000_000, hasZone: hasZone))
  }

  @Test func `a fraction counts down to nanoseconds`() {
    let digits = [("5", 500_000_000), ("9799600", 979_960_000), ("0000000019", 1)]
    for (text, nanoseconds) in digits {
      let moment = DateText.moment("1970-01-01T00:00:01.\(text)Z".utf8)
      #expect(moment?.nanoseconds == Int64(1_000_000_000 + nanoseconds))
    }
  }

  @Test(arguments: [
    "", "2023-11-16", "2023-11-16T18", "2023-13-01T00:00:00Z", "2023-02-29T00:00:00Z",
    "2023-11-31T00:00:00Z", "2023-11-16T24:00:00Z", "2023-11-16T18:60:00Z",
    "2023-11-16T18:17:03.Z", "2023-11-16T18:17:03+1", "2023-11-16T18:17:03Zx",
    "2023-11-16T18:17:03+24:00", "2023-11-16T18:17:03-01:60",
    "1969-12-31T23:59:59Z", "2201-01-01T00:00:00Z", "16/11/2023 18:17:03",
  ])
  func `what is no date is none`(text: String) {
    #expect(DateText.moment(text.utf8) == nil)
  }

  @Test func `every day follows the one before`() {
    var expected: Int64 = 0
    for year in Int64(1970)...2200 {
      for month in Int64(1)...12 {
        for day in Int64(1)...31 {
          let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
          let text = "\(year)-\(two(month))-\(two(day))T00:00:00Z"
          guard let moment = DateText.moment(text.utf8) else { continue }
          #expect(moment.nanoseconds == expected * 86_400_000_000_000)
          expected += 1
        }
      }
    }
    // 231 years with 56 leap days: 1972 to 2196 without 2100 and 2200.
    #expect(expected == 231 * 365 + 56)
  }
}
