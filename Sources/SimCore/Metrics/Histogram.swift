/// Counts of lengths of time in buckets whose width grows with their value.
///
/// Below 1024 ns each value has its own bucket; above, every doubling is cut into 512 buckets of
/// equal width. A bucket is represented by its middle, so a percentile is off by at most 1/1024 of
/// its value (0.098 %), whatever the range. The memory is fixed: 53 doublings, 220 KiB.
///
/// Source of the layout: G. Tene's HdrHistogram.
@usableFromInline package struct Histogram: ~Copyable {
  @usableFromInline var counts: Table<UInt64>

  @usableFromInline var total: UInt64 = 0

  /// The fraction of its value by which a percentile may be off: half the width of a bucket.
  @usableFromInline package static let relativeError = 1.0 / 1024

  /// The number of values.
  @inlinable
  package var count: UInt64 { total }

  /// A histogram without values.
  @inlinable
  package init() { counts = Table(repeating: 0, count: Self.bucketCount) }

  /// The number of buckets: 1024 exact ones and 512 for each of the 53 doublings up to 2^63.
  @inlinable
  static var bucketCount: Int { 1024 + 53 * 512 }

  /// Counts a value; negative values count as zero.
  @inlinable
  @inline(__always)
  package mutating func add(_ value: Interval) {
    counts[Self.bucket(of: value)] &+= 1
    total &+= 1
  }

  /// Adds all counts of another histogram.
  @usableFromInline package mutating func merge(_ other: borrowing Histogram) {
    for index in 0..<Self.bucketCount { counts[index] += other.counts[index] }
    total += other.count
  }

  /// Forgets all values.
  @usableFromInline package mutating func clear() {
    for index in 0..<Self.bucketCount { counts[index] = 0 }
    total = 0
  }

  /// The smallest recorded value that at least a fraction of all values do not exceed, to the width
  /// of its bucket: the nearest-rank percentile.
  ///
  /// - Parameter fraction: from 0 to 1; 0.99 for the 99th percentile.
  /// - Returns: nil without values.
  @usableFromInline package func percentile(_ fraction: Double) -> Interval? {
    count == 0 ? nil : values(atRanks: [PercentileRanks(fraction, of: count).rank]).first
  }

  /// The values at some ranks in order of size, each to the width of its bucket.
  ///
  /// - Parameters:
  ///   - ranks: ranks from 1 to the number of values, in rising order.
  ///   - least: a value that none is below, from which on to look.
  /// - Returns: a value for each rank.
  /// - Complexity: O(b), where b is the number of buckets from the least value to the last rank's.
  @usableFromInline package func values(
    atRanks ranks: [UInt64], from least: Interval = .zero
  ) -> [Interval] {
    var found: [Interval] = []
    found.reserveCapacity(ranks.count)
    var seen: UInt64 = 0
    var index = Self.bucket(of: least)
    while found.count < ranks.count && index < Self.bucketCount {
      seen += counts[index]
      while found.count < ranks.count && seen >= ranks[found.count] {
        found.append(Self.middle(of: index))
      }
      index += 1
    }
    return found
  }

  /// The number of values whose bucket lies at or below the bucket of a length.
  @usableFromInline package func count(upTo value: Interval) -> UInt64 {
    var seen: UInt64 = 0
    for index in 0...Self.bucket(of: value) { seen += counts[index] }
    return seen
  }

  /// The number of values no greater than a length, each taken as the middle of its bucket.
  @usableFromInline package func count(within value: Interval) -> UInt64 {
    if value < .zero { return 0 }
    let bucket = Self.bucket(of: value)
    return count(upTo: value) - (Self.middle(of: bucket) > value ? counts[bucket] : 0)
  }

  /// The index of the bucket that a value falls into.
  @inlinable
  @inline(__always)
  package static func bucket(of value: Interval) -> Int {
    let nanoseconds = max(value.nanoseconds, 0)
    if nanoseconds < 1024 { return Int(nanoseconds) }
    let doubling = 63 &- nanoseconds.leadingZeroBitCount
    let fraction = Int(nanoseconds &>> Int64(doubling &- 9)) & 511
    return 1024 &+ (doubling &- 10) &* 512 &+ fraction
  }

  /// The least and the greatest value of a bucket.
  @usableFromInline package static func bounds(of bucket: Int) -> ClosedRange<Int64> {
    if bucket < 1024 { return Int64(bucket)...Int64(bucket) }
    let doubling = 10 + (bucket - 1024) / 512
    let width = Int64(1) << Int64(doubling - 9)
    let least = (Int64(512) + Int64((bucket - 1024) % 512)) * width
    return least...(least + (width - 1))
  }

  /// The value in the middle of a bucket.
  static func middle(of bucket: Int) -> Interval {
    let bounds = bounds(of: bucket)
    return Interval(nanoseconds: bounds.lowerBound + (bounds.upperBound - bounds.lowerBound) / 2)
  }
}
