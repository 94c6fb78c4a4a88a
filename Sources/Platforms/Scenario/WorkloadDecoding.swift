import SimCore

/// The keys of a workload.
enum WorkloadKey: String, CaseIterable {
  case duration, requests, arrivals, patience
  case warmUp = "warm_up"
}

/// The arrival processes that a scenario can name.
enum ArrivalsKey: String, CaseIterable { case constant, poisson, piecewise, mmpp, map, trace }

/// The keys of a trace.
enum TraceKey: String, CaseIterable { case file, column, scale }

extension ProblemLog {
  /// The requests of a scenario.
  func workload(_ value: JSONValue, _ path: JSONPath) -> Workload? {
    guard let reader = ObjectReader<WorkloadKey>(value, path: path, log: self) else { return nil }
    let duration = reader.interval(.duration, in: Interval(nanoseconds: 1) ... .longest)
    let requests = reader.integer(.requests, in: 1...Int(Extent.mostRequests))
    let patience = reader.interval(.patience, in: .zero ... .longest)
    let warmUp = reader.value(.warmUp).flatMap {
      self.warmUp($0, reader.path(.warmUp), within: duration)
    }
    guard let inner = reader.required(.arrivals),
      let arrivals = arrivals(inner, reader.path(.arrivals))
    else { return nil }
    if reader.value(.duration) != nil && duration == nil { return nil }
    if reader.value(.requests) != nil && requests == nil { return nil }
    let extent: Extent?
    switch (duration, requests) {
    case (let duration?, let requests?):
      extent = .exactly(requests: Int64(requests), within: duration)
    case (let duration?, nil): extent = .duration(duration)
    case (nil, let requests?): extent = .requests(Int64(requests))
    case (nil, nil): extent = nil
    }
    guard case .process(let process) = arrivals else {
      return Workload(
        arrivals: arrivals, extent: extent, patience: patience, warmUp: warmUp)
    }
    guard let extent else {
      report(
        value, path: path, what: "says neither how long requests come nor how many",
        fix: "add \"duration\": \"10min\" or \"requests\": 10000, or both for exactly so many")
      return nil
    }
    do {
      _ = try ArrivalStream(process, extent: extent, seed: 0, replication: 0)
    } catch {
      report(error, inner, reader.path(.arrivals))
      return nil
    }
    return Workload(arrivals: arrivals, extent: extent, patience: patience, warmUp: warmUp)
  }

  private func arrivals(_ value: JSONValue, _ path: JSONPath) -> Workload.Arrivals? {
    guard let reader = ObjectReader<ArrivalsKey>(value, path: path, log: self) else { return nil }
    let named = ArrivalsKey.allCases.filter { reader.value($0) != nil }
    guard let kind = named.first, named.count == 1, let inner = reader.value(kind) else {
      // A misspelt process has been reported already.
      if named.isEmpty && reader.hasUnknownKeys { return nil }
      report(
        value, path: path,
        what: named.isEmpty ? "names no arrival process" : "names more than one arrival process",
        fix: "write one of constant, poisson, piecewise, mmpp, map or trace, such as "
          + "{ \"poisson\": { \"rate\": \"100/s\" } }")
      return nil
    }
    let place = reader.path(kind)
    if kind == .trace { return trace(inner, place).map { .trace($0) } }
    do {
      return try process(kind, inner, place).map { .process($0) }
    } catch {
      report(error, inner, place)
      return nil
    }
  }

  private func trace(_ value: JSONValue, _ path: JSONPath) -> Workload.Trace? {
    guard let reader = ObjectReader<TraceKey>(value, path: path, log: self) else { return nil }
    reader.required(.file)
    let column = reader.string(.column)
    let scale = reader.number(.scale, in: 1e-9...1e9) ?? 1
    guard let file = reader.string(.file) else { return nil }
    // The system would take a path with a zero byte for the part before it.
    let isPlain = file.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard !file.isEmpty, isPlain else {
      report(
        reader.value(.file), path: reader.path(.file),
        what: file.isEmpty ? "is empty" : "has control characters", fix: "name a CSV file")
      return nil
    }
    return Workload.Trace(file: file, column: column, timeScale: scale)
  }
}
