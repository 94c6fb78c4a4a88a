import SimCore

/// The names of the latency policies in a scenario.
enum LatencyName: String, CaseIterable { case staged, preloaded }

/// The keys of a latency policy.
enum LatencyKey: String, CaseIterable {
  case policy, network, parallelism, overload
  case coldStart = "cold_start"
  case serviceTime = "service_time"
  case executionLimit = "execution_limit"
  case batchMarginal = "batch_marginal"
}

/// The keys of overload.
enum OverloadKey: String, CaseIterable { case from, factor }

/// The keys of a cold start: its five steps, what holds for all of them, and which wait for which.
enum ColdStartKey: String, CaseIterable {
  case containerInitialisation = "container_initialisation"
  case libraryImport = "library_import"
  case modelDownload = "model_download"
  case modelLoad = "model_load"
  case firstInference = "first_inference"
  case variation, billed, graph, prerequisite, slices
  case cpuBound = "cpu_bound"
}

/// The keys of a step of a cold start: `factor` times (`base` and so much for each megabyte).
enum StepKey: String, CaseIterable {
  case base, factor
  case perMegabyte = "per_mb"
}

extension DeploymentDecoder {
  /// The most slices that a model may be cut into.
  static let mostSlices = 1000

  /// The latency policy of a deployment.
  func latency(_ settings: PlatformSettings) -> AnyLatency? {
    guard let (name, value, path) = policy(settings, .latency, LatencyName.self),
      let reader = ObjectReader<LatencyKey>(value, path: path, log: log)
    else { return nil }
    let network = reader.value(.network).map { log.distribution($0, reader.path(.network)) }
    let limit = executionLimit(reader)
    let service = serviceTime(reader, settings)
    switch name {
    case .preloaded:
      // A cold start does nothing here (runtimes of the catalog bring theirs along), but should be
      // what it says.
      _ = reader.value(.coldStart).map { coldStart($0, reader.path(.coldStart), settings) }
      guard let service, let network = network ?? .constant(.zero) else { return nil }
      return .preloaded(
        PreloadedLatency(network: network, serviceTime: service, executionLimit: limit))
    case .staged:
      let start = reader.required(.coldStart).flatMap {
        coldStart($0, reader.path(.coldStart), settings)
      }
      guard let service, let start, let network = network ?? .constant(.zero) else { return nil }
      return .staged(
        StagedLatency(
          network: network, coldStart: start, serviceTime: service, executionLimit: limit))
    }
  }

  /// The longest time in service; null takes the catalog's limit away.
  private func executionLimit(_ reader: ObjectReader<LatencyKey>) -> Interval? {
    if case .null? = reader.value(.executionLimit)?.kind { return nil }
    return reader.interval(.executionLimit, in: Interval(nanoseconds: 1) ... .longest)
  }

  private func serviceTime(
    _ reader: ObjectReader<LatencyKey>, _ settings: PlatformSettings
  ) -> ServiceTime? {
    let parallelism = reader.number(.parallelism, in: 1e-3...1e9) ?? .infinity
    let marginal = reader.number(.batchMarginal, in: 0...10) ?? 1
    var overloadFrom = Int.max
    var overloadFactor = 1.0
    if let value = reader.value(.overload),
      let overload = ObjectReader<OverloadKey>(value, path: reader.path(.overload), log: log)
    {
      overload.required(.from)
      overload.required(.factor)
      overloadFrom = overload.integer(.from, in: 0...Self.mostRequests) ?? .max
      overloadFactor = overload.number(.factor, in: 1...1e6) ?? 1
    }
    guard let value = reader.value(.serviceTime) else {
      // What a model or runtime that could not be read would have said is not known.
      if settings.missesPart { return nil }
      log.report(
        at: nil, path: reader.path(.serviceTime),
        what: "no service time is known for this platform, model and runtime",
        fix: "add \"latency\": { \"service_time\": \"50ms\" } with a time you have measured")
      return nil
    }
    guard var time = log.distribution(value, reader.path(.serviceTime)) else { return nil }
    if settings.slowdown != 1 { time = time.scaled(by: settings.slowdown) }
    return ServiceTime(
      time, parallelism: parallelism, overloadFrom: overloadFrom, overloadFactor: overloadFactor,
      batchMarginal: marginal)
  }

  private func coldStart(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> ColdStart? {
    guard let reader = ObjectReader<ColdStartKey>(value, path: path, log: log) else { return nil }
    let variation = reader.number(.variation, in: 0...100) ?? 0
    let billed = steps(reader, .billed, among: [.containerInitialisation, .libraryImport])
    let bound = steps(reader, .cpuBound, among: ColdStart.Step.allCases)
    func step(_ key: ColdStartKey, _ step: ColdStart.Step, _ megabytes: Double) -> Distribution? {
      guard let value = reader.value(key) else { return .constant(.zero) }
      let time = stepTime(value, reader.path(key), megabytes: megabytes, variation: variation)
      guard bound.contains(step), settings.slowdown != 1 else { return time }
      return time?.scaled(by: settings.slowdown)
    }
    let importSlowdown = bound.contains(.libraryImport) ? settings.slowdown : 1
    let container = step(
      .containerInitialisation, .containerInitialisation, settings.packageMegabytes)
    let imports = step(.libraryImport, .libraryImport, settings.packageMegabytes)
    let download = step(.modelDownload, .modelDownload, settings.modelMegabytes)
    let load = step(.modelLoad, .modelLoad, settings.modelMegabytes)
    let inference = step(.firstInference, .firstInference, settings.modelMegabytes)
    guard let container, let imports, let download, let load, let inference else { return nil }
    return ColdStart(
      containerInitialisation: container, libraryImport: imports, modelDownload: download,
      modelLoad: load, firstInference: inference, billedSteps: billed,
      graph: graph(reader, importing: imports.mean / importSlowdown))
  }

  /// Which steps of a cold start wait for which; the import has a mean in seconds, at the speed at
  /// which the prerequisite is given.
  private func graph(_ reader: ObjectReader<ColdStartKey>, importing: Double) -> StartGraph {
    let name = reader.choice(.graph, of: StartGraph.Order.allCases.map(\.rawValue))
    let prerequisite = reader.interval(.prerequisite, in: .zero ... .longest) ?? .zero
    let slices = reader.integer(.slices, in: 1...Self.mostSlices) ?? 8
    guard let order = name.flatMap(StartGraph.Order.init(rawValue:)), order != .sequential else {
      return .sequential
    }
    // A prerequisite that is as long as the whole import leaves nothing that could overlap.
    let share = importing > 0 ? min(prerequisite.seconds / importing, 1) : 0
    return StartGraph(order, prerequisite: share, slices: slices)
  }

  private func steps(
    _ reader: ObjectReader<ColdStartKey>, _ key: ColdStartKey, among steps: [ColdStart.Step]
  ) -> Set<ColdStart.Step> {
    var found: Set<ColdStart.Step> = []
    for (element, path) in reader.array(key) ?? [] {
      if let name = log.choice(element, path, of: steps.map(\.rawValue)),
        let step = ColdStart.Step(rawValue: name)
      {
        found.insert(step)
      }
    }
    return found
  }

  /// The time of a step: a duration or distribution, or a base and so much for each megabyte.
  private func stepTime(
    _ value: JSONValue, _ path: JSONPath, megabytes: Double, variation: Double
  ) -> Distribution? {
    guard isStep(value) else {
      return log.distribution(value, path).map { varied($0, variation) }
    }
    guard let reader = ObjectReader<StepKey>(value, path: path, log: log) else { return nil }
    let perMegabyte = reader.interval(.perMegabyte, in: .zero ... .longest) ?? .zero
    let factor = reader.number(.factor, in: 0...1e6) ?? 1
    let base: Distribution?
    if let given = reader.value(.base) {
      base = log.distribution(given, reader.path(.base))
    } else {
      base = .constant(.zero)
    }
    guard let base else { return nil }
    return varied(base.shifted(by: perMegabyte.scaled(by: megabytes)).scaled(by: factor), variation)
  }

  /// Whether a value is meant to be the parts of a step, and not a distribution.
  private func isStep(_ value: JSONValue) -> Bool {
    guard case .object(let members) = value.kind else { return false }
    if members.contains(where: { StepKey(rawValue: $0.key) != nil }) { return true }
    let families = DistributionKey.allCases.map(\.rawValue)
    return !members.contains { Suggestion.nearest(to: $0.key, among: families) != nil }
  }

  /// A constant time becomes a log-normal one of the same mean; a time that varies already stays.
  private func varied(_ time: Distribution, _ variation: Double) -> Distribution {
    guard variation > 0, time.variance == 0, time.mean > 0 else { return time }
    return .logNormal(mean: Interval(seconds: time.mean), coefficientOfVariation: variation)
  }
}
