@testable import SimCore
import TestSupport
import Testing

@Suite struct HistogramTests {
  private func interval(_ nanoseconds: Int64) -> Interval { Interval(nanoseconds: nanoseconds) }

  @Test func `the buckets follow one another without a gap up to the greatest integer`() {
    var next: Int64 = 0
    for bucket in 0..<Histogram.bucketCount {
      let bounds = Histogram.bounds(of: bucket)
      #expect(bounds.lowerBound == next)
      if bounds.upperBound == .max {
        #expect(bucket == Histogram.bucketCount - 1)
        return
      }
      next = bounds.upperBound + 1
    }
    Issue.record("the last bucket ends before the greatest integer")
  }

  @Test func `the first and the last value of every bucket fall into it`() {
    for bucket in 0..<Histogram.bucketCount {
      let bounds = Histogram.bounds(of: bucket)
      #expect(Histogram.bucket(of: interval(bounds.lowerBound)) == bucket)
      #expect(Histogram.bucket(of: interval(bounds.upperBound)) == bucket)
    }
  }

  @Test func `the middle of a bucket is within a tenth of a percent of all its values`() {
    for bucket in 0..<Histogram.bucketCount {
      let bounds = Histogram.bounds(of: bucket)
      let middle = Histogram.middle(of: bucket).nanoseconds
      #expect(bounds.contains(middle))
      // In whole numbers, since the greatest values have more digits than a Double: the error is
      // largest in proportion at the lower end, and no greater at the upper one.
      #expect(Int128(middle - bounds.lowerBound) * 1024 <= Int128(bounds.lowerBound))
      #expect(Int128(bounds.upperBound - middle) * 1024 <= Int128(bounds.upperBound))
      #expect(Int128(bounds.upperBound - bounds.lowerBound) * 512 <= Int128(bounds.lowerBound))
    }
  }

  @Test func `values below 1024 nanoseconds are kept exactly`() {
    for value: Int64 in 0..<1024 {
      #expect(Histogram.bounds(of: Histogram.bucket(of: interval(value))) == value...value)
    }
  }

  @Test func `negative values count as zero`() {
    var histogram = Histogram()
    histogram.add(interval(-5))
    #expect(histogram.percentile(0.5) == .zero)
    #expect(histogram.count == 1)
  }

  private static let fractions: [(fraction: Double, parts: Int, of: Int)] = [
    (0.5, 1, 2), (0.9, 9, 10), (0.95, 19, 20), (0.99, 99, 100), (0.999, 999, 1000),
  ]

  /// The nearest rank in whole numbers: the least k with k/n at or above the fraction.
  private func nearestRank(_ count: Int, _ parts: Int, of whole: Int) -> Int {
    max(1, (count * parts + whole - 1) / whole)
  }

  @Test func `the percentiles of small values are those of the nearest rank, for every number`() {
    // The values 0, 1, 2 ... tell their rank themselves.
    var histogram = Histogram()
    for count in 1...Campaign.part(of: 1024, atLeast: 300) {
      histogram.add(interval(Int64(count - 1)))
      for (fraction, parts, whole) in Self.fractions {
        let rank = nearestRank(count, parts, of: whole)
        #expect(histogram.percentile(fraction) == interval(Int64(rank - 1)))
      }
    }
  }

  @Test func `the rank is exact for millions of values`() {
    // Half of a histogram's values are zero and half are one, up to a number that straddles the
    // rank: a rank that is off by one shows.
    var random = Random(seed: 9)
    for _ in 0..<Campaign.part(of: 200) {
      let count = 1_000_000 + Int(random.next(below: 1_000_000_000_000))
      for (fraction, parts, whole) in Self.fractions {
        let rank = UInt64(nearestRank(count, parts, of: whole))
        var histogram = Histogram()
        histogram.counts[0] = rank - 1
        histogram.counts[1] = 1
        histogram.counts[2] = UInt64(count) - rank
        histogram.total = UInt64(count)
        #expect(histogram.percentile(fraction) == interval(1))
      }
    }
  }

  @Test func `a percentile of any values lies in the bucket of the value of the nearest rank`() {
    var random = Random(seed: 8)
    for exponent: UInt64 in [8, 16, 24, 32, 40, 48, 56, 63] {
      for count in [1, 2, 9, 100, 1001] {
        var histogram = Histogram()
        var values = (0..<count).map { _ in Int64(random.next(below: 1 << exponent)) }
        for value in values { histogram.add(interval(value)) }
        values.sort()
        for (fraction, parts, whole) in Self.fractions {
          let exact = values[nearestRank(count, parts, of: whole) - 1]
          let bucket = Histogram.bounds(of: Histogram.bucket(of: interval(exact)))
          let percentile = histogram.percentile(fraction)?.nanoseconds ?? -1
          #expect(bucket.contains(percentile))
          #expect(abs(Double(percentile - exact)) <= 0.001 * Double(exact))
        }
      }
    }
  }

  @Test func `percentiles from 0 to 1 are the least and the greatest value`() {
    var histogram = Histogram()
    for value: Int64 in [3, 1, 2] { histogram.add(interval(value)) }
    #expect(histogram.percentile(0) == interval(1))
    #expect(histogram.percentile(1) == interval(3))
    #expect(histogram.percentile(-1) == interval(1))
    #expect(histogram.percentile(2) == interval(3))
  }

  @Test func `a histogram without values has no percentile`() {
    #expect(Histogram().percentile(0.5) == nil)
  }

  @Test func `counting up to a length takes in the whole of its bucket`() {
    var histogram = Histogram()
    for value: Int64 in [10, 10, 11, 5000, 5001, 1 << 40] { histogram.add(interval(value)) }
    #expect(histogram.count(upTo: interval(9)) == 0)
    #expect(histogram.count(upTo: interval(10)) == 2)
    #expect(histogram.count(upTo: interval(11)) == 3)
    // 5000 and 5001 share a bucket of eight nanoseconds.
    #expect(histogram.count(upTo: interval(5000)) == 5)
    #expect(histogram.count(upTo: interval(.max)) == 6)
    #expect(histogram.count == 6)
  }

  @Test func `merging is adding all values to one`() {
    var random = Random(seed: 10)
    var left = Histogram()
    var right = Histogram()
    var both = Histogram()
    for index in 0..<2000 {
      let value = interval(Int64(random.next(below: 1 << 45)))
      both.add(value)
      if index % 3 == 0 { left.add(value) } else { right.add(value) }
    }
    left.merge(right)
    #expect(left.count == both.count)
    for bucket in 0..<Histogram.bucketCount { #expect(left.counts[bucket] == both.counts[bucket]) }
  }

  @Test func `the values at ranks are those of the ordered values`() {
    var histogram = Histogram()
    for value in [5, 3, 900, 3, 40] { histogram.add(interval(Int64(value))) }
    let found = histogram.values(atRanks: [1, 2, 3, 4, 5]).map(\.nanoseconds)
    #expect(found == [3, 3, 5, 40, 900])
    #expect(histogram.values(atRanks: [2, 5]).map(\.nanoseconds) == [3, 900])
    #expect(histogram.values(atRanks: []).isEmpty)
  }
}
