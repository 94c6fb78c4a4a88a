import Documents
import SimCore

/// Intervals as decimal text, in seconds.
extension DecimalText {
  /// The seconds of an interval with a fixed number of decimals, such as `2.250`.
  ///
  /// - Parameters:
  ///   - interval: any interval.
  ///   - digits: the number of decimals, 0 to 9.
  /// - Returns: the text, such as `2.250`.
  public static func seconds(_ interval: Interval, digits: Int) -> String {
    var bytes: [UInt8] = []
    append(seconds: interval, digits: digits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The seconds in a number of nanoseconds with a fixed number of decimals.
  ///
  /// - Parameters:
  ///   - nanoseconds: any number.
  ///   - digits: the number of decimals, 0 to 9.
  /// - Returns: the text, such as `2.250`.
  public static func seconds(nanoseconds: Int64, digits: Int) -> String {
    seconds(Interval(nanoseconds: nanoseconds), digits: digits)
  }

  /// Appends the exact seconds of an interval, without the zeros that end its decimals.
  ///
  /// Writes at most 9 decimals: 2.25 s gives `2.25` and 3 s gives `3`.
  @inlinable
  package static func append(seconds interval: Interval, to bytes: inout [UInt8]) {
    let magnitude = interval.nanoseconds.magnitude
    let whole = magnitude / 1_000_000_000
    append(
      isNegative: interval.nanoseconds < 0, whole: whole,
      billionths: magnitude - whole * 1_000_000_000, digits: nil, to: &bytes)
  }

  /// Appends the seconds of an interval with a fixed number of decimals, rounded half to even.
  ///
  /// - Parameters:
  ///   - interval: any interval.
  ///   - digits: the number of decimals, 0 to 9.
  ///   - bytes: the text to append to, in ASCII.
  @inlinable
  package static func append(seconds interval: Interval, digits: Int, to bytes: inout [UInt8]) {
    precondition(digits >= 0 && digits <= 9, "Seconds are written with 0 to 9 decimals.")
    let magnitude = interval.nanoseconds.magnitude
    var whole = magnitude / 1_000_000_000
    var billionths = magnitude - whole * 1_000_000_000
    if digits < 9 {
      let unit = powerOfTen(9 - digits)
      let rest = billionths % unit
      billionths -= rest
      let lastIsOdd = (digits == 0 ? whole : billionths / unit) & 1 == 1
      if rest > unit / 2 || (rest == unit / 2 && lastIsOdd) {
        billionths += unit
        if billionths == 1_000_000_000 {
          billionths = 0
          whole += 1
        }
      }
    }
    let isNegative = interval.nanoseconds < 0 && (whole != 0 || billionths != 0)
    append(
      isNegative: isNegative, whole: whole, billionths: billionths, digits: digits, to: &bytes)
  }
}
