import TestSupport
import Testing

@testable import SimCore

@Suite struct LatencySketchTests {
  private static let fractions = [0.0, 0.5, 0.95, 0.99, 1]

  /// Latencies over several doublings, some of them equal.
  private func values(_ count: Int, seed: UInt64) -> [Interval] {
    var random = Random(seed: seed)
    return (0..<count).map { _ in
      let least = Int64(1_000_000) << Int64(random.next(below: 13))
      return Interval(nanoseconds: least + Int64(random.next(below: 900_000)))
    }
  }

  private func sketch(_ values: some Sequence<Interval>) -> LatencySketch {
    var sketch = LatencySketch()
    for value in values { sketch.add(value) }
    return sketch
  }

  /// The nearest-rank percentile, found with all values at hand.
  private func exact(_ values: [Interval], _ fraction: Double) -> Interval {
    values.sorted()[Int(PercentileRanks(fraction, of: UInt64(values.count)).rank) - 1]
  }

  @Test func `nothing has no percentiles`() {
    #expect(LatencySketch().percentiles([0.5]) == nil)
    var sketch = LatencySketch()
    sketch.merge(LatencySketch())
    #expect(sketch.percentiles([0.5]) == nil)
  }

  @Test func `one value is each percentile, exactly`() {
    let value = Interval(nanoseconds: 123_456_789)
    #expect(sketch([value]).percentiles(Self.fractions) == Array(repeating: value, count: 5))
  }

  @Test(arguments: [1, 7, 100, 127, 128, 129, 256, 2_000, 30_000])
  func `percentiles are those of the nearest rank, within the error that is told`(count: Int) throws
  {
    let values = values(count, seed: UInt64(count))
    let sketch = sketch(values)
    #expect(sketch.count == UInt64(count))
    // Few values lie in few buckets, and these are as narrow as those of a histogram.
    if count <= LatencySketch.greatestCount {
      #expect(sketch.relativeError == Histogram.relativeError)
    }
    #expect(sketch.relativeError < 0.04)
    let found = try #require(sketch.percentiles(Self.fractions))
    for (fraction, value) in zip(Self.fractions, found) {
      let exact = exact(values, fraction).seconds
      #expect((value.seconds - exact).magnitude <= sketch.relativeError * exact)
    }
    #expect(found.first == values.min() || count > 1)
    #expect(found.last.map { $0 <= values.max() ?? .zero } == true)
  }

  @Test func `neither the order of values nor that of merging can be seen`() {
    let values = values(6_000, seed: 5)
    let whole = sketch(values).percentiles(Self.fractions)
    #expect(sketch(values.reversed()).percentiles(Self.fractions) == whole)
    let parts = stride(from: 0, to: values.count, by: 750).map {
      sketch(values[$0..<($0 + 750)])
    }
    var (forward, backward) = (LatencySketch(), LatencySketch())
    for part in parts { forward.merge(part) }
    for part in parts.reversed() { backward.merge(part) }
    #expect(forward.percentiles(Self.fractions) == whole)
    #expect(backward.percentiles(Self.fractions) == whole)
    #expect(forward.count == 6_000)
  }

  @Test func `values up to the greatest there is have a place`() throws {
    let greatest = Interval(nanoseconds: .max)
    let sketch = sketch(values(5_000, seed: 1) + [greatest])
    let found = try #require(sketch.percentiles([1]))
    #expect(found[0].seconds > 0.9 * greatest.seconds)
  }
}
