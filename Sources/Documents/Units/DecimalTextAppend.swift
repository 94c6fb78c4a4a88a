extension DecimalText {
  /// Appends an integer.
  @inlinable
  package static func append(_ integer: Int, to bytes: inout [UInt8]) {
    let magnitude = UInt64(integer.magnitude)
    guard magnitude < 100_000_000 else {
      bytes.append(contentsOf: String(integer).utf8)
      return
    }
    append(isNegative: integer < 0, whole: magnitude, billionths: 0, digits: 0, to: &bytes)
  }

  /// Appends a floating-point number as ``fixed(_:digits:)`` writes it.
  ///
  /// - Parameters:
  ///   - value: any number.
  ///   - digits: the number of decimals, 0 to 20.
  ///   - bytes: the text to append to, in ASCII.
  package static func append(_ value: Double, digits: Int, to bytes: inout [UInt8]) {
    if digits >= 0, digits <= 9, let amount = rounded(value, digits: digits) {
      let unit = powerOfTen(digits)
      append(
        isNegative: value < 0 && amount != 0, whole: amount / unit,
        billionths: amount % unit * powerOfTen(9 - digits), digits: digits, to: &bytes)
      return
    }
    guard let decimal = DecimalDigits(value, digits: digits) else {
      bytes.append(contentsOf: (value.isNaN ? "nan" : value.description).utf8)
      return
    }
    decimal.append(to: &bytes, grouped: false)
  }

  /// The magnitude of a number in units of its last decimal; nil where 64 bits do not hold it.
  ///
  /// A number below 2^53 is a 53-bit mantissa divided by a power of two, so its product with a
  /// power of ten up to 10^9 is exact in 128 bits and a shift divides it.
  private static func rounded(_ value: Double, digits: Int) -> UInt64? {
    guard value.magnitude < 0x1p53, value.magnitude >= 0x1p-60 else {
      return value.isZero ? 0 : nil
    }
    let mantissa = UInt64(value.significand * 0x1p52)
    let product = UInt128(mantissa) * UInt128(powerOfTen(digits))
    let shift = UInt128(52 - Int(value.exponent))
    let quotient = product >> shift
    let rest = product - quotient << shift
    guard let amount = UInt64(exactly: quotient), amount < .max else { return nil }
    guard shift > 0 else { return amount }
    let half = UInt128(1) << (shift - 1)
    return rest > half || (rest == half && amount & 1 == 1) ? amount + 1 : amount
  }

  /// Appends a sign, a whole part and decimals.
  ///
  /// - Parameters:
  ///   - isNegative: whether a sign is written.
  ///   - whole: the digits before the point.
  ///   - billionths: the decimals, as a number below 10^9.
  ///   - digits: how many of the decimals are written, or nil for all up to the last that is not
  ///     zero.
  ///   - bytes: the text to append to.
  @inlinable
  package static func append(
    isNegative: Bool, whole: UInt64, billionths: UInt64, digits: Int?, to bytes: inout [UInt8]
  ) {
    if isNegative { bytes.append(0x2D) }
    var rest = whole
    if rest >= 100_000_000 {
      bytes.append(contentsOf: String(rest / 100_000_000).utf8)
      rest %= 100_000_000
    }
    let wholeDigits = eightDigits(rest)
    // The first digit is in the lowest byte, so zeros that lead the number end the bit pattern.
    let skipped = rest == whole ? min(wholeDigits.trailingZeroBitCount / 8, 7) : 0
    let point = 8 - skipped
    let tenths = billionths / 100_000_000
    let decimals = eightDigits(billionths - tenths * 100_000_000)
    let count =
      digits ?? (decimals != 0 ? 9 - decimals.leadingZeroBitCount / 8 : (tenths != 0 ? 1 : 0))
    let length = point + (count == 0 ? 0 : count + 1)
    // Whole words are written into room for the longest text, and what is too much is dropped.
    bytes.append(addingCapacity: 18) { output in
      output.append(repeating: 0x2E, count: 18)
      var span = output.mutableSpan
      // Any bit pattern is a valid byte, so writing words over bytes is safe.
      var text = unsafe span.mutableBytes
      let ascii: UInt64 = 0x3030_3030_3030_3030
      text.storeBytes(
        of: ((wholeDigits | ascii) &>> UInt64(8 * skipped)).littleEndian, toByteOffset: 0,
        as: UInt64.self)
      let mark = UInt16(truncatingIfNeeded: 0x302E | tenths &<< 8)
      text.storeBytes(of: mark.littleEndian, toByteOffset: point, as: UInt16.self)
      text.storeBytes(
        of: (decimals | ascii).littleEndian, toByteOffset: point + 2, as: UInt64.self)
      output.removeLast(18 - length)
    }
  }

  /// The eight decimal digits of a number below 10^8, a byte each, the first in the lowest byte.
  ///
  /// Four, then two, then single digits are split off in all parts of the word at once. The
  /// multipliers are the reciprocals 10486 / 2^20 of 100, exact below 10^4, and 103 / 2^10 of 10,
  /// exact below 100.
  @inlinable
  static func eightDigits(_ value: UInt64) -> UInt64 {
    let high = value / 10_000
    let fours = high | (value &- high &* 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000F_000F_000F_000F
    return tens | (twos &- tens &* 10) &<< 8
  }

  @inlinable
  package static func powerOfTen(_ exponent: Int) -> UInt64 {
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
}
