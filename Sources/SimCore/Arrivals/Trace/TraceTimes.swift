/// How the times of a trace are written.
///
/// Times that are dates, as text or as a number since 1970, are counted from the first of them;
/// others from the start that they count from themselves. A first number whose unit is said is
/// since 1970 when it is above ``mostSeconds``.
public enum TraceTimes: String, CaseIterable, Hashable, Sendable {
  /// What the first row shows: a date, a number since 1970 in whatever unit, or seconds.
  case automatic = "auto"
  /// Seconds.
  case seconds = "s"
  /// Milliseconds.
  case milliseconds = "ms"
  /// Microseconds.
  case microseconds = "us"
  /// Nanoseconds.
  case nanoseconds = "ns"
  /// Dates with times of day (ISO 8601), all of them with a zone or none.
  case dates = "iso8601"

  /// The first moment, in seconds since 1970, that a number is taken for: the year 2000.
  static let firstMoment: Int64 = 946_684_800
  /// The moment, in seconds since 1970, before which a number is taken for one: the year 2100.
  static let lastMoment: Int64 = 4_102_444_800
  /// A number of seconds above this, six years, is no plausible time since the start of a trace.
  static let mostSeconds: Int64 = 200_000_000

  /// The power of ten that makes nanoseconds of a number.
  var power: Int {
    switch self {
    case .automatic, .seconds, .dates: 9
    case .milliseconds: 6
    case .microseconds: 3
    case .nanoseconds: 0
    }
  }

  /// The unit in which a first number is written; nil where it can be told from none.
  ///
  /// - Parameter number: the number, rounded to a whole one.
  /// - Returns: the unit.
  static func unit(of number: Int64) -> TraceTimes? {
    if number <= mostSeconds { return .seconds }
    var scale: Int64 = 1
    for unit in [TraceTimes.seconds, .milliseconds, .microseconds, .nanoseconds] {
      if number / scale >= firstMoment && number / scale < lastMoment { return unit }
      scale *= 1000
    }
    return nil
  }
}
