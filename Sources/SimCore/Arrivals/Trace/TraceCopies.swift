/// The requests of a trace at another load than its own.
///
/// At a load below 1 each request stays with that probability, independently of the others. At one
/// above 1 each request is sent at its time, and others with it: as many as the load says on
/// average, at independent uniform times before the next request of the trace. So the rate is
/// multiplied everywhere, what varies over longer times than between two requests varies as before,
/// and nothing needs to be sorted. After the last request there is as much room as before it.
struct TraceCopies: Sendable {
  private let load: Double
  private var gap: (start: Instant, length: Interval) = (.zero, .zero)
  private var following: Instant?
  /// What the columns add to the service time of the latest request, of a copy those of its
  /// original; and the same of the one that follows.
  private(set) var work = Interval.zero
  private var followingWork = Interval.zero
  private var hasBegun = false
  private var positions = OrderedUniforms(0)

  init(load: Double) { self.load = load }

  /// The next request; nil after the last.
  mutating func next<Source>(
    from times: inout TraceTimesOfPart<Source>
  ) throws(TraceError) -> Instant? {
    if load < 1 {
      while let time = try times.next() {
        work = times.work
        if times.random.nextUnit() < load { return time }
      }
      return nil
    }
    if positions.remaining > 0 {
      let offset = positions.next(using: &times.random) * Double(gap.length.nanoseconds)
      return gap.start + Interval(nanoseconds: Int64(offset))
    }
    if !hasBegun {
      hasBegun = true
      following = try times.next()
      followingWork = times.work
    }
    guard let time = following else { return nil }
    work = followingWork
    following = try times.next()
    followingWork = times.work
    let latest = Instant.latestHorizon - gap.length
    gap = (time, following.map { $0 - time } ?? (time < latest ? gap.length : .zero))
    let whole = Int64(load)
    let extra = times.random.nextUnit() < load - Double(whole) ? whole : whole - 1
    positions = OrderedUniforms(extra)
    return time
  }
}
