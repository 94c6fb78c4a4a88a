/// The latencies of a window in few bytes, for percentiles.
///
/// It counts in the buckets of a ``Histogram``, but keeps only those that have values. When there
/// are more than ``greatestCount`` of them, neighbours are joined in pairs until there are not, so
/// that the memory of a window is bounded and a percentile is off by at most ``relativeError`` of
/// its value. What it says does not depend on the order of the values, nor on how sketches were
/// merged.
package struct LatencySketch: Sendable {
  /// The greatest number of buckets kept.
  package static let greatestCount = 256
  /// How many values are gathered before they are sorted into buckets.
  private static let gathered = 128

  /// A bucket that has values.
  private struct Bucket: Sendable, BitwiseCopyable {
    let index: UInt16
    var count: UInt64
  }

  /// The buckets that have values, in order.
  private var buckets: [Bucket] = []
  /// The buckets of values that are not counted yet, in a histogram's own width.
  private var recent: [UInt16] = []
  /// How often neighbours were joined: so many doublings wider is a bucket than a histogram's.
  private var joins = 0
  /// The number of values.
  package private(set) var count: UInt64 = 0
  /// The least value; meaningless without values.
  private var least = Interval.zero
  /// The greatest value; meaningless without values.
  private var greatest = Interval.zero

  /// A sketch without values.
  package init() {}

  /// Counts a value of zero or more.
  package mutating func add(_ value: Interval) {
    least = count == 0 ? value : min(least, value)
    greatest = count == 0 ? value : max(greatest, value)
    count += 1
    recent.append(UInt16(Histogram.bucket(of: value)))
    if recent.count == Self.gathered { sort() }
  }

  /// Adds all values of another sketch.
  package mutating func merge(_ other: LatencySketch) {
    if other.count == 0 { return }
    var other = other
    other.sort()
    sort()
    least = count == 0 ? other.least : min(least, other.least)
    greatest = count == 0 ? other.greatest : max(greatest, other.greatest)
    count += other.count
    while joins < other.joins { join() }
    while other.joins < joins { other.join() }
    add(other.buckets)
  }

  /// By what fraction of its value a percentile may be off: half the width of a bucket.
  package var relativeError: Double {
    var sorted = self
    sorted.sort()
    return min(1, Histogram.relativeError * Double(1 << sorted.joins))
  }

  /// The nearest-rank percentiles of some fractions from 0 to 1, which rise; nil without values.
  package func percentiles(_ fractions: [Double]) -> [Interval]? {
    if count == 0 { return nil }
    var sorted = self
    sorted.sort()
    var (seen, place) = (UInt64(0), 0)
    return fractions.map { fraction in
      let rank = PercentileRanks(fraction, of: count).rank
      while seen + sorted.buckets[place].count < rank {
        seen += sorted.buckets[place].count
        place += 1
      }
      return min(max(sorted.middle(of: sorted.buckets[place]), least), greatest)
    }
  }

  /// Counts the values that were gathered.
  private mutating func sort() {
    if recent.isEmpty { return }
    recent.sort()
    var fresh: [Bucket] = []
    for bucket in recent {
      let index = bucket >> UInt16(joins)
      if fresh.last?.index == index {
        fresh[fresh.count - 1].count += 1
      } else {
        fresh.append(Bucket(index: index, count: 1))
      }
    }
    recent.removeAll(keepingCapacity: count > Self.gathered)
    add(fresh)
  }

  /// Adds buckets in order, of the same width.
  private mutating func add(_ fresh: [Bucket]) {
    var (merged, place) = ([Bucket](), 0)
    merged.reserveCapacity(buckets.count + fresh.count)
    for bucket in buckets {
      while place < fresh.count && fresh[place].index < bucket.index {
        merged.append(fresh[place])
        place += 1
      }
      var bucket = bucket
      if place < fresh.count && fresh[place].index == bucket.index {
        bucket.count += fresh[place].count
        place += 1
      }
      merged.append(bucket)
    }
    buckets = merged + fresh[place...]
    while buckets.count > Self.greatestCount { join() }
  }

  /// Joins neighbours in pairs.
  private mutating func join() {
    joins += 1
    var joined: [Bucket] = []
    for bucket in buckets {
      if joined.last?.index == bucket.index >> 1 {
        joined[joined.count - 1].count += bucket.count
      } else {
        joined.append(Bucket(index: bucket.index >> 1, count: bucket.count))
      }
    }
    buckets = joined
  }

  /// The value in the middle of a bucket.
  private func middle(of bucket: Bucket) -> Interval {
    let first = Int(bucket.index) << joins
    let last = min(first + (1 << joins), Histogram.bucketCount) - 1
    let (low, high) = (
      Histogram.bounds(of: first).lowerBound, Histogram.bounds(of: last).upperBound
    )
    return Interval(nanoseconds: low + (high - low) / 2)
  }
}
