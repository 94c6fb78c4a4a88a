import Documents
import SimCore

/// The keys of a workload.
enum WorkloadKeys {
  static let duration = Key<Interval?>(
    "duration", .positiveDuration,
    """
    requests arrive before this time; the run itself ends with its last answer, and machines are \
    charged until then; with `requests`, exactly so many arrive within it
    """)
  static let requests = Key<Int?>(
    "requests", .integer(1...Int(Extent.mostRequests)),
    "how many requests arrive; with `duration`, exactly so many within it")
  static let arrivals = Key<JSONValue?>(
    "arrivals", .object(ArrivalsKeys.object), .required,
    "how requests arrive: exactly one [process](#arrival-processes)")
  static let patience = Key<Interval?>(
    "patience", .duration, .otherwise("until every request has ended"),
    """
    no timeout of clients (that is `client.timeout`): the run ends this long after the last \
    arrival, and what is open then counts as `unanswered`
    """)
  static let warmUp = Key<JSONValue?>(
    "warm_up",
    .value(.either([.duration(.zero ... .longest), .constant(WarmUp.ruleName)]))
      .worded("duration below `duration`, or `\"\(WarmUp.ruleName)\"`"),
    .otherwise("nothing is left out"),
    """
    requests that arrive before this time are served but \
    [not counted](steady-state.md#leaving-out-the-warm-up) in latency and success; \
    `"\(WarmUp.ruleName)"` finds the time for each run
    """)

  static let load = Key<Double>(
    "load", .number(loads), default: 1,
    """
    how many times as much traffic comes: rates and `requests` are multiplied, and what varies \
    over time varies as before; of a trace see [below](#arrival-processes)
    """)
  static let payload = Key<JSONValue?>(
    "payload", .object(PayloadKeys.object), .otherwise("nothing is charged for data"),
    "the sizes of a request and of its answer, for [billing](#billing) that charges data")

  /// What traffic may be multiplied with.
  static let loads = 1e-6...1e6

  static let object = ScenarioObject(
    "workload", "The requests: how they arrive, and how long or how many.",
    rule: .any([
      .init(with: [duration.name]), .init(with: [requests.name]),
      .init(inner: [ArrivalsName.trace.rawValue], place: arrivals.name),
    ]),
    keys: [duration, requests, arrivals, patience, warmUp, load, payload])
}

/// The arrival processes that a scenario can name.
enum ArrivalsName: String, CaseIterable {
  case constant, poisson, piecewise, sinusoidal, hourly, mmpp, map, trace
  case closedLoop = "closed_loop"
  case functions
}

/// The keys of arrivals: one for each process.
enum ArrivalsKeys {
  static let object = ScenarioObject(
    "arrivals", "How requests arrive: one arrival process, or a file of times.",
    rule: .one(of: ArrivalsName.allCases.map(\.rawValue)),
    keys: ArrivalsName.allCases.map { key($0) })

  /// The key of a process.
  static func key(_ name: ArrivalsName) -> Key<JSONValue?> {
    switch name {
    case .constant:
      Key(
        name.rawValue, .object(RateKeys.object), "evenly spaced requests, the first at time 0")
    case .poisson:
      Key(
        name.rawValue, .object(RateKeys.object),
        "a Poisson process: independent exponential times between requests")
    case .piecewise: Key(name.rawValue, .object(PiecewiseKeys.object), "")
    case .sinusoidal: Key(name.rawValue, .object(SinusoidalKeys.object), "")
    case .hourly: Key(name.rawValue, .object(HourlyKeys.object), "")
    case .mmpp: Key(name.rawValue, .object(ModulatedKeys.object), "")
    case .map: Key(name.rawValue, .object(MarkovianKeys.object), "")
    case .trace: Key(name.rawValue, .object(TraceKeys.object), "")
    case .closedLoop: Key(name.rawValue, .object(ClosedLoopKeys.object), "")
    case .functions: Key(name.rawValue, .object(FunctionKeys.object), "")
    }
  }
}

extension ProblemLog {
  /// The requests of a scenario.
  func workload(_ value: JSONValue, _ path: JSONPath) -> Workload? {
    typealias Keys = WorkloadKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    let payload = reader[Keys.payload].map { self.payload($0, reader.path(Keys.payload)) }
    var workload = workload(reader)
    workload?.payload = payload ?? Payload()
    return workload
  }

  /// The same without what requests bring.
  private func workload(_ reader: KeyReader) -> Workload? {
    typealias Keys = WorkloadKeys
    let (value, path) = (reader.object, reader.path)
    let duration = reader[Keys.duration]
    let load = reader[Keys.load]
    let requests = reader[Keys.requests].flatMap { multiplied($0, by: load, reader) }
    let patience = reader[Keys.patience]
    let warmUp = reader[Keys.warmUp].flatMap {
      self.warmUp($0, reader.path(Keys.warmUp), within: duration)
    }
    guard let inner = reader.required(Keys.arrivals),
      let arrivals = arrivals(inner, reader.path(Keys.arrivals))
    else { return nil }
    if reader.value(Keys.duration) != nil && duration == nil { return nil }
    if reader.value(Keys.requests) != nil && requests == nil { return nil }
    let extent: Extent?
    switch (duration, requests) {
    case (let duration?, let requests?):
      extent = .exactly(requests: Int64(requests), within: duration)
    case (let duration?, nil): extent = .duration(duration)
    case (nil, let requests?): extent = .requests(Int64(requests))
    case (nil, nil): extent = nil
    }
    if case .trace(var trace) = arrivals {
      trace.part.load = load
      return Workload(
        arrivals: .trace(trace), extent: extent, patience: patience, warmUp: warmUp)
    }
    guard let extent else {
      report(
        value, path: path, what: "says neither how long requests come nor how many",
        fix: "add \"duration\": \"10min\" or \"requests\": 10000, or both for exactly so many")
      return nil
    }
    if case .closedLoop(let loop) = arrivals {
      if duration != nil && requests != nil {
        report(
          value, path: path, what: "says both how long clients in a closed loop send and how much",
          fix: "leave out \"duration\" or \"requests\": how many come in a time depends on the "
            + "answers")
        return nil
      }
      return multiplied(loop, by: load, reader).map {
        Workload(arrivals: .closedLoop($0), extent: extent, patience: patience, warmUp: warmUp)
      }
    }
    if case .functions(var functions) = arrivals {
      if requests != nil || duration == nil || warmUp != nil {
        report(
          value, path: path,
          what: warmUp != nil
            ? "leaves out a warm-up, which functions of an account do not have"
            : "says how many requests functions get, and not for how long",
          fix: warmUp != nil ? "remove \"warm_up\"" : "write \"duration\", such as \"24h\", alone")
        return nil
      }
      functions.load = load
      return Workload(arrivals: .functions(functions), extent: extent, patience: patience)
    }
    guard case .process(var process) = arrivals else { return nil }
    do {
      process = try process.multiplied(by: load)
    } catch {
      report(
        reader.value(Keys.load), path: reader.path(Keys.load),
        what: "makes a rate that no process can have", fix: "write a load nearer to 1")
      return nil
    }
    do {
      _ = try ArrivalStream(process, extent: extent, seed: 0, replication: 0)
    } catch {
      report(error, inner, reader.path(Keys.arrivals))
      return nil
    }
    return Workload(
      arrivals: .process(process), extent: extent, patience: patience, warmUp: warmUp)
  }

  /// A number of requests at another load; nil, with a problem reported, when it is none.
  private func multiplied(_ requests: Int, by load: Double, _ reader: KeyReader) -> Int? {
    if load == 1 { return requests }
    let product = (Double(requests) * load).rounded()
    if product >= 1, product <= Double(Extent.mostRequests) { return Int(product) }
    report(
      reader.value(WorkloadKeys.load), path: reader.path(WorkloadKeys.load),
      what: product < 1
        ? "leaves none of \(requests) requests" : "makes more than 2^53 of \(requests) requests",
      fix: product < 1 ? "write a greater load" : "write a smaller load")
    return nil
  }

  private func arrivals(_ value: JSONValue, _ path: JSONPath) -> Workload.Arrivals? {
    let declared = ArrivalsKeys.object
    guard let reader = KeyReader(value, declared, path: path, log: self) else { return nil }
    let named = ArrivalsName.allCases.filter { reader.value(ArrivalsKeys.key($0)) != nil }
    guard let kind = named.first, named.count == 1,
      let inner = reader.value(ArrivalsKeys.key(kind))
    else {
      // A misspelt process has been reported already.
      if named.isEmpty && reader.hasUnknownKeys { return nil }
      report(
        value, path: path,
        what: named.isEmpty ? "names no arrival process" : "names more than one arrival process",
        fix: "write one of constant, poisson, piecewise, sinusoidal, hourly, mmpp, map, trace, "
          + "closed_loop or functions, "
          + "such as { \"poisson\": { \"rate\": \"100/s\" } }")
      return nil
    }
    let place = reader.path(ArrivalsKeys.key(kind))
    if kind == .trace { return trace(inner, place).map { .trace($0) } }
    if kind == .closedLoop { return closedLoop(inner, place).map { .closedLoop($0) } }
    if kind == .functions { return functions(inner, place).map { .functions($0) } }
    do {
      return try process(kind, inner, place).map { .process($0) }
    } catch {
      report(error, inner, place)
      return nil
    }
  }
}
