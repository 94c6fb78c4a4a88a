/// The arrivals of a process, in order, one at a time, in constant memory.
///
/// The time of an arrival is the whole nanosecond in which it falls. The times are drawn from
/// ``RandomStream/arrivals``, the path of states or phases from ``RandomStream/arrivalStates``;
/// one never shifts the other.
///
/// Without a given count, a Poisson process (of any rate) is made by inversion: one exponential
/// number is one arrival, consumed as the integral of the rate up to it. With a count and a
/// duration (``Extent/exactly(requests:within:)``) the times are those of the process given that
/// exactly so many arrivals fall within the duration: independent draws whose density follows the
/// rate, in order. Where the path of states is drawn too, it is drawn first and without regard to
/// the count: the times are conditioned on the count given the path, the path is not.
///
/// A process that ends, or whose rate is zero for ever after, or whose next arrival lies beyond
/// ``Instant/latestHorizon``, ends the stream.
///
/// Times are made some dozen at once and handed out one by one: the state of the generator then
/// stays in registers from draw to draw, and a time is known long before the loop needs it.
@frozen
public struct ArrivalStream: ArrivalSource, Sendable {
  /// The times made ahead, and the next of them to be handed out.
  @usableFromInline var made: [Instant] = []
  @usableFromInline var count = 0
  @usableFromInline var position = 0

  // What an arrival within a leg needs. Every other way of making arrivals sets `legEnd` so that no
  // offset lies before it.
  private var random: Random
  private var offset = 0.0
  private var nanosecondsPerWork = 0.0
  private var legEnd = -Double.infinity
  private var anchor: Int64 = 0
  /// How many arrivals are still to be made, at most.
  private var remaining: Int64

  // At most one of these is there; when none is, the stream has ended.
  private var path: RatePath?
  private var conditioned: ConditionedTimes?
  private var phases: PhaseWalk?
  private var spacing: EvenSpacing?

  /// The arrivals of a process.
  ///
  /// Evenly spaced arrivals with a count and a duration share the duration evenly, the first at 0,
  /// whatever the rate is.
  ///
  /// - Parameters:
  ///   - process: how requests arrive.
  ///   - extent: how far; from 1 to ``Extent/mostRequests`` requests, from 1 ns to
  ///     ``Interval/longest``.
  ///   - seed: the scenario's seed.
  ///   - replication: the index of the replication, from 0.
  /// - Throws: ``ArrivalProcessError`` when the extent is out of range, cannot be had from this
  ///   process, or would take more than ``ArrivalProcess/mostStateChanges`` changes of state.
  public init(
    _ process: ArrivalProcess, extent: Extent, seed: UInt64, replication: UInt64
  ) throws(ArrivalProcessError) {
    try extent.check()
    try process.checkStateChanges(within: extent)
    random = Random(seed: seed, replication: replication, stream: .arrivals)
    remaining = extent.count ?? .max
    let states = Random(seed: seed, replication: replication, stream: .arrivalStates)
    let limit = extent.limit
    switch process.shape {
    case .constant(let rate):
      if case .exactly(let requests, _) = extent {
        spacing = EvenSpacing(shares: requests, horizon: limit)
      } else {
        spacing = EvenSpacing(rate: rate, horizon: limit)
      }
    case .markovian(let d0, let d1, _):
      if case .exactly = extent { throw ArrivalProcessError([], .countNotConditionable) }
      phases = PhaseWalk(
        d0: d0, d1: d1, initial: process.initialWeights, horizon: limit, random: states)
    case .poisson, .piecewise, .pinned, .modulated:
      let walk = RatePath(process.segments(states), horizon: limit)
      if case .exactly = extent {
        conditioned = ConditionedTimes(walk)
        if conditioned == nil { throw ArrivalProcessError([], .noArrivals) }
      } else {
        path = walk
        if let leg = path?.next() { enter(leg) } else { remaining = 0 }
      }
    }
  }

  /// How many times are made at once.
  private static let portion = 64

  /// The time of the next arrival, or nil after the last one.
  @inlinable
  @inline(__always)
  public mutating func next() -> Instant? {
    if position >= count {
      makeMore()
      if count == 0 { return nil }
    }
    let arrival = made[position]
    position &+= 1
    return arrival
  }

  /// Hands over all times that are made, and takes the buffer for the next.
  public mutating func fill(_ times: inout [Instant]) -> Int {
    if position >= count { makeMore() }
    if position > 0 { made.removeFirst(position) }
    let filled = count - position
    (position, count) = (0, 0)
    swap(&made, &times)
    return filled
  }

  /// Makes the next times; none when there are no more.
  @usableFromInline
  @inline(never)
  mutating func makeMore() {
    position = 0
    count = 0
    if made.count < Self.portion { made = Array(repeating: .zero, count: Self.portion) }
    while let draw = makeWithinLeg() {
      guard let arrival = nextBeyondLeg(draw) else { return }
      made[count] = arrival
      count += 1
    }
  }

  /// Makes times up to the end of the leg, as long as there is room for them.
  ///
  /// - Returns: the draw that leads beyond the leg; nil when the room is used up, or all arrivals
  ///   are made.
  private mutating func makeWithinLeg() -> Double? {
    let end = count + Int(min(Int64(Self.portion - count), remaining))
    // Copies, which the compiler keeps in registers.
    var (generator, last, index) = (random, offset, count)
    defer {
      remaining -= Int64(index - count)
      (random, offset, count) = (generator, last, index)
    }
    while index < end {
      let draw = generator.drawExponential()
      let candidate = last + draw * nanosecondsPerWork
      guard candidate < legEnd else { return draw }
      last = candidate
      made[index] = Instant(nanoseconds: anchor &+ Int64(candidate))
      index += 1
    }
    return nil
  }

  /// The next arrival where it does not lie within the leg, or there is no leg.
  private mutating func nextBeyondLeg(_ draw: Double) -> Instant? {
    let arrival =
      if path != nil {
        crossLegs(draw)
      } else if conditioned != nil {
        conditioned?.next(draw, remaining: remaining)
      } else if phases != nil {
        phases?.next(draw, from: &random)
      } else {
        spacing?.next()
      }
    if arrival == nil { remaining = 0 } else { remaining -= 1 }
    return arrival
  }

  /// Consumes the draw leg by leg, up to the leg in which it is used up.
  private mutating func crossLegs(_ draw: Double) -> Instant? {
    var work = draw
    var workPerNanosecond = 1 / nanosecondsPerWork
    while true {
      work = max(0, work - (legEnd - offset) * workPerNanosecond)
      guard let leg = path?.next() else { return nil }
      enter(leg)
      workPerNanosecond = leg.workPerNanosecond
      let candidate = offset + work * nanosecondsPerWork
      if candidate < legEnd {
        offset = candidate
        return Instant(nanoseconds: anchor + Int64(candidate))
      }
    }
  }

  /// Keeps at hand what an arrival within a leg needs.
  private mutating func enter(_ leg: RateLeg) {
    anchor = leg.anchor
    offset = leg.start
    legEnd = leg.end
    nanosecondsPerWork = leg.nanosecondsPerWork
  }
}

extension ArrivalProcess {
  /// The rate over time, of a process that is Poisson given its rate.
  fileprivate func segments(_ random: Random) -> RateSegments {
    switch shape {
    case .constant(let rate), .poisson(let rate): RateSegments(rate: rate)
    case .piecewise(let pieces, let repeats): RateSegments(pieces: pieces, repeats: repeats)
    case .pinned(let rates, let path):
      RateSegments(
        pieces: path.map { Piece(rate: rates[$0.state], length: $0.length) }, repeats: false)
    case .modulated(let rates, let generator, _):
      RateSegments(rates: rates, generator: generator, initial: initialWeights, random: random)
    case .markovian: preconditionFailure("a Markovian arrival process has no rate path")
    }
  }

  /// The distribution of the initial state or phase.
  fileprivate var initialWeights: [Double] {
    switch shape {
    case .modulated(let rates, _, let state?): rates.indices.map { $0 == state ? 1 : 0 }
    case .markovian(let d0, _, let phase?): d0.indices.map { $0 == phase ? 1 : 0 }
    default: ModulatingChain(shape)?.stationary ?? []
    }
  }
}
