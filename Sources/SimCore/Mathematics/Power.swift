extension Elementary {
  /// A positive base raised to a power.
  ///
  /// The logarithm of the base is carried in two numbers, because a large power would make its
  /// rounding error visible in the result.
  ///
  /// Source: as for ``log(_:)`` and ``exp(_:)``; the exact product is T. J. Dekker's, "A
  /// floating-point technique for extending the available precision", Numerische Mathematik 18,
  /// 1971.
  ///
  /// - Parameters:
  ///   - base: at least 0; a negative base gives not-a-number, save for the power 0.
  ///   - power: any number; the power 0 gives 1 for every base, as the base 1 does for every power.
  /// - Returns: the power, with an error below 1 unit in the last place.
  package static func pow(_ base: Double, _ power: Double) -> Double {
    if power == 0 || base == 1 { return 1 }
    guard base >= 0x1p-1022, base < .infinity else {
      return base > 0 && base < 1 ? pow(base * 0x1p54, power, shift: 54) : exp(log(base) * power)
    }
    return pow(base, power, shift: 0)
  }

  /// A normal base over 2^shift, raised to a power.
  @inline(__always)
  private static func pow(_ base: Double, _ power: Double, shift: Int64) -> Double {
    let parts = reduce(base.bitPattern, shift)
    let r = parts.reduced
    let square = r * r
    let lost = parts.lost - r * parts.lost - 0.5 * productError(r, r, square)
    // The series of log(1 + r) from its third term, cut below 2^-76.
    let low = 1.0 / 3.0 + r * -0.25
    let middle = 0.2 + r * (-1.0 / 6.0)
    let high = (1.0 / 7.0 + r * -0.125) + square * (1.0 / 9.0 + r * -0.1)
    let series = r * square * (low + square * (middle + square * high))
    let head = parts.head - 0.5 * square
    let remainder = (parts.head - head) - 0.5 * square
    let tail = remainder + (parts.tail + (series + lost))
    let logarithm = head + tail
    let rest = (head - logarithm) + tail
    let product = logarithm * power
    // Beyond this the result is 0, infinity or not-a-number, however the product was rounded.
    guard abs(product) < 1000 else { return exp(product) }
    return exp(product, plus: productError(logarithm, power, product) + rest * power)
  }

  /// What the product of two numbers lost in rounding, exactly.
  @inline(__always)
  static func productError(_ left: Double, _ right: Double, _ product: Double) -> Double {
    let leftParts = halves(left)
    let rightParts = halves(right)
    let missing = leftParts.high * rightParts.high - product
    let crossed = leftParts.high * rightParts.low + leftParts.low * rightParts.high
    return (missing + crossed) + leftParts.low * rightParts.low
  }

  /// A number as the sum of two of 26 bits each.
  @inline(__always)
  private static func halves(_ value: Double) -> (high: Double, low: Double) {
    let scaled = value * 0x1.0000002p27
    let high = scaled - (scaled - value)
    return (high, value - high)
  }
}
