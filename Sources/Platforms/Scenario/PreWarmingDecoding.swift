import Documents
import SimCore

/// The keys of an entry of a schedule of pre-warming.
enum PreWarmEntryKeys {
  static let at = Key<Interval?>(
    "at", .duration, .required, "when instances are started, after the entry before")
  static let instances = Key<Int?>(
    "instances",
    .integer(1...DeploymentDecoder.mostInstances).worded("whole number, 1 to `limit`"), .required,
    "as many are started as are lacking to so many, ready or starting; at most the limit")

  static let object = ScenarioObject("preWarmEntry", part: "an entry", keys: [at, instances])
}

/// The keys of pre-warming that follows no schedule.
enum PreWarmKeys {
  static let prediction = Key<JSONValue?>(
    "prediction", .object(PredictionKeys.object), .otherwise("none"),
    "instead of a list: as many as a forecast of the rate will keep busy")
  static let utilisation = Key<JSONValue?>(
    "utilisation", .object(TrackingKeys.object), .otherwise("none"),
    "instead of a list: so many that a fraction of what they can serve is in use")

  static let object = ScenarioObject("foresight", keys: [prediction, utilisation])
}

/// The keys of a fraction of use that is kept.
enum TrackingKeys {
  static let target = Key<Double?>(
    "target", .number(0.001...1), .required,
    "the fraction of what instances can serve at the same time that is to be in use")
  static let period = Key<Interval?>(
    "period", .duration(.milliseconds(1) ... .seconds(86_400)), .required,
    "the time between two looks")
  static let window = Key<Interval?>(
    "window",
    .duration(.milliseconds(1) ... .longest).worded(
      "duration of 1 to \(DeploymentDecoder.mostPeriods) periods"), .required,
    "how long the time is over which use is averaged, 1 to \(DeploymentDecoder.mostPeriods) periods"
  )

  static let object = ScenarioObject(
    "tracking",
    "A fraction of what instances can serve that is kept in use, on average over a recent window.",
    part: "a utilisation", keys: [target, period, window])
}

/// The keys of a forecast.
enum PredictionKeys {
  static let period = Key<Interval?>(
    "period", .duration(.milliseconds(1) ... .seconds(86_400)), .required,
    "the time between two forecasts")
  static let window = Key<Interval?>(
    "window",
    .duration(.milliseconds(1) ... .longest).worded(
      "duration of 2 to \(DeploymentDecoder.mostPeriods) periods"), .required,
    """
    how far back the rate is looked at for its trend, 2 to \(DeploymentDecoder.mostPeriods) \
    periods
    """)
  static let horizon = Key<Interval?>(
    "horizon", .duration, .otherwise("a period"), "how far ahead the rate is forecast")
  static let headroom = Key<Double>(
    "headroom", .number(0.01...1000), default: 1, "what the forecast is multiplied with")

  static let object = ScenarioObject(
    "prediction",
    "A forecast of the request rate by the straight line through that of recent periods.",
    part: "a prediction", keys: [period, window, horizon, headroom])
}

extension Definition {
  static let preWarming: Definition = Definition(
    "preWarming",
    "What starts instances ahead of demand: a list of times, a forecast, or a target of use.",
    words: "list or object"
  ) {
    .either([
      .list(.object(PreWarmEntryKeys.object), least: 0, most: nil), .object(PreWarmKeys.object),
    ])
  }
}

extension DeploymentDecoder {
  /// The most periods that a forecast looks back.
  static let mostPeriods = 1000

  /// What starts instances ahead of demand: a list of times, a forecast, or a target of use; nil
  /// with problems reported.
  func preWarming(_ value: JSONValue, _ path: JSONPath, limit: Int) -> PreWarming? {
    if case .array = value.kind { return schedule(value, path, limit: limit) }
    guard case .object = value.kind else {
      log.report(
        value, path: path, what: "must be a list or an object, found \(value.shown)",
        fix: "write [{ \"at\": \"60s\", \"instances\": 40 }] or { \"prediction\": { } }")
      return nil
    }
    guard let reader = KeyReader(value, PreWarmKeys.object, path: path, log: log) else {
      return nil
    }
    let (forecast, target) = (PreWarmKeys.prediction, PreWarmKeys.utilisation)
    switch (reader[forecast], reader[target]) {
    case (let value?, nil): return prediction(value, reader.path(forecast))
    case (nil, let value?): return tracking(value, reader.path(target))
    case (.some, .some):
      log.report(
        value, path: path, what: "has a \"prediction\" and a \"utilisation\"",
        fix: "remove one of them")
    case (nil, nil):
      log.report(
        value, path: path, what: "says nothing that starts instances",
        fix: "add a \"prediction\" or a \"utilisation\"")
    }
    return nil
  }

  private func tracking(_ value: JSONValue, _ path: JSONPath) -> PreWarming? {
    typealias Keys = TrackingKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    guard let target = reader[Keys.target], let period = reader[Keys.period],
      let window = reader[Keys.window],
      let periods = periods(of: period, in: window, atLeast: 1, reader, Keys.window)
    else { return nil }
    return .tracking(PreWarming.Tracking(period: period, periods: periods, target: target))
  }

  /// How many periods a window has, within what is allowed; nil with the problem reported.
  private func periods(
    of period: Interval, in window: Interval, atLeast least: Int64, _ reader: KeyReader,
    _ key: Key<Interval?>
  ) -> Int? {
    let periods = window.nanoseconds / period.nanoseconds
    guard (least...Int64(Self.mostPeriods)).contains(periods) else {
      log.report(
        reader.value(key), path: reader.path(key),
        what: "holds \(periods) periods of \(period.text)",
        fix: "write a window of \(least) to \(Self.mostPeriods) periods")
      return nil
    }
    return Int(periods)
  }

  private func schedule(_ value: JSONValue, _ path: JSONPath, limit: Int) -> PreWarming? {
    var entries: [PreWarming.Entry] = []
    typealias Keys = PreWarmEntryKeys
    for (element, place) in log.array(value, path) ?? [] {
      guard let reader = KeyReader(element, Keys.object, path: place, log: log) else { continue }
      reader.require()
      let time = reader[Keys.at]
      let instances = reader[Keys.instances, in: 1...limit]
      guard let time, let instances else { continue }
      if let last = entries.last, last.at >= .zero + time {
        log.report(
          reader.value(Keys.at), path: reader.path(Keys.at),
          what: "is not after the entry before it",
          fix: "order the entries by time")
      }
      entries.append(PreWarming.Entry(at: .zero + time, instances: instances))
    }
    return .schedule(entries)
  }

  private func prediction(_ value: JSONValue, _ path: JSONPath) -> PreWarming? {
    typealias Keys = PredictionKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let period = reader[Keys.period]
    let window = reader[Keys.window]
    let horizon = reader[Keys.horizon]
    let headroom = reader[Keys.headroom]
    guard let period, let window,
      let periods = periods(of: period, in: window, atLeast: 2, reader, Keys.window)
    else { return nil }
    return .prediction(
      PreWarming.Prediction(
        period: period, periods: periods, horizon: horizon ?? period, headroom: headroom))
  }
}
