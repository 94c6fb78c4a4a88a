/// The times within a part of a trace, from its start, row by row or from the counts of periods.
struct TraceTimesOfPart<Source: ByteSource> {
  /// What requests without a time of their own are drawn from.
  var random: Random
  private var source: Source
  private var parser: TraceParser
  private let part: TracePart
  /// The time of the trace at which the part ends.
  private let end: Instant
  /// The period whose requests are being made, and how many have been read.
  private var period: (number: Int64, count: Int64) = (-1, 0)
  private var positions = OrderedUniforms(0)
  /// Whether the sums of several columns are known, which are then the counts.
  private var hasSums = false

  init(source: Source, parser: TraceParser, part: TracePart, random: Random) {
    self.source = source
    self.parser = parser
    self.part = part
    self.random = random
    let start = Instant.zero + part.start
    end = part.length.map { $0 < .longest - part.start ? start + $0 : .never } ?? .never
  }

  /// The line of the latest row.
  var latestLine: Int { parser.latestLine }

  /// What the columns of the latest row add to the service time of its request.
  var work: Interval { parser.latestWork }

  /// The moment from which the trace counts.
  var origin: Int64? { parser.offset }

  /// The next time, from the start of the part; nil at its end.
  mutating func next() throws(TraceError) -> Instant? {
    while let time = try nextOfTrace(), time < end {
      if time >= .zero + part.start { return time - part.start }
    }
    return nil
  }

  private mutating func nextOfTrace() throws(TraceError) -> Instant? {
    guard let counts = part.counts else { return try parser.next(from: &source) }
    while positions.remaining == 0 {
      guard let count = try nextCount() else { return nil }
      period.number += 1
      let (start, overflows) = period.number.multipliedReportingOverflow(
        by: counts.period.nanoseconds)
      if overflows || start > Interval.longest.nanoseconds - counts.period.nanoseconds {
        throw TraceError(.beyondHorizon, line: parser.latestLine)
      }
      if start >= end.nanoseconds { return nil }
      // What is left out is not drawn either.
      if start + counts.period.nanoseconds <= part.start.nanoseconds { continue }
      period.count = multiplied(count)
      positions = OrderedUniforms(period.count)
    }
    let length = counts.period.nanoseconds
    let place: Int64
    if counts.isEven {
      let twice = Int128(2 * (period.count - positions.remaining) + 1)
      place = Int64(twice * Int128(length) / Int128(2 * period.count))
      positions.skip()
    } else {
      place = min(Int64(positions.next(using: &random) * Double(length)), length - 1)
    }
    return Instant(nanoseconds: period.number * length + place)
  }

  /// The requests of the next period, as the trace has them.
  private mutating func nextCount() throws(TraceError) -> Int64? {
    if !hasSums, let count = try parser.nextNumber(from: &source) { return count }
    hasSums = true
    let next = Int(period.number + 1)
    return next < parser.sums.count ? parser.sums[next] : nil
  }

  /// A count at the part's load: on average the product, and a whole number.
  private mutating func multiplied(_ count: Int64) -> Int64 {
    if part.load == 1 { return count }
    let product = min(Double(count) * part.load, Double(Extent.mostRequests))
    let whole = Int64(product)
    return random.nextUnit() < product - Double(whole) ? whole + 1 : whole
  }
}

extension TraceTimesOfPart: Sendable where Source: Sendable {}
