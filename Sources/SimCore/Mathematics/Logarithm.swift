extension Elementary {
  /// The natural logarithm of x.
  ///
  /// Write x as 2^k z with z in [0.6875, 1.375). A table gives a short reciprocal c of about 1/z
  /// and -log(c), so that log(x) = k log(2) - log(c) + log(1 + r) with the small r = c z - 1, whose
  /// logarithm is a short polynomial. Because c has 20 bits, r is computed without error.
  ///
  /// Source: P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE
  /// floating-point arithmetic", ACM TOMS 16(4), 1990; the reduction by a reciprocal instead of a
  /// quotient follows W. F. Wong and E. Goto, "Fast hardware-based algorithms for elementary
  /// function computations using rectangular multipliers", IEEE Transactions on Computers 43(3),
  /// 1994.
  ///
  /// - Parameter x: 0 gives minus infinity, and a negative number not-a-number.
  /// - Returns: the logarithm, with an error below 0.53 units in the last place.
  @usableFromInline package static func log(_ x: Double) -> Double {
    var bits = x.bitPattern
    var subnormalShift: Int64 = 0
    if bits &- 0x0010_0000_0000_0000 >= 0x7fe0_0000_0000_0000 {
      if x == 0 { return -.infinity }
      if x < 0 { return .nan }
      if !(x < .infinity) { return x }
      bits = (x * 0x1p54).bitPattern
      subnormalShift = 54
    }
    let parts = reduce(bits, subnormalShift)
    let r = parts.reduced
    let square = r * r
    // The series of log(1 + r) - r, cut where its terms are below 2^-59 of r.
    let low = -0.5 + r * (1.0 / 3.0)
    let middle = -0.25 + r * 0.2
    let high = (-1.0 / 6.0 + r * (1.0 / 7.0)) + square * -0.125
    let series = square * (low + square * (middle + square * high))
    return parts.head + ((parts.tail + parts.lost) + series)
  }

  /// What is left of a logarithm once the table has given its part.
  struct ReducedLogarithm {
    /// The r whose log(1 + r) - r is still to be added.
    var reduced: Double
    /// The main part of the logarithm.
    var head: Double
    /// The part of the logarithm that the main part could not hold.
    var tail: Double
    /// What the rounding of `reduced` lost, which is part of neither.
    var lost: Double
  }

  /// Splits a positive normal number's logarithm into a table's part and a small rest.
  ///
  /// The number is given by its bits, and `shift` is the power of two that it was multiplied by
  /// and that the result takes back.
  @inline(__always)
  static func reduce(_ bits: UInt64, _ shift: Int64) -> ReducedLogarithm {
    let offset = bits &- 0x3fe6_0000_0000_0000
    let slice = Int(truncatingIfNeeded: (offset &>> 45) & 127)
    let exponent = Double((Int64(bitPattern: offset) &>> 52) &- shift)
    let fraction = bits &- (offset & 0xfff0_0000_0000_0000)
    let reciprocal = reciprocals[3 &* slice]
    // Both halves of the fraction times the short reciprocal are exact, so `high` and `low` hold
    // all of r, and the two lines after them keep all of it.
    let leading = Double(bitPattern: fraction & 0xffff_ffff_ffe0_0000)
    let high = leading * reciprocal - 1
    let low = (Double(bitPattern: fraction) - leading) * reciprocal
    let reduced = high + low
    let lost = (high - reduced) + low
    // The leading part of log(2) and the table's logarithms are multiples of 2^-42: no rounding.
    let base = exponent * 0x1.62e42fefa38p-1 + reciprocals[3 &* slice &+ 1]
    let head = base + reduced
    let remainder = (base - head) + reduced
    let small = exponent * 0x1.ef35793c7673p-45 + reciprocals[3 &* slice &+ 2]
    return ReducedLogarithm(reduced: reduced, head: head, tail: remainder + small, lost: lost)
  }
}
