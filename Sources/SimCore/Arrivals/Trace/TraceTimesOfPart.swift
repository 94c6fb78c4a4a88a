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
  /// The first and the latest time that was read, and the line of the first; nil before that.
  private var begun: (first: Instant, last: Instant, line: Int)?
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

  /// A longer time than this before the first request, a day, may be an error.
  private static var longestSilence: Interval { .seconds(86_400) }
  /// It is one where all requests lie within this part of it.
  private static var leastPart: Int64 { 10 }

  /// Throws when the run would be nearly all silence before the first request.
  ///
  /// It says so at the end, since only that shows how long requests come. Counts are spared: they
  /// have their start with them.
  func checkSilence() throws(TraceError) {
    guard !part.keepsSilence, let begun, begun.first > Instant.zero + Self.longestSilence else {
      return
    }
    let (silence, span) = (begun.first - Instant.zero, begun.last - begun.first)
    guard span.nanoseconds < silence.nanoseconds / Self.leastPart else { return }
    throw TraceError(.lateStart(silence, span), line: begun.line)
  }

  /// Whether times are taken for seconds only because the first number is small.
  var isGuess: Bool { parser.field.isGuess }

  /// The moment from which the trace counts.
  var origin: Int64? { parser.offset }

  /// The next time, from the start of the part; nil at its end.
  mutating func next() throws(TraceError) -> Instant? {
    while let time = try nextOfTrace(), time < end {
      if time >= .zero + part.start { return time - part.start }
    }
    try checkSilence()
    return nil
  }

  private mutating func nextOfTrace() throws(TraceError) -> Instant? {
    guard let counts = part.counts else {
      let time = try parser.next(from: &source)
      if let time {
        begun = (begun?.first ?? time, time, begun?.line ?? parser.latestLine)
      }
      return time
    }
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
