import Platforms
import Studies

/// Before when sources are old, from the options of `simctl catalog`.
struct CatalogAge {
  /// The first day that is not old.
  let limit: SourceDate

  /// Reads the options.
  ///
  /// - Parameters:
  ///   - text: an age, such as `1y`, `6mo` or `90d`.
  ///   - day: the day from which it counts, such as `2026-11-22`; nil for the newest source's.
  ///   - catalog: what has sources.
  /// - Throws: ``UsageError`` where one of them is not to be understood.
  init(_ text: String, on day: String?, in catalog: Catalog) throws(UsageError) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = String(text.dropFirst(digits.count))
    guard let count = Int(digits), (0...9_000).contains(count), ["y", "mo", "d"].contains(unit)
    else {
      throw UsageError(
        "--older-than \(Quoted.text(text)) is no age; write years, months or days, such as 1y, "
          + "6mo or 90d", command: "catalog")
    }
    // A year alone may mean a day that has not come.
    let newest = catalog.datedValues.compactMap(\.date).filter { $0.month != nil }.max()
    guard let from = day.map({ SourceDate($0) }) ?? newest else {
      throw UsageError(
        "--on \(Quoted.text(day ?? "")) is no day; write one such as 2026-11-22",
        command: "catalog")
    }
    switch unit {
    case "y": limit = from.before(years: min(count, from.year - 1))
    case "mo": limit = from.before(months: min(count, (from.year - 1) * 12))
    default: limit = from.before(days: count)
    }
  }

  /// Whether a value ought to be looked up again; one without a date ought to.
  func isOld(_ value: Catalog.DatedValue) -> Bool { value.date.map { $0 < limit } ?? true }
}
