import Documents
import SimCore

extension FunctionPopulation {
  /// Draws the functions, from the one that is called least to the one that is called most.
  ///
  /// Rates: 45 % of the functions are called at most once an hour and 81 % at most once a minute,
  /// over a range of eight powers of ten; between these points the logarithm of the rate is even,
  /// and above once a minute rates follow a Pareto distribution, cut at 10^8 a day, of an index
  /// that is chosen so that the busiest fifth has more than 99 % of the requests. A function's mean
  /// execution time is log-normal (-0.38 and 2.36 are mean and standard deviation of the logarithm
  /// of seconds), and the memory of an instance follows the distribution of Burr (c = 11.652,
  /// k = 0.221, scale 107.083 MB). Source: M. Shahrad and others, "Serverless in the Wild", USENIX
  /// ATC 2020.
  ///
  /// Rates are drawn one from each of as many parts of the distribution as there are functions, so
  /// that few functions have the published shares too.
  ///
  /// - Parameter seed: the scenario's seed; the functions are the same in all replications.
  /// - Returns: the functions.
  func profiles(seed: UInt64) -> [FunctionProfile] {
    var random = Random(seed: seed, stream: RandomStream("functions"))
    var rates: [Double] = []
    rates.reserveCapacity(count)
    for index in 0..<count {
      rates.append(Self.rate(at: (Double(index) + random.nextUnit()) / Double(count)))
    }
    let factor = rate.map { $0 / rates.reduce(0, +) } ?? 1
    let digits = String(count - 1).utf8.count
    return rates.enumerated().map { index, published in
      let rate = published * factor
      let isTimer = random.nextUnit() < timers && published <= Self.oncePerMinute
      let execution = Elementary.exp(Self.logMean + Self.logDeviation * random.nextNormal())
      let memory = Self.memory(at: random.nextUnit())
      let number = String(index)
      return FunctionProfile(
        name: "f" + String(repeating: "0", count: digits - number.utf8.count) + number,
        memory: memory,
        traffic: isTimer
          ? .timer(period: Interval(seconds: max(1 / rate, 1e-6))) : .poisson(rate: rate),
        execution: self.execution == .deployment
          ? nil
          : .logNormal(
            mean: Interval(seconds: min(max(execution, 0.001), Self.longestExecution)),
            coefficientOfVariation: variation))
    }
  }

  private static let oncePerMinute = 1.0 / 60
  private static let logMean = -0.38
  private static let logDeviation = 2.36
  /// Means are cut here, in seconds: longer runs are none of a request that somebody waits for.
  private static let longestExecution = 600.0
  private static let tailIndex = 0.7

  /// The rate, in requests a second, that a part of the functions does not exceed.
  static func rate(at part: Double) -> Double {
    let (day, hour) = (86_400.0, 3600.0)
    if part < 0.45 { return between(1 / day, 1 / hour, part / 0.45) }
    if part < 0.81 { return between(1 / hour, oncePerMinute, (part - 0.45) / 0.36) }
    let greatest = 1e8 / day
    let beyond = 1 - Elementary.pow(oncePerMinute / greatest, tailIndex)
    return oncePerMinute
      * Elementary.pow(1 - (part - 0.81) / 0.19 * beyond, -1 / tailIndex)
  }

  private static func between(_ low: Double, _ high: Double, _ part: Double) -> Double {
    low * Elementary.pow(high / low, part)
  }

  /// The memory that a part of the instances does not exceed.
  static func memory(at part: Double) -> ByteCount {
    let (c, k, scale) = (11.652, 0.221, 107.083)
    let megabytes =
      scale * Elementary.pow(Elementary.pow(1 - part, -1 / k) - 1, 1 / c)
    return ByteCount(bytes: Int64(min(max(megabytes, 1), 1e6) * 0x1p20))
  }
}
