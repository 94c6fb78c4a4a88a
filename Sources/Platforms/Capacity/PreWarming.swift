import SimCore

/// Starts instances ahead of demand: at given times or by a prediction of the request rate, as the
/// paper's section 5.2 proposes, or so many that those in use stay at a fraction of all.
///
/// A pre-warmed instance is called once by whoever warms it, so it is ready with the model loaded.
/// It is then like any other: idle for as long as the platform keeps instances, it is revoked.
public enum PreWarming: Hashable, Sendable {
  /// So many instances are to be there at some time.
  public struct Entry: Hashable, Sendable {
    /// When they are started.
    package let at: Instant
    /// How many are to be ready or starting then.
    package let instances: Int

    /// Instances at a time.
    public init(at: Instant, instances: Int) {
      self.at = at
      self.instances = instances
    }
  }

  /// A forecast of the request rate from its course in a recent window.
  public struct Prediction: Hashable, Sendable {
    /// The time between two forecasts, above zero.
    package let period: Interval
    /// How many periods back the rate is looked at, at least 2.
    package let periods: Int
    /// How far ahead of now the rate is forecast.
    package let horizon: Interval
    /// What the forecast is multiplied with.
    package let headroom: Double

    /// A forecast.
    public init(period: Interval, periods: Int, horizon: Interval, headroom: Double) {
      precondition(period > .zero && periods >= 2, "a trend needs two periods of some length")
      self.period = period
      self.periods = periods
      self.horizon = horizon
      self.headroom = headroom
    }
  }

  /// A fraction of the slots that is to be in use, on average over a recent window.
  public struct Tracking: Hashable, Sendable {
    /// The time between two looks, above zero.
    package let period: Interval
    /// How many periods the average is over, at least 1.
    package let periods: Int
    /// The fraction of the slots to be in use, above 0 and up to 1.
    package let target: Double

    /// A target.
    public init(period: Interval, periods: Int, target: Double) {
      precondition(period > .zero && periods >= 1, "an average is over a period of some length")
      precondition(target > 0 && target <= 1, "a target is a fraction")
      self.period = period
      self.periods = periods
      self.target = target
    }
  }

  /// At given times, which rise.
  case schedule([Entry])
  /// By a forecast.
  case prediction(Prediction)
  /// By the use of what is there.
  case tracking(Tracking)

  /// What is remembered from one look to the next.
  package struct Memory: Sendable {
    /// The instances of the schedule that could not be started yet; 0 for none.
    package var wanted = 0
    /// Requests that arrived in each of the last periods.
    package var arrivals: [Int] = []
    /// Nanoseconds of service in each of the last periods, of all instances together.
    package var service: [Int128] = []

    /// Nothing yet.
    package init() {}
  }

  /// When there is next something to look at, not before some time.
  func next(from time: Instant, pacing: Interval, memory: Memory) -> Instant? {
    switch self {
    case .schedule(let entries):
      let entry = Self.entry(of: entries, from: time)?.at
      guard memory.wanted > 0 else { return entry }
      let again = Self.multiple(of: pacing, from: time)
      return entry.map { min($0, again) } ?? again
    case .prediction(let prediction):
      return Self.multiple(of: prediction.period, from: time)
    case .tracking(let tracking):
      return Self.multiple(of: tracking.period, from: time)
    }
  }

  /// The first whole number of periods, at least one, that is not before some time.
  private static func multiple(of period: Interval, from time: Instant) -> Instant {
    let count = (time.nanoseconds + period.nanoseconds - 1) / period.nanoseconds
    return .zero + period * max(count, 1)
  }

  /// The first entry that is not before some time.
  ///
  /// - Complexity: O(log n), as a schedule may be long and is looked at for each of its entries.
  private static func entry(of entries: [Entry], from time: Instant) -> Entry? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].at < time { low = middle + 1 } else { high = middle }
    }
    return low < entries.count ? entries[low] : nil
  }

  /// The time between two looks that would find nothing, as nothing has been asked for in all that
  /// is remembered; nil otherwise.
  func rests(memory: Memory) -> Interval? {
    let (period, periods): (Interval, Int)
    switch self {
    case .schedule: return nil
    case .prediction(let prediction): (period, periods) = (prediction.period, prediction.periods)
    case .tracking(let tracking): (period, periods) = (tracking.period, tracking.periods)
    }
    let isQuiet =
      memory.arrivals.count == periods && memory.arrivals.allSatisfy { $0 == 0 }
      && memory.service.allSatisfy { $0 == 0 }
    return isQuiet ? period : nil
  }

  /// How many instances are to be ready or starting now.
  func wanted(
    _ observation: Observation, slots: Int, at now: Instant, memory: inout Memory
  ) -> Int {
    switch self {
    case .schedule(let entries):
      if let entry = Self.entry(of: entries, from: now), entry.at == now {
        memory.wanted = entry.instances
      }
      return memory.wanted
    case .prediction(let prediction):
      memory.add(observation, keeping: prediction.periods)
      return prediction.instances(arrivals: memory.arrivals, service: memory.service)
    case .tracking(let tracking):
      memory.add(observation, keeping: tracking.periods)
      return tracking.instances(service: memory.service, slots: slots)
    }
  }
}

extension PreWarming.Memory {
  /// Adds what was measured in a period, and forgets what is older than so many.
  fileprivate mutating func add(_ observation: Observation, keeping periods: Int) {
    arrivals.append(observation.arrivals)
    service.append(observation.serviceTime)
    let surplus = arrivals.count - periods
    if surplus > 0 {
      arrivals.removeFirst(surplus)
      service.removeFirst(surplus)
    }
  }
}

extension PreWarming.Tracking {
  /// The instances of which the target's fraction is in use, at the mean of the periods.
  ///
  /// Nothing is rounded but the number of instances, which is rounded up. Source: Google Cloud,
  /// "About instance autoscaling in Cloud Run services" (2026).
  ///
  /// - Parameters:
  ///   - service: the nanoseconds of service in each period, of all slots together.
  ///   - slots: how many requests an instance serves at the same time.
  /// - Returns: the number of instances; 0 where nothing was served.
  package func instances(service: [Int128], slots: Int) -> Int {
    guard !service.isEmpty else { return 0 }
    let length = Int128(period.nanoseconds) * Int128(service.count)
    let inService = Ratio(WholeNumber(service.reduce(0, +)), WholeNumber(length))
    let wanted = inService / (Ratio(slots) * Ratio(decimal: target))
    return Int(min(wanted.roundedUp, 1_000_000_000))
  }
}

extension PreWarming.Prediction {
  /// The instances that the forecast rate keeps busy, by Little's law, with the headroom.
  ///
  /// The rate follows the straight line of least squares through the rates of the periods. The mean
  /// service time is that of the window: the time of service for each request that arrived. Nothing
  /// is rounded but the number of instances, which is rounded up.
  ///
  /// - Parameters:
  ///   - arrivals: the requests of each period, the latest last.
  ///   - service: the nanoseconds of service in each.
  /// - Returns: the number of instances; 0 where nothing has arrived or the rate falls to nothing.
  package func instances(arrivals: [Int], service: [Int128]) -> Int {
    let requests = arrivals.reduce(0, +)
    guard requests > 0 else { return 0 }
    let serviceTime = Ratio(service.reduce(0, +), over: requests)
    let busy = Ratio(decimal: headroom) * forecast(arrivals) * serviceTime
    return Int(min(busy.roundedUp, 1_000_000_000))
  }

  /// The rate that is forecast for the horizon, in requests a nanosecond.
  package func forecast(_ arrivals: [Int]) -> Ratio {
    let count = arrivals.count
    let total = arrivals.reduce(0, +)
    // In half periods from the middle of the window, where all times are whole.
    var (products, squares) = (Int128(0), Int128(0))
    for (index, requests) in arrivals.enumerated() {
      let time = Int128(2 * index - (count - 1))
      products += time * Int128(requests)
      squares += time * time
    }
    let period = Ratio(period.nanoseconds)
    let mean = Ratio(total, over: count) / period
    guard squares > 0, products != 0 else { return mean }
    // From the middle to the end of the window and on to the horizon, in half periods.
    let ahead = Ratio(count) + Ratio(2 * Int128(horizon.nanoseconds)) / period
    let change = Ratio(products.magnitude, over: squares) / period * ahead
    if products > 0 { return mean + change }
    return mean > change ? mean - change : .zero
  }
}
