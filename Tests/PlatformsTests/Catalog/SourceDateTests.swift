import Platforms
import Testing

@Suite struct SourceDateTests {
  @Test(arguments: [
    ("price list: X (2026-09)", "2026-09"), ("of 2020 and 2026-08-20, 2048 MB", "2026-08-20"),
    ("early 2021", "2021"), ("BATCH (SC 2020) measured 1734, 2313 and 3398 ms", "2020"),
    ("since 2025-13 and 2024-02-30 and 2023-02-28", "2023-02-28"), ("paper 4.1", "none"),
    ("1024 MB at 85 MB/s, 12345", "none"),
  ])
  func `the newest date of a source is found`(source: String, date: String) {
    #expect(SourceDate.newest(in: source)?.description ?? "none" == date)
  }

  @Test(arguments: ["", "26-09", "2026-9", "2026-00", "2026-02-29", "2026-09-31", "2026-09-01-1"])
  func `what is no date is none`(text: String) { #expect(SourceDate(text) == nil) }

  @Test func `a month counts by its last day`() throws {
    let dates = try ["2026-09-30", "2026-09", "2026", "2026-12-30", "2026-09-29"].map {
      try #require(SourceDate($0))
    }
    #expect(!(dates[0] < dates[1]) && !(dates[1] < dates[0]))
    #expect(dates[3] < dates[2] && dates[4] < dates[1] && dates[1] < dates[2])
  }

  @Test(arguments: [
    ("2026-11-22", 1, 0, 0, "2025-11-22"), ("2024-02-29", 1, 0, 0, "2023-02-28"),
    ("2026-03-31", 0, 1, 0, "2026-02-28"), ("2026-01-15", 0, 13, 0, "2024-12-15"),
    ("2026-03-01", 0, 0, 1, "2026-02-28"), ("2024-03-01", 0, 0, 367, "2023-02-28"),
    ("2026-10", 0, 0, 31, "2026-09-30"),
  ])
  func `a date before another is that of the calendar`(
    date: String, years: Int, months: Int, days: Int, before: String
  ) throws {
    let date = try #require(SourceDate(date))
    #expect(date.before(years: years, months: months, days: days).description == before)
  }
}
