/// A day, a month or a year of the calendar, as sources of the catalog are dated.
package struct SourceDate: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The year, from 1 to 9999.
  package let year: Int
  /// The month, from 1; nil where only the year is known.
  package let month: Int?
  /// The day, from 1; nil where it is not known.
  package let day: Int?

  /// As it is written: `2026`, `2026-09` or `2026-09-28`.
  package var description: String {
    [month, day].compactMap { $0 }
      .reduce("\(year)") { $0 + ($1 < 10 ? "-0\($1)" : "-\($1)") }
  }

  /// The date of a text that is nothing else; nil where it is none.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(Array.init)
    guard (1...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 }),
      parts.joined().allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    let numbers = parts.compactMap { Int(String($0)) }
    guard numbers.count == parts.count, numbers[0] >= 1 else { return nil }
    year = numbers[0]
    month = numbers.count > 1 ? numbers[1] : nil
    day = numbers.count > 2 ? numbers[2] : nil
    guard (1...12).contains(month ?? 1) else { return nil }
    if !(1...Self.length(of: month ?? 1, in: year)).contains(day ?? 1) { return nil }
  }

  private init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The newest of the dates in a text, from 1950 to 2039; nil where there is none.
  package static func newest(in text: String) -> SourceDate? {
    let words = text.split { !($0.isASCII && ($0.isNumber || $0.isLetter || $0 == "-")) }
    return words.compactMap { SourceDate(String($0)) }
      .filter { (1950...2039).contains($0.year) }.max()
  }

  /// The date of a catalog's value: the one that its source names; else, for what is of the paper
  /// or fitted to it, the paper's month; else the edition in which it came.
  package init?(of parameter: Parameter) {
    let isOfPaper = parameter.source.hasPrefix("paper") || parameter.source.hasPrefix("fitted")
    let texts = isOfPaper ? ["2021-03"] : [parameter.source, parameter.since]
    guard let date = texts.lazy.compactMap({ SourceDate.newest(in: $0) }).first else { return nil }
    self = date
  }

  /// Dates go by the last day that they may mean.
  package static func < (left: SourceDate, right: SourceDate) -> Bool {
    left.last < right.last
  }

  /// The last day that it may mean.
  private var last: (Int, Int, Int) {
    (year, month ?? 12, day ?? Self.length(of: month ?? 12, in: year))
  }

  /// The date some years, months or days before; the day of the month stays where there is one.
  package func before(years: Int = 0, months: Int = 0, days: Int = 0) -> SourceDate {
    let count = year * 12 + (month ?? 12) - 1 - years * 12 - months
    var (newYear, newMonth) = (count / 12, count % 12 + 1)
    var newDay = min(day ?? 31, Self.length(of: newMonth, in: newYear)) - days
    while newDay < 1 {
      (newYear, newMonth) = newMonth == 1 ? (newYear - 1, 12) : (newYear, newMonth - 1)
      newDay += Self.length(of: newMonth, in: newYear)
    }
    return SourceDate(year: newYear, month: newMonth, day: newDay)
  }

  /// The days of a month.
  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Catalog {
  /// A value of the catalog with its entry and its date.
  package struct DatedValue: Sendable {
    /// The whole name of the entry.
    package let name: String
    /// The value.
    package let parameter: Parameter
    /// When its source says so; nil for nobody knows.
    package let date: SourceDate?
  }

  /// Every value that has a source, once: where it stands, and not where it is inherited.
  package var datedValues: [DatedValue] {
    Section.allCases.flatMap { section in
      entries(section).flatMap { entry in
        entry.ownParameters.filter { !$0.source.isEmpty }.map {
          DatedValue(name: entry.fullName, parameter: $0, date: SourceDate(of: $0))
        }
      }
    }
  }
}
