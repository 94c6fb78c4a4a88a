/// A part of a rate path in which the rate is constant.
struct RateLeg: Sendable, BitwiseCopyable {
  /// The point that offsets are measured from, in nanoseconds since the start of the run.
  var anchor: Int64 = 0
  /// The offset at which the leg starts, in nanoseconds.
  var start = 0.0
  /// The offset before which arrivals of the leg lie, in nanoseconds.
  var end = 0.0
  /// The expected arrivals per nanosecond.
  var workPerNanosecond = 0.0
  /// The inverse of it; infinite for a rate of zero.
  var nanosecondsPerWork = Double.infinity

  /// The expected number of arrivals of the leg.
  var work: Double { (end - start) * workPerNanosecond }

  /// The last whole nanosecond of the leg that lies before its end, since the start of the run.
  var lastNanosecond: Int64 {
    let whole = Int64(end)
    let last = Double(whole) < end ? whole : whole - 1
    return anchor + max(last, Int64(start))
  }
}

/// A walk along a rate as a function of time, in legs that floating point measures exactly enough.
///
/// A leg is a part of a segment of at most 2^40 ns. Within it, time is a 64-bit floating point
/// number of nanoseconds since an integer anchor; the anchor moves along, so that the number stays
/// below 2^42 and resolves 2^-11 ns however long the walk has become.
@usableFromInline
struct RatePath: Sendable {
  private var leg = RateLeg()
  private var segments: RateSegments
  private let horizon: Int64
  /// What is left of the segment: whole nanoseconds, and the fraction of one.
  private var whole: Int64 = 0
  private var fraction = 0.0

  private static let longestLeg: Int64 = 1 << 40

  /// A walk that stands before its first leg.
  ///
  /// - Parameters:
  ///   - segments: the rate over time.
  ///   - horizon: where the walk ends, at most ``Interval/longest``.
  init(_ segments: RateSegments, horizon: Interval) {
    self.segments = segments
    self.horizon = horizon.nanoseconds
  }

  /// The next leg, or nil when there is none, and from then on.
  mutating func next() -> RateLeg? {
    if whole == 0 && fraction == 0 {
      guard let segment = segments.next() else { return nil }
      whole = segment.whole
      fraction = segment.fraction
      leg.workPerNanosecond = segment.rate / 1e9
      leg.nanosecondsPerWork = 1e9 / segment.rate
    }
    leg.start = leg.end
    if leg.start >= Double(RatePath.longestLeg) {
      let shift = Int64(leg.start)
      leg.anchor += shift
      leg.start -= Double(shift)
      leg.end = leg.start
    }
    let room = Double(horizon - leg.anchor)
    guard leg.start < room else { return nil }
    let part = min(whole, RatePath.longestLeg)
    leg.end = min(room, leg.start + (Double(part) + fraction))
    whole -= part
    fraction = 0
    return leg
  }
}
