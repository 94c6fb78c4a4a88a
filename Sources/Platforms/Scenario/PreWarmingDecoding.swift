import SimCore

/// The keys of an entry of a schedule of pre-warming.
enum PreWarmEntryKey: String, CaseIterable { case at, instances }

/// The keys of pre-warming that follows no schedule.
enum PreWarmKey: String, CaseIterable { case prediction }

/// The keys of a forecast.
enum PredictionKey: String, CaseIterable { case period, window, horizon, headroom }

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
    guard let reader = ObjectReader<PreWarmKey>(value, path: path, log: log) else { return nil }
    return reader.required(.prediction).flatMap { prediction($0, reader.path(.prediction)) }
  }

  private func schedule(_ value: JSONValue, _ path: JSONPath, limit: Int) -> PreWarming? {
    var entries: [PreWarming.Entry] = []
    for (element, place) in log.array(value, path) ?? [] {
      guard let reader = ObjectReader<PreWarmEntryKey>(element, path: place, log: log) else {
        continue
      }
      reader.required(.at)
      reader.required(.instances)
      let time = reader.interval(.at, in: .zero ... .longest)
      let instances = reader.integer(.instances, in: 1...limit)
      guard let time, let instances else { continue }
      if let last = entries.last, last.at >= .zero + time {
        log.report(
          reader.value(.at), path: reader.path(.at), what: "is not after the entry before it",
          fix: "order the entries by time")
      }
      entries.append(PreWarming.Entry(at: .zero + time, instances: instances))
    }
    return .schedule(entries)
  }

  private func prediction(_ value: JSONValue, _ path: JSONPath) -> PreWarming? {
    guard let reader = ObjectReader<PredictionKey>(value, path: path, log: log) else { return nil }
    reader.required(.period)
    reader.required(.window)
    let period = reader.interval(.period, in: .milliseconds(1) ... .seconds(86_400))
    let window = reader.interval(.window, in: .milliseconds(1) ... .longest)
    let horizon = reader.interval(.horizon, in: .zero ... .longest)
    let headroom = reader.number(.headroom, in: 0.01...1000) ?? 1
    guard let period, let window else { return nil }
    let periods = window.nanoseconds / period.nanoseconds
    guard (2...Int64(Self.mostPeriods)).contains(periods) else {
      log.report(
        reader.value(.window), path: reader.path(.window),
        what: "holds \(periods) periods of \(period.text)",
        fix: "write a window of 2 to \(Self.mostPeriods) periods")
      return nil
    }
    return .prediction(
      PreWarming.Prediction(
        period: period, periods: Int(periods), horizon: horizon ?? period, headroom: headroom))
  }
}
