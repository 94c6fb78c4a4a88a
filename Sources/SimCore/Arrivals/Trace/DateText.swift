/// Dates with times of day as ISO 8601 writes them, such as `2023-11-16T18:17:03.98Z`.
///
/// Between date and time stands a `T` or a space, seconds and their fraction may be absent, and a
/// zone is `Z` or an offset such as `+01:00`. Digits below a nanosecond are dropped.
package enum DateText {
  /// A moment.
  package struct Moment: Hashable, Sendable {
    /// Nanoseconds since 1970; in local time where there is no zone.
    package let nanoseconds: Int64
    /// Whether the zone is said.
    package let hasZone: Bool
  }

  /// The moment that a text is; nil for one that is none, or before 1970 or after 2200.
  package static func moment(_ text: some Sequence<UInt8>) -> Moment? {
    var reader = DateReader(text)
    reader.skipBlanks()
    guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2),
      reader.take("-"), let day = reader.digits(2),
      reader.take("T") || reader.take("t") || reader.take(" "),
      let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2)
    else { return nil }
    var (second, fraction): (Int64, Int64) = (0, 0)
    if reader.take(":") {
      guard let digits = reader.digits(2) else { return nil }
      second = digits
      if reader.take(".") || reader.take(",") {
        guard let digits = reader.fraction() else { return nil }
        fraction = digits
      }
    }
    guard let zone = reader.zone() else { return nil }
    reader.skipBlanks()
    guard reader.isAtEnd, (1970...2200).contains(year), (1...12).contains(month),
      (1...days(of: month, in: year)).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - (zone.offset ?? 0)
    guard seconds >= 0 else { return nil }
    return Moment(
      nanoseconds: seconds * 1_000_000_000 + fraction, hasZone: zone.offset != nil)
  }

  /// The number of days from the first of 1970 to a day of the Gregorian calendar.
  package static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    // Years from March to March, so that the day that is not always there is the last of its year.
    let years = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
  }

  private static func days(of month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// What is left of a text while a date is read from it.
private struct DateReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: some Sequence<UInt8>) { bytes = Array(text) }

  var isAtEnd: Bool { position == bytes.count }

  private var isDigit: Bool {
    position < bytes.count && (0x30...0x39).contains(bytes[position])
  }

  mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func digit() -> Int64? {
    guard isDigit else { return nil }
    position += 1
    return Int64(bytes[position - 1]) - 0x30
  }

  mutating func digits(_ count: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<count {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The digits behind a point, as nanoseconds.
  mutating func fraction() -> Int64? {
    var (value, count): (Int64, Int) = (0, 0)
    while let digit = digit() {
      if count < 9 { value = value * 10 + digit }
      count += 1
    }
    guard count > 0 else { return nil }
    for _ in 0..<max(0, 9 - count) { value *= 10 }
    return value
  }

  /// The offset of a zone in seconds, nil within where none is said; nil for what is no zone.
  mutating func zone() -> (offset: Int64?, Void)? {
    if take("Z") || take("z") { return (0, ()) }
    let isWest = take("-")
    guard isWest || take("+") else { return (nil, ()) }
    guard let hours = digits(2), hours < 24 else { return nil }
    var minutes: Int64 = 0
    if take(":") || isDigit {
      guard let digits = digits(2), digits < 60 else { return nil }
      minutes = digits
    }
    let offset = hours * 3600 + minutes * 60
    return (isWest ? -offset : offset, ())
  }
}
