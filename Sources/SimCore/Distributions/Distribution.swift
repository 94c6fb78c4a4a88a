/// A distribution of lengths of time: of service times, cold starts, times between arrivals.
///
/// Parameters are lengths (``Interval``) and pure numbers. Samples are never negative and never
/// above ``Interval/longest``; ``mean`` and ``variance`` are those of the distribution before it is
/// rounded to nanoseconds and cut.
@frozen
public struct Distribution: Hashable, Sendable {
  /// The family with its parameters.
  @usableFromInline let shape: DistributionShape
  /// What each rounded sample of the shape is multiplied by.
  @usableFromInline let factor: Double
  /// What is then added to it.
  @usableFromInline let offset: Interval
  /// How to draw from the two simplest families, which takes neither the shape nor what changes it.
  @usableFromInline package let plain: PlainDraw

  /// A distribution with its samples as the shape gives them, or changed after that.
  @usableFromInline
  init(_ shape: DistributionShape, factor: Double = 1, offset: Interval = .zero) {
    self.shape = shape
    self.factor = factor
    self.offset = offset
    plain = factor == 1 && offset == .zero ? shape.plain : .none
  }

  /// One sample, rounded to the nearest nanosecond.
  ///
  /// - Parameter random: the stream to draw from; a constant draws nothing.
  /// - Returns: a length from zero to ``Interval/longest``.
  @inlinable
  @inline(__always)
  public func sample(using random: inout Random) -> Interval {
    plain.sample(using: &random) ?? sampleOfShape(using: &random)
  }

  /// One sample of any family.
  @usableFromInline
  @inline(never)
  func sampleOfShape(using random: inout Random) -> Interval {
    let base = shape.sample(using: &random)
    if factor == 1 && offset.nanoseconds == 0 { return base }
    return min(base.scaled(by: factor) + offset, .longest)
  }

  /// The same distribution with every length multiplied by a factor.
  ///
  /// A stream gives this distribution exactly ``Interval/scaled(by:)`` of what it gives the
  /// original one.
  ///
  /// - Parameter factor: a finite number of at least 0.
  /// - Returns: the stretched distribution.
  public func scaled(by factor: Double) -> Distribution {
    precondition(factor >= 0 && factor.isFinite, "a length is scaled by a finite factor from 0")
    if factor == 1 { return self }
    if self.factor == 1 && offset == .zero { return Distribution(shape, factor: factor) }
    // One rounding after two changes would not equal a rounding after each.
    return Distribution(.changed(self), factor: factor)
  }

  /// The same distribution with a length added to every sample.
  ///
  /// - Parameter interval: a length from zero to ``Interval/longest``.
  /// - Returns: the shifted distribution.
  public func shifted(by interval: Interval) -> Distribution {
    Distribution(
      shape, factor: factor, offset: min(offset + Interval(valid: interval), .longest))
  }

  /// The mean in seconds; infinite where the distribution has none.
  public var mean: Double { (factor == 0 ? 0 : shape.mean * factor) + offset.seconds }

  /// The variance in seconds squared; infinite where the distribution has none.
  public var variance: Double { factor == 0 ? 0 : shape.variance * factor * factor }
}

extension Interval {
  /// The interval itself, checked to be a length that a distribution may have.
  init(valid interval: Interval) {
    precondition(
      interval >= .zero && interval <= .longest, "a length lies between zero and the longest")
    self = interval
  }
}
