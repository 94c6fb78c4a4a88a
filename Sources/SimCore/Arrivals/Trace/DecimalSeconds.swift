/// A reader of a decimal number, of seconds as a rule, byte by byte, into whole nanoseconds.
///
/// The result is the number rounded to the nearest nanosecond, halves away from zero, with no
/// binary fraction in between. Accepted is an optional sign, digits with an optional point, and an
/// optional exponent of ten; spaces and tabs may stand around it.
struct DecimalSeconds: Sendable {
  /// What was read.
  enum Value: Equatable {
    case nanoseconds(Int64)
    case negative
    case beyondHorizon
    case notANumber
  }

  private enum Place { case start, sign, whole, fraction, mark, markSign, exponent, after, broken }

  private var place = Place.start
  private var isNegative = false
  private var hasDigits = false
  /// Up to 19 significant digits; digits beyond them are below a nanosecond, or beyond the horizon.
  private var mantissa: UInt64 = 0
  /// The first digit beyond them.
  private var dropped: UInt64?
  /// The power of ten that the mantissa is to be multiplied with, without the written exponent.
  private var scale = 0
  private var exponent = 0
  private var exponentIsNegative = false

  private static let highestExponent = 1_000_000

  /// Reads one more byte of the field.
  mutating func read(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readDigit(UInt64(byte &- UInt8(ascii: "0")))
    case UInt8(ascii: "."):
      let allowed = place == .start || place == .sign || place == .whole
      place = allowed ? .fraction : .broken
    case UInt8(ascii: "+"), UInt8(ascii: "-"): readSign(byte == UInt8(ascii: "-"))
    case UInt8(ascii: "e"), UInt8(ascii: "E"):
      let allowed = hasDigits && (place == .whole || place == .fraction)
      place = allowed ? .mark : .broken
    case UInt8(ascii: " "), UInt8(ascii: "\t"): readSpace()
    default: place = .broken
    }
  }

  private mutating func readDigit(_ digit: UInt64) {
    switch place {
    case .start, .sign, .whole:
      place = .whole
      readMantissa(digit)
    case .fraction: readMantissa(digit)
    case .mark, .markSign, .exponent:
      place = .exponent
      exponent = min(exponent * 10 + Int(digit), DecimalSeconds.highestExponent)
    case .after, .broken: place = .broken
    }
  }

  private mutating func readMantissa(_ digit: UInt64) {
    hasDigits = true
    if mantissa < 1_000_000_000_000_000_000 {
      mantissa = mantissa * 10 + digit
      if place == .fraction { scale -= 1 }
    } else {
      if dropped == nil { dropped = digit }
      if place == .whole { scale += 1 }
    }
  }

  private mutating func readSign(_ negative: Bool) {
    switch place {
    case .start:
      place = .sign
      isNegative = negative
    case .mark:
      place = .markSign
      exponentIsNegative = negative
    default: place = .broken
    }
  }

  private mutating func readSpace() {
    switch place {
    case .start, .after: break
    case .whole, .fraction, .exponent: place = .after
    case .sign, .mark, .markSign, .broken: place = .broken
    }
  }

  /// Whether the bytes read so far make no number.
  var isText: Bool {
    !hasDigits || place == .broken || place == .mark || place == .markSign
  }

  /// The number that the bytes read so far make, as seconds up to the latest horizon.
  var value: Value { value(power: 9, limit: UInt64(Interval.longest.nanoseconds)) }

  /// The number that the bytes read so far make, times a power of ten.
  ///
  /// - Parameters:
  ///   - power: the exponent of ten: 9 for seconds, 0 for nanoseconds.
  ///   - limit: the greatest result, at most `Int64.max`.
  /// - Returns: the product, rounded to a whole number.
  func value(power: Int, limit: UInt64) -> Value {
    if isText { return .notANumber }
    if mantissa == 0 { return .nanoseconds(0) }
    if isNegative { return .negative }
    return scaled(by: scale + (exponentIsNegative ? -exponent : exponent) + power, limit: limit)
  }

  private func scaled(by power: Int, limit: UInt64) -> Value {
    var result = mantissa
    if power < 0 {
      var digit: UInt64 = 0
      for _ in 0..<(-power) {
        digit = result % 10
        result /= 10
        if result == 0 && digit == 0 { break }
      }
      if digit >= 5 { result += 1 }
    } else {
      for _ in 0..<power {
        // Times ten it is beyond the limit, and may be beyond 64 bits.
        if result > limit / 10 { return .beyondHorizon }
        result *= 10
      }
      if power == 0, let dropped, dropped >= 5 { result += 1 }
    }
    return result > limit ? .beyondHorizon : .nanoseconds(Int64(result))
  }
}
