/// The arrivals that a trace lists, in order, in constant memory.
///
/// When a row is wrong or the bytes cannot be read, the stream ends and ``error`` says why; whoever
/// uses the arrivals must look at it after the end.
public struct TraceArrivals<Source: ByteSource>: ArrivalSource {
  /// What ended the stream early, or nil.
  public private(set) var error: TraceError?

  private var source: Source
  private var parser: TraceParser
  private var remaining: Int64
  private let end: Instant
  private let timeScale: Double

  /// The arrivals of a trace.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - parser: how they are read; a parser that has read nothing yet.
  ///   - requests: the most arrivals to make, at least 0, or nil for all.
  ///   - duration: the time that arrivals must lie before once they are scaled, or nil for no such
  ///     limit. What follows the first arrival beyond it is not read.
  ///   - timeScale: what times are multiplied with, finite and above 0. Scaled times are rounded to
  ///     the nearest nanosecond by way of a 53-bit number, those scaled by 1 stay exact.
  public init(
    source: Source, parser: TraceParser, requests: Int64? = nil, duration: Interval? = nil,
    timeScale: Double = 1
  ) {
    precondition(timeScale > 0 && timeScale.isFinite, "a time scale is a number above zero")
    self.source = source
    self.parser = parser
    remaining = requests ?? .max
    end = duration.map { Instant.zero + $0 } ?? .never
    self.timeScale = timeScale
  }

  /// The time of the next arrival; nil after the last one, or when ``error`` is set.
  public mutating func next() -> Instant? {
    guard remaining > 0 else { return nil }
    guard let time = read() else {
      remaining = 0
      return nil
    }
    remaining -= 1
    return time
  }

  private mutating func read() -> Instant? {
    do {
      guard let time = try parser.next(from: &source) else { return nil }
      let scaled = timeScale == 1 ? time : try scaled(time)
      return scaled < end ? scaled : nil
    } catch {
      self.error = error
      return nil
    }
  }

  private func scaled(_ time: Instant) throws(TraceError) -> Instant {
    let nanoseconds = Double(time.nanoseconds) * timeScale
    guard nanoseconds < Double(Interval.longest.nanoseconds) else {
      throw TraceError(.beyondHorizon, line: parser.latestLine)
    }
    return .zero + Interval(roundingNanoseconds: nanoseconds)
  }
}

extension TraceArrivals: Sendable where Source: Sendable {}
