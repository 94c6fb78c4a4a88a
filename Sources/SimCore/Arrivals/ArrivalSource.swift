/// Where requests come from: their times, in order, one at a time.
///
/// A source holds a constant amount of memory, however many requests it makes, so that a run of a
/// thousand million requests needs no more than a run of ten.
public protocol ArrivalSource {
  /// The time of the next request, or nil after the last one, and from then on.
  ///
  /// Times never decrease; two requests may arrive in the same nanosecond.
  mutating func next() -> Instant?
}
