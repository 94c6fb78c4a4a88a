import Documents
import SimCore

/// The keys of a rate that follows a sine.
enum SinusoidalKeys {
  static let mean = Key<Double?>(
    "mean", .rate(ArrivalProcess.lowestRate...ArrivalProcess.highestRate / 2), .required,
    "requests per period of time on average, above 0, at most 5e8/s")
  static let amplitude = Key<Double?>(
    "amplitude", .number(0...1), .required,
    "how far the rate goes above and below the mean, as a share of it")
  static let period = Key<Interval>(
    "period", .duration(.milliseconds(1) ... .longest), default: .minutes(24 * 60),
    "after how long everything repeats")
  static let peak = Key<Interval>(
    "peak", .duration, default: .zero, "a time at which the rate is greatest")

  static let object = ScenarioObject(
    "sinusoidal", "A Poisson process whose rate follows a sine, over and over.",
    keys: [mean, amplitude, period, peak])
}

/// The keys of a rate that changes from hour to hour.
enum HourlyKeys {
  /// As many as a year has hours.
  private static let most = 8784

  static let rates = Key<JSONValue?>(
    "rates", .value(.list(.rate, least: 1, most: most)).worded("1 to \(most) rates"), .required,
    "the rate of each hour, over and over: 24 are a day, 168 a week; at least one is above 0")

  static let object = ScenarioObject(
    "hourly", "A Poisson process with a rate for each hour, over and over.", keys: [rates])
}

extension ProblemLog {
  /// A process whose rate follows a sine.
  ///
  /// - Throws: what is wrong with it as a whole.
  func sinusoidal(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    typealias Keys = SinusoidalKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let (mean, amplitude) = (reader[Keys.mean], reader[Keys.amplitude])
    let (period, peak) = (reader[Keys.period], reader[Keys.peak])
    guard let mean, let amplitude else { return nil }
    return try .piecewise(
      Sine.pieces(mean: mean, amplitude: amplitude, period: period, peak: peak), repeats: true)
  }

  /// A process with a rate for each hour.
  ///
  /// - Throws: what is wrong with it as a whole.
  func hourly(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    typealias Keys = HourlyKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    guard let elements = reader.array(Keys.rates) else { return nil }
    let rates = elements.compactMap { rate($0.0, $0.1, in: RateKeys.rates) }
    guard rates.count == elements.count else { return nil }
    guard rates.contains(where: { $0 > 0 }) else {
      report(
        reader.value(Keys.rates), path: reader.path(Keys.rates),
        what: "has no rate above 0, so that no request can arrive",
        fix: "write such as [\"1/s\", \"5/s\"], a rate for each hour")
      return nil
    }
    return try .piecewise(rates.map { .init(rate: $0, length: .minutes(60)) }, repeats: true)
  }
}

/// A rate that follows a sine, in steps.
///
/// Each of 288 equal parts of the period, five minutes of a day, has the mean of the sine in it: so
/// the requests of each part are as many as those of the sine on average, and at no moment is the
/// rate further from it than 1.1 % of the amplitude.
enum Sine {
  private static let parts = 288

  /// The steps of one period.
  static func pieces(
    mean: Double, amplitude: Double, period: Interval, peak: Interval
  ) -> [ArrivalProcess.Piece] {
    let length = Double(period.nanoseconds)
    let phase = Double(peak.nanoseconds % period.nanoseconds) / length
    return (0..<parts).map { index in
      let (start, end) = (place(index, of: period), place(index + 1, of: period))
      let (from, to) = (Double(start) / length - phase, Double(end) / length - phase)
      let share = (sine(to) - sine(from)) / (2 * Double.pi * (to - from))
      let rate = max(0, mean * (1 + amplitude * share))
      return ArrivalProcess.Piece(
        rate: rate < ArrivalProcess.lowestRate ? 0 : rate,
        length: Interval(nanoseconds: end - start))
    }
  }

  private static func place(_ index: Int, of period: Interval) -> Int64 {
    Int64(Int128(period.nanoseconds) * Int128(index) / Int128(parts))
  }

  /// The sine of so many turns, by its series on a quarter of a turn.
  static func sine(_ turns: Double) -> Double {
    var rest = turns - turns.rounded()
    if rest > 0.25 { rest = 0.5 - rest } else if rest < -0.25 { rest = -0.5 - rest }
    let x = 2 * Double.pi * rest
    var (term, sum) = (x, x)
    for n in 1...12 {
      term *= -x * x / Double(2 * n * (2 * n + 1))
      sum += term
    }
    return sum
  }
}
