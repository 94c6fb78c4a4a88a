import Documents
import SimCore

/// The names of the latency policies in a scenario.
enum LatencyName: String, CaseIterable { case staged, preloaded }

/// The keys of a latency policy.
enum LatencyKeys {
  static let policy = Key<LatencyName?>(
    "policy", .choice, .nothing,
    """
    `"staged"` for instances that start cold, `"preloaded"` for machines with the model \
    loaded, where `cold_start` does nothing
    """)
  static let network = Key<Distribution>(
    "network", .distribution, default: .constant(.zero),
    "the time of a request and its answer on the network, both ways together")
  static let coldStart = Key<JSONValue?>(
    "cold_start", .object(ColdStartKeys.object), .otherwise("required for `\"staged\"`"),
    "the start of an instance, see below")
  static let serviceTime = Key<JSONValue?>(
    "service_time", .defined(.distribution),
    .otherwise("the catalog's profile; required without one"),
    """
    the time a warm instance needs for one request alone; on a function at the memory of \
    `cpu.measured_at`, and scaled to the memory it has
    """)
  static let measuredAt = Key<ByteCount?>(
    "measured_at", .size(PlatformSettings.memorySizes), .otherwise("the platform's"),
    """
    the memory size at which `service_time` was measured, from which it is scaled; on machines it \
    means nothing
    """)
  static let vcpus = Key<Double?>(
    "vcpus", .number(CPUKeys.amounts), .otherwise("`cpu.usable`"),
    """
    the most processor that the service of one request can use at once, in the unit of \
    `cpu.points`; more memory makes it no faster beyond; on machines it means nothing
    """)
  static let waitingShare = Key<Double>(
    "waiting_share", .number(0...1), default: 0,
    """
    the share of `service_time`, where it was measured, that waits for something else than \
    processor, and that no memory makes shorter; on machines it means nothing
    """)
  static let parallelism = Key<Double?>(
    "parallelism", .number(1e-3...1e9), .otherwise("no slowing down"),
    """
    how many requests an instance serves at full speed; beyond, its hardware is shared evenly: n \
    of them take max(1, n / parallelism) times as long
    """)
  static let overload = Key<JSONValue?>(
    "overload", .object(OverloadKeys.object), .otherwise("nothing"),
    "what a server loses when too many requests wait, see below")
  static let executionLimit = Key<Interval?>(
    "execution_limit", .positiveDuration.orNull, .otherwise("no limit"),
    "the longest time in service before the platform ends a request; `null` for no limit")
  static let batchMarginal = Key<Double>(
    "batch_marginal", .number(0...10), default: 1, words: "1, or the catalog's",
    """
    what each further request of a batch adds to the service time, as a share of the time of one \
    alone: b requests take 1 + batch_marginal * (b - 1) times as long; 0 for nothing, 1 for \
    no gain by batches
    """)

  static let batchTimes = Key<JSONValue?>(
    "batch_times",
    .value(
      .worded(
        .list(
          .pair(
            .integer(1...Batching.greatestSize), .duration(Interval(nanoseconds: 1) ... .longest)),
          least: 2, most: nil), "list of `[size, duration]`")),
    .otherwise("`batch_marginal`"),
    """
    instead of `batch_marginal`, what batches of measured sizes take, from size 1 on and rising: b \
    requests take as many times as long as one alone as the list says; between its sizes and \
    beyond them lie straight lines
    """)

  static let streaming = Key<JSONValue?>(
    "streaming", .object(StreamingKeys.object).orNull, .otherwise("as fast as it may"),
    """
    how fast an answer leaves the instance, which serves until it has; `null` for at once
    """)

  static let object: ScenarioObject = ScenarioObject(
    "latency",
    """
    How long things take: "staged" for instances that start cold, "preloaded" for machines \
    with the model loaded. Another policy than the platform's replaces it whole.
    """,
    isLayered: true,
    rule: .any([.init(without: [batchMarginal.name]), .init(without: [batchTimes.name])]),
    partOf: { DeploymentKeys.object },
    keys: [
      policy, network, coldStart, serviceTime, measuredAt, vcpus, waitingShare, parallelism,
      overload, executionLimit, batchMarginal, batchTimes, ColumnTimeKeys.columnTimes,
      streaming,
    ])
}

/// The keys of an answer that is sent while the instance waits.
enum StreamingKeys {
  static let burst = Key<ByteCount>(
    "burst", .size(.zero ... .largest), default: .zero, "how much of an answer leaves at once")
  static let perSecond = Key<ByteCount?>(
    "per_second", .size(ByteCount(bytes: 1) ... .largest), .required,
    "how much of the rest leaves in a second")

  static let object = ScenarioObject(
    "streaming",
    """
    How fast an answer leaves, of the size that the `payload` of the workload says; the time \
    counts as service.
    """,
    isLayered: true, keys: [burst, perSecond])
}

/// The keys of overload.
enum OverloadKeys {
  static let from = Key<Int?>(
    "from", .integer(0...DeploymentDecoder.mostRequests), .required,
    "the queue length beyond which the server is overloaded")
  static let factor = Key<Double?>(
    "factor", .number(1...1e6), .required, "how many times as long service then takes")

  static let object = ScenarioObject(
    "overload", "What a server loses when too many requests wait.", isLayered: true,
    keys: [from, factor])
}

extension DeploymentDecoder {
  /// The latency policy of a deployment.
  func latency(_ settings: PlatformSettings) -> AnyLatency? {
    typealias Keys = LatencyKeys
    guard let (name, value, path) = policy(settings, DeploymentKeys.latency, LatencyName.self),
      let reader = KeyReader(value, Keys.object, path: path, log: log)
    else { return nil }
    let network = reader.valid(Keys.network)
    let limit = reader[Keys.executionLimit]
    let service = serviceTime(reader, settings)
    switch name {
    case .preloaded:
      // A cold start does nothing here (runtimes of the catalog bring theirs along), but should be
      // what it says.
      _ = reader.value(Keys.coldStart).map {
        coldStart($0, reader.path(Keys.coldStart), settings)
      }
      guard let service, let network else { return nil }
      return .preloaded(
        PreloadedLatency(network: network, serviceTime: service, executionLimit: limit))
    case .staged:
      let start = reader.required(Keys.coldStart).flatMap {
        coldStart($0, reader.path(Keys.coldStart), settings)
      }
      guard let service, let start, let network else { return nil }
      return .staged(
        StagedLatency(
          network: network, coldStart: start, serviceTime: service, executionLimit: limit))
    }
  }

  private func serviceTime(
    _ reader: KeyReader, _ settings: PlatformSettings
  ) -> ServiceTime? {
    typealias Keys = LatencyKeys
    let parallelism = reader[Keys.parallelism] ?? .infinity
    let marginal = reader[Keys.batchMarginal]
    let times = reader.value(Keys.batchTimes)
    let table = times.flatMap { batchTimes($0, reader) }
    let columns = reader.value(ColumnTimeKeys.columnTimes).map {
      log.columnTimes($0, reader.path(ColumnTimeKeys.columnTimes))
    }
    let measured = reader[Keys.measuredAt]
    let use = ProcessorUse(vcpus: reader[Keys.vcpus], waitingShare: reader[Keys.waitingShare])
    var overloadFrom = Int.max
    var overloadFactor = 1.0
    if let value = reader.value(Keys.overload),
      let overload = KeyReader(
        value, OverloadKeys.object, path: reader.path(Keys.overload), log: log)
    {
      overload.require()
      overloadFrom = overload[OverloadKeys.from] ?? .max
      overloadFactor = overload[OverloadKeys.factor] ?? 1
    }
    guard let value = reader.value(Keys.serviceTime) else {
      // What a model or runtime that could not be read would have said is not known.
      if settings.missesPart { return nil }
      log.report(
        at: nil, path: reader.path(Keys.serviceTime),
        what: "no service time is known for this platform, model and runtime",
        fix: "add \"latency\": { \"service_time\": \"50ms\" } with a time you have measured")
      return nil
    }
    guard var time = log.distribution(value, reader.path(Keys.serviceTime)),
      times == nil || table != nil, let columns = columns ?? []
    else { return nil }
    let slowdown = settings.slowdown(ofServiceIn: reader, measuredAt: measured, use)
    if slowdown != 1 { time = time.scaled(by: slowdown) }
    let sending = reader[Keys.streaming].map { sendingTime($0, reader.path(Keys.streaming)) }
    if let sending, sending > .zero { time = time.shifted(by: sending) }
    return ServiceTime(
      time, parallelism: parallelism, overloadFrom: overloadFrom, overloadFactor: overloadFactor,
      batchMarginal: marginal, batchTimes: table, columnTimes: columns)
  }

  /// How long the answer takes to leave the instance.
  private func sendingTime(_ value: JSONValue, _ path: JSONPath) -> Interval {
    typealias Keys = StreamingKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return .zero }
    reader.require()
    let burst = reader[Keys.burst]
    guard let rate = reader[Keys.perSecond], payload.answer > burst else { return .zero }
    let seconds = Double(payload.answer.bytes - burst.bytes) / Double(rate.bytes)
    return min(Interval(seconds: min(seconds, Interval.longest.seconds / 2)), .longest)
  }

  /// The times of batches; nil with problems reported.
  private func batchTimes(_ value: JSONValue, _ reader: KeyReader) -> BatchTimes? {
    typealias Keys = LatencyKeys
    let path = reader.path(Keys.batchTimes)
    if reader.value(Keys.batchMarginal) != nil {
      log.report(
        value, path: path, what: "and `\(Keys.batchMarginal.name)` both say what a batch takes",
        fix: "remove one of them")
      return nil
    }
    guard let elements = log.array(value, path) else { return nil }
    let points = elements.compactMap { batchTime($0.0, $0.1) }
    guard points.count == elements.count else { return nil }
    let rising = zip(points, points.dropFirst()).allSatisfy { $0.size < $1.size }
    guard points.count >= 2, points.first?.size == 1, rising else {
      log.report(
        value, path: path,
        what: rising ? "does not go from one request to more" : "has sizes that do not rise",
        fix: "give at least two pairs of rising size, the first of size 1, such as "
          + "[[1, \"20ms\"], [8, \"90ms\"]]")
      return nil
    }
    return BatchTimes(points)
  }

  private func batchTime(
    _ element: JSONValue, _ path: JSONPath
  ) -> (size: Int, time: Double)? {
    guard
      let pair = log.pair(
        element, path, of: "a size and a duration, such as [8, \"90ms\"]")
    else { return nil }
    let size = log.integer(pair.first.0, pair.first.1, in: 1...Batching.greatestSize)
    let time = log.amount(pair.second.0, pair.second.1, in: Interval(nanoseconds: 1) ... .longest)
    guard let size, let time else { return nil }
    return (size, time.seconds)
  }
}
