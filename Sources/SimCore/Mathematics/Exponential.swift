extension Elementary {
  /// e raised to x.
  ///
  /// Write x as n log(2)/128 + r with a whole n and |r| <= log(2)/256. A table gives 2^(n/128), and
  /// a polynomial e^r.
  ///
  /// Source: P. T. P. Tang, "Table-driven implementation of the exponential function in IEEE
  /// floating-point arithmetic", ACM TOMS 15(2), 1989.
  ///
  /// - Parameter x: above 709.79 the result is infinity, and below -745.14 it is 0.
  /// - Returns: the power, with an error below 0.52 units in the last place (0.78 if subnormal).
  @usableFromInline package static func exp(_ x: Double) -> Double {
    guard abs(x) < 708 else { return expAtEdge(x, 0) }
    let parts = expParts(x, 0)
    return parts.fraction * Double(bitPattern: UInt64(bitPattern: parts.exponent &+ 1023) &<< 52)
  }

  /// e raised to the sum of a number and a much smaller one.
  static func exp(_ x: Double, plus rest: Double) -> Double {
    guard abs(x) < 708 else { return expAtEdge(x, rest) }
    let parts = expParts(x, rest)
    return parts.fraction * Double(bitPattern: UInt64(bitPattern: parts.exponent &+ 1023) &<< 52)
  }

  /// e raised to a number so large or small that the result may leave the normal range.
  @inline(never)
  private static func expAtEdge(_ x: Double, _ rest: Double) -> Double {
    if x != x { return x }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    let parts = expParts(x, rest)
    // Two steps, the first exact: the exponent alone may be out of range.
    let half = parts.exponent / 2
    let first = Double(bitPattern: UInt64(bitPattern: half &+ 1023) &<< 52)
    let second = Double(bitPattern: UInt64(bitPattern: parts.exponent &- half &+ 1023) &<< 52)
    return parts.fraction * first * second
  }

  /// e raised to a sum, as a fraction of about [1, 2) and a power of two.
  @inline(__always)
  private static func expParts(_ x: Double, _ rest: Double) -> (fraction: Double, exponent: Int64) {
    // Adding 1.5 * 2^52 rounds to a whole number, which then fills the lowest bits.
    let shifted = x * 0x1.71547652b82fep7 + 0x1.8p52
    let whole = Int64(bitPattern: shifted.bitPattern &- 0x4338_0000_0000_0000)
    let count = shifted - 0x1.8p52
    // The leading part of log(2)/128 has so few bits that the first product and difference are
    // exact.
    let r = ((x - count * 0x1.62e42ffp-8) - count * -0x1.718432a1b0e26p-42) + rest
    let square = r * r
    let series =
      r + square * ((0.5 + r * (1.0 / 6.0)) + square * (1.0 / 24.0 + r * (1.0 / 120.0)))
    let entry = Int(truncatingIfNeeded: whole & 127) &* 2
    let power = powersOfTwo[entry]
    return (power + (powersOfTwo[entry &+ 1] + power * series), whole &>> 7)
  }
}
