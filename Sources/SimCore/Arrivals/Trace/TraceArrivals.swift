/// The arrivals that a trace lists, in order, in constant memory.
///
/// When a row is wrong or the bytes cannot be read, the stream ends and ``error`` says why; whoever
/// uses the arrivals must look at it after the end.
public struct TraceArrivals<Source: ByteSource>: ArrivalSource {
  /// What ended the stream early, or nil.
  public private(set) var error: TraceError?

  /// What the columns of its row add to the service time of the latest arrival.
  package private(set) var work = Interval.zero

  private var times: TraceTimesOfPart<Source>
  private var remaining: Int64
  private let end: Instant
  private let timeScale: Double
  /// How many copies a request has; nil where it stays alone.
  private var copies: TraceCopies?
  private var hasTimes = false

  /// The arrivals of a trace.
  ///
  /// - Parameters:
  ///   - source: where the bytes come from.
  ///   - parser: how they are read; a parser that has read nothing yet.
  ///   - requests: the most arrivals to make, at least 0, or nil for all.
  ///   - duration: the time that arrivals must lie before once they are scaled, or nil for no such
  ///     limit. What follows the first arrival beyond it is not read.
  ///   - part: what of the trace is sent. Scaled times are rounded to the nearest nanosecond by way
  ///     of a 53-bit number, those scaled by 1 stay exact.
  ///   - random: what requests are drawn from that have no time of their own.
  public init(
    source: Source, parser: TraceParser, requests: Int64? = nil, duration: Interval? = nil,
    part: TracePart = TracePart(), random: Random = Random(seed: 0, stream: RandomStream("trace"))
  ) {
    precondition(
      part.timeScale > 0 && part.timeScale.isFinite, "a time scale is a number above zero")
    precondition(part.load > 0 && part.load <= 1e9, "a load is above zero and at most 10^9")
    times = TraceTimesOfPart(source: source, parser: parser, part: part, random: random)
    remaining = requests ?? .max
    end = duration.map { Instant.zero + $0 } ?? .never
    timeScale = part.timeScale
    if part.load != 1 && part.counts == nil { copies = TraceCopies(load: part.load) }
  }

  /// The time of the next arrival; nil after the last one, or when ``error`` is set.
  public mutating func next() -> Instant? {
    guard remaining > 0 else {
      if error == nil { checkSilence() }
      return nil
    }
    guard let time = read() else {
      remaining = 0
      return nil
    }
    remaining -= 1
    return time
  }

  /// The moment from which times are counted, in nanoseconds since 1970; 0 for a start of its own.
  package var origin: Int64? { times.origin }

  /// Whether times are taken for seconds only because the first number is small.
  package var isGuess: Bool { times.isGuess }

  private mutating func read() -> Instant? {
    do throws(TraceError) {
      let time = copies == nil ? try times.next() : try copies?.next(from: &times)
      guard let time else {
        if hasTimes { return nil }
        throw TraceError(.nothingLeft)
      }
      hasTimes = true
      work = copies?.work ?? times.work
      let scaled = timeScale == 1 ? time : try scaled(time)
      if scaled < end { return scaled }
      checkSilence()
    } catch {
      self.error = error
    }
    return nil
  }

  /// Looks at what was read when no more of it is wanted.
  private mutating func checkSilence() {
    do throws(TraceError) {
      try times.checkSilence()
    } catch {
      self.error = error
    }
  }

  private func scaled(_ time: Instant) throws(TraceError) -> Instant {
    let nanoseconds = Double(time.nanoseconds) * timeScale
    guard nanoseconds < Double(Interval.longest.nanoseconds) else {
      throw TraceError(.beyondHorizon, line: times.latestLine)
    }
    return .zero + Interval(roundingNanoseconds: nanoseconds)
  }
}

extension TraceArrivals: Sendable where Source: Sendable {}
