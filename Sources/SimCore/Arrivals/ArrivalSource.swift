/// Where requests come from: their times, in order, one at a time.
///
/// A source holds a constant amount of memory, however many requests it makes, so that a run of a
/// thousand million requests needs no more than a run of ten.
public protocol ArrivalSource {
  /// The time of the next request, or nil after the last one, and from then on.
  ///
  /// Times never decrease; two requests may arrive in the same nanosecond.
  mutating func next() -> Instant?

  /// Makes the next requests' times, as many as fit well.
  ///
  /// - Parameter times: a buffer that is used again; what it holds before does not matter, and the
  ///   times stand at its beginning after.
  /// - Returns: how many times there are; 0 after the last request, and from then on.
  mutating func fill(_ times: inout [Instant]) -> Int
}

extension ArrivalSource {
  /// Asks for one time after another.
  public mutating func fill(_ times: inout [Instant]) -> Int {
    if times.isEmpty { times = Array(repeating: .zero, count: 64) }
    var count = 0
    while count < times.count, let time = next() {
      times[count] = time
      count += 1
    }
    return count
  }
}
