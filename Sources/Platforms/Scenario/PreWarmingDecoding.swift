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
    "prediction", .object(PredictionKeys.object), .required,
    "instead of a list: as many as a forecast of the rate will keep busy")

  static let object = ScenarioObject("foresight", keys: [prediction])
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
    "preWarming", "What starts instances ahead of demand: a list of times, or a forecast.",
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

  /// What starts instances ahead of demand: a list of times, or a forecast; nil with problems
  /// reported.
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
    let key = PreWarmKeys.prediction
    return reader.required(key).flatMap { prediction($0, reader.path(key)) }
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
    guard let period, let window else { return nil }
    let periods = window.nanoseconds / period.nanoseconds
    guard (2...Int64(Self.mostPeriods)).contains(periods) else {
      log.report(
        reader.value(Keys.window), path: reader.path(Keys.window),
        what: "holds \(periods) periods of \(period.text)",
        fix: "write a window of 2 to \(Self.mostPeriods) periods")
      return nil
    }
    return .prediction(
      PreWarming.Prediction(
        period: period, periods: Int(periods), horizon: horizon ?? period, headroom: headroom))
  }
}
