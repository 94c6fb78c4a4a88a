import SimCore

/// Starts instances ahead of demand, as the paper's section 5.2 proposes: at given times, or by a
/// prediction of the request rate.
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

  /// At given times, which rise.
  case schedule([Entry])
  /// By a forecast.
  case prediction(Prediction)

  /// What is remembered from one look to the next.
  package struct Memory: Sendable {
    /// The instances of the schedule that could not be started yet; 0 for none.
    package var wanted = 0
    /// Requests that arrived in each of the last periods.
    package var arrivals: [Int] = []
    /// Seconds of service in each of the last periods, of all instances together.
    package var service: [Double] = []

    /// Nothing yet.
    package init() {}
  }

  /// When there is next something to look at, not before some time.
  func next(from time: Instant, pacing: Interval, memory: Memory) -> Instant? {
    switch self {
    case .schedule(let entries):
      let entry = entries.first { $0.at >= time }?.at
      guard memory.wanted > 0 else { return entry }
      let again = Self.multiple(of: pacing, from: time)
      return entry.map { min($0, again) } ?? again
    case .prediction(let prediction):
      return Self.multiple(of: prediction.period, from: time)
    }
  }

  /// The first whole number of periods, at least one, that is not before some time.
  private static func multiple(of period: Interval, from time: Instant) -> Instant {
    let count = (time.nanoseconds + period.nanoseconds - 1) / period.nanoseconds
    return .zero + period * max(count, 1)
  }

  /// How many instances are to be ready or starting now.
  func wanted(_ observation: Observation, at now: Instant, memory: inout Memory) -> Int {
    switch self {
    case .schedule(let entries):
      if let entry = entries.first(where: { $0.at == now }) { memory.wanted = entry.instances }
      return memory.wanted
    case .prediction(let prediction):
      memory.arrivals.append(observation.arrivals)
      memory.service.append(observation.meanInService * observation.period.seconds)
      let surplus = memory.arrivals.count - prediction.periods
      if surplus > 0 {
        memory.arrivals.removeFirst(surplus)
        memory.service.removeFirst(surplus)
      }
      return prediction.instances(arrivals: memory.arrivals, service: memory.service)
    }
  }
}

extension PreWarming.Prediction {
  /// The instances that the forecast rate keeps busy, by Little's law, with the headroom.
  ///
  /// The rate follows the straight line of least squares through the rates of the periods. The mean
  /// service time is that of the window: seconds of service for each request that arrived.
  ///
  /// - Parameters:
  ///   - arrivals: the requests of each period, the latest last.
  ///   - service: the seconds of service in each.
  /// - Returns: the number of instances; 0 where nothing has arrived or the rate falls to nothing.
  package func instances(arrivals: [Int], service: [Double]) -> Int {
    let requests = arrivals.reduce(0, +)
    guard requests > 0 else { return 0 }
    let serviceTime = service.reduce(0, +) / Double(requests)
    let busy = headroom * forecast(arrivals) * serviceTime
    return busy < 1e9 ? Elementary.ceiling(busy) : 1_000_000_000
  }

  /// The rate that is forecast for the horizon, per second and at least zero.
  package func forecast(_ arrivals: [Int]) -> Double {
    let count = Double(arrivals.count)
    let rates = arrivals.map { Double($0) / period.seconds }
    let mean = rates.reduce(0, +) / count
    // Times in periods, from the middle of the window; a rate belongs to the middle of its period.
    let middle = (count - 1) / 2
    var products = 0.0
    var squares = 0.0
    for (index, rate) in rates.enumerated() {
      let time = Double(index) - middle
      products += time * (rate - mean)
      squares += time * time
    }
    let slope = squares > 0 ? products / squares : 0
    let ahead = count / 2 + horizon.seconds / period.seconds
    return max(0, mean + slope * ahead)
  }
}
