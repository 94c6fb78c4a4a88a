/// Count, sum, sum of squares and extremes of lengths of time, in whole numbers.
///
/// Whole numbers make the result independent of the order in which values come in, and exact:
/// 128 bits hold the squares of a billion lengths of eight hours.
@frozen
public struct Moments: Sendable, Hashable {
  /// The number of values.
  public var count: UInt64 = 0
  /// The sum of the values, in nanoseconds.
  public var sum: Int128 = 0
  /// The sum of the squares of the values, in square nanoseconds; it stops at its greatest value.
  @usableFromInline package var sumOfSquares: UInt128 = 0
  /// The least value; meaningless without values.
  public var least: Interval = .longest
  /// The greatest value; zero without values.
  public var greatest: Interval = .zero

  /// No values.
  @inlinable
  package init() {}

  /// Takes in a value, which must not be negative.
  @inlinable
  @inline(__always)
  package mutating func add(_ value: Interval) {
    count &+= 1
    sum &+= Int128(value.nanoseconds)
    let magnitude = UInt64(bitPattern: value.nanoseconds)
    let square = magnitude.multipliedFullWidth(by: magnitude)
    let (total, overflow) = sumOfSquares.addingReportingOverflow(
      UInt128(square.high) << 64 | UInt128(square.low))
    sumOfSquares = overflow ? .max : total
    least = min(least, value)
    greatest = max(greatest, value)
  }

  /// Takes in all values of another.
  @usableFromInline package mutating func merge(_ other: Moments) {
    count += other.count
    sum += other.sum
    let (total, overflow) = sumOfSquares.addingReportingOverflow(other.sumOfSquares)
    sumOfSquares = overflow ? .max : total
    least = min(least, other.least)
    greatest = max(greatest, other.greatest)
  }

  /// The mean in seconds; nil without values.
  public var mean: Double? { count == 0 ? nil : Double(sum) / Double(count) / 1e9 }

  /// The sample variance in square seconds; nil with fewer than two values.
  ///
  /// The difference of the two large numbers in (n Q - S^2) / (n (n - 1)) is taken in 256 bits,
  /// before anything is rounded: equal values have no variance, however many there are.
  public var variance: Double? {
    guard count > 1 else { return nil }
    let scaled = sumOfSquares.multipliedFullWidth(by: UInt128(count))
    let square = sum.magnitude.multipliedFullWidth(by: sum.magnitude)
    let (low, borrow) = scaled.low.subtractingReportingOverflow(square.low)
    let (high, isNegative) = scaled.high.subtractingReportingOverflow(
      square.high &+ (borrow ? 1 : 0))
    // Only a sum of squares that stopped at its greatest value can be too small.
    if isNegative { return 0 }
    let difference = Double(high) * 0x1p128 + Double(low)
    return difference / Double(count) / Double(count - 1) / 1e18
  }

  /// The sample standard deviation in seconds; nil with fewer than two values.
  public var standardDeviation: Double? { variance.map(Elementary.squareRoot) }
}
