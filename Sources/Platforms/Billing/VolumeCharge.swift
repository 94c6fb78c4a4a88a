import Documents
import SimCore

/// What the amount of use adds to a cost or takes off it: free grants and prices by volume, which
/// hold for a month, whatever the length of a run.
public struct VolumeCharge: Hashable, Sendable {
  /// For what the run used.
  public var run: Money
  /// For what 30 days of such traffic use.
  public var month: Money

  /// The charge of a use.
  ///
  /// - Parameters:
  ///   - billing: what settles it.
  ///   - use: what the run used.
  ///   - length: for how long its requests arrive; a run without length is its own month.
  init(_ billing: some BillingPolicy, _ use: TotalUsage, lasting length: Interval) {
    run = billing.settle(use)
    guard length > .zero else {
      month = run
      return
    }
    let (whole, part) = (Int128(Self.days.nanoseconds), Int128(length.nanoseconds))
    var month = TotalUsage(
      requests: UInt64(clamping: Int128(use.requests) * whole / part),
      billedNanoseconds: Self.scaled(use.billedNanoseconds, by: whole, over: part))
    month.instanceNanoseconds = Self.scaled(use.instanceNanoseconds, by: whole, over: part)
    month.idleNanoseconds = Self.scaled(use.idleNanoseconds, by: whole, over: part)
    self.month = billing.settle(month)
  }

  /// An amount times one number over another, the greatest number where it is beyond that.
  ///
  /// The amount of a run may be near the limit, and its month far beyond.
  private static func scaled(_ amount: Int128, by factor: Int128, over divisor: Int128) -> Int128 {
    let product = amount.magnitude.multipliedFullWidth(by: factor.magnitude)
    guard product.high < divisor.magnitude else { return .max }
    return Int128(clamping: divisor.magnitude.dividingFullWidth(product).quotient)
  }

  /// A charge that was found before.
  init(run: Money, month: Money) { (self.run, self.month) = (run, month) }

  /// The length of a month.
  private static let days = Interval.seconds(30 * 86_400)
}
