import SimCore

extension DecimalText {
  /// Appends the exact seconds of an interval, without the zeros that end its decimals.
  ///
  /// Writes at most 9 decimals: 2.25 s gives `2.25` and 3 s gives `3`.
  @inlinable
  public static func append(seconds interval: Interval, to bytes: inout [UInt8]) {
    let magnitude = interval.nanoseconds.magnitude
    let whole = magnitude / 1_000_000_000
    var fraction = UInt32(truncatingIfNeeded: magnitude - whole * 1_000_000_000)
    var digits = 0
    if fraction != 0 {
      digits = 9
      while fraction % 1000 == 0 {
        fraction /= 1000
        digits -= 3
      }
      while fraction % 10 == 0 {
        fraction /= 10
        digits -= 1
      }
    }
    append(
      isNegative: interval.nanoseconds < 0, whole: whole, fraction: fraction, digits: digits,
      to: &bytes)
  }

  /// Appends the seconds of an interval with a fixed number of decimals, rounded half to even.
  ///
  /// - Parameters:
  ///   - interval: any interval.
  ///   - digits: the number of decimals, 0 to 9.
  ///   - bytes: the text to append to, in ASCII.
  @inlinable
  public static func append(seconds interval: Interval, digits: Int, to bytes: inout [UInt8]) {
    precondition(digits >= 0 && digits <= 9, "Seconds are written with 0 to 9 decimals.")
    let magnitude = interval.nanoseconds.magnitude
    var whole = magnitude / 1_000_000_000
    var fraction = UInt32(truncatingIfNeeded: magnitude - whole * 1_000_000_000)
    if digits < 9 {
      let unit = powerOfTen(9 - digits)
      let rest = fraction % unit
      fraction /= unit
      let lastIsOdd = (digits == 0 ? UInt32(truncatingIfNeeded: whole) : fraction) & 1 == 1
      if rest > unit / 2 || (rest == unit / 2 && lastIsOdd) {
        fraction += 1
        if fraction == powerOfTen(digits) {
          fraction = 0
          whole += 1
        }
      }
    }
    let isNegative = interval.nanoseconds < 0 && (whole != 0 || fraction != 0)
    append(isNegative: isNegative, whole: whole, fraction: fraction, digits: digits, to: &bytes)
  }

  /// Appends an integer.
  @inlinable
  public static func append(_ integer: Int, to bytes: inout [UInt8]) {
    append(
      isNegative: integer < 0, whole: UInt64(integer.magnitude), fraction: 0, digits: 0,
      to: &bytes)
  }

  /// Appends a floating-point number as ``fixed(_:digits:)`` writes it.
  ///
  /// - Parameters:
  ///   - value: any number.
  ///   - digits: the number of decimals, 0 to 20.
  ///   - bytes: the text to append to, in ASCII.
  public static func append(_ value: Double, digits: Int, to bytes: inout [UInt8]) {
    guard let decimal = DecimalDigits(value, digits: digits) else {
      bytes.append(contentsOf: (value.isNaN ? "nan" : value.description).utf8)
      return
    }
    decimal.append(to: &bytes, grouped: false)
  }

  @inlinable
  static func append(
    isNegative: Bool, whole: UInt64, fraction: UInt32, digits: Int, to bytes: inout [UInt8]
  ) {
    let wholeDigits = digitCount(whole)
    let sign = isNegative ? 1 : 0
    let length = sign + wholeDigits + (digits == 0 ? 0 : digits + 1)
    bytes.append(addingCapacity: length) { output in
      output.append(repeating: 0x30, count: length)
      var text = output.mutableSpan
      var place = length
      if digits > 0 {
        var rest = fraction
        while rest != 0 {
          place -= 1
          text[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
          rest /= 10
        }
        text[length - digits - 1] = 0x2E
        place = length - digits - 1
      }
      var rest = whole
      while rest != 0 {
        place -= 1
        text[place] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      if isNegative { text[0] = 0x2D }
    }
  }

  @inlinable
  static func powerOfTen(_ exponent: Int) -> UInt32 {
    switch exponent {
    case 0: 1
    case 1: 10
    case 2: 100
    case 3: 1000
    case 4: 10_000
    case 5: 100_000
    case 6: 1_000_000
    case 7: 10_000_000
    case 8: 100_000_000
    default: 1_000_000_000
    }
  }

  @inlinable
  static func digitCount(_ value: UInt64) -> Int {
    var count = 1
    var rest = value
    while rest >= 10_000 {
      rest /= 10_000
      count += 4
    }
    if rest >= 1000 { return count + 3 }
    if rest >= 100 { return count + 2 }
    return rest >= 10 ? count + 1 : count
  }
}
