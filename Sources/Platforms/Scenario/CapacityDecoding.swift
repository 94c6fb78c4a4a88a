import SimCore

/// The names of the capacity policies in a scenario.
enum CapacityName: String, CaseIterable {
  case onDemand = "on-demand"
  case fixedServer = "fixed-server"
  case managedEndpoint = "managed-endpoint"
}

/// The keys of on-demand capacity.
enum OnDemandKey: String, CaseIterable {
  case policy, limit, burst, starts, reuse, provisioned, prewarm, backlog, pacing
  case keepAlive = "keep_alive"
  case beyondLimit = "beyond_limit"
  case waitsForAny = "waits_for_any"
}

/// The keys of fixed servers.
enum FixedServerKey: String, CaseIterable {
  case policy, instances, workers, backlog, batch
  case servesAbandoned = "serves_abandoned"
}

/// The keys of a managed endpoint.
enum ManagedEndpointKey: String, CaseIterable {
  case policy, minimum, maximum, workers, backlog, batch, routing, provisioning, drain, autoscaler
  case servesAbandoned = "serves_abandoned"
}

/// The keys of an autoscaler.
enum AutoscalerKey: String, CaseIterable {
  case metric, target, period
  case scaleInShare = "scale_in_share"
  case scaleOutDatapoints = "scale_out_datapoints"
  case scaleInDatapoints = "scale_in_datapoints"
  case scaleOutCooldown = "scale_out_cooldown"
  case scaleInCooldown = "scale_in_cooldown"
}

extension DeploymentDecoder {
  /// The lowest rate of instance starts, per second, at which requests may wait for one.
  static let slowestStarts = 0.001

  /// The most instances a deployment may have, and the most requests that one serves at a time.
  ///
  /// So many instances, which may all be there from the start, take some 150 MB of memory.
  static let mostInstances = 1_000_000
  /// The most requests that may wait or be in service at an instance.
  static let mostRequests = 100_000_000

  /// The policy that an object names.
  func policy<Name: RawRepresentable & CaseIterable>(
    _ settings: PlatformSettings, _ key: SettingsKey, _ names: Name.Type
  ) -> (Name, JSONValue, JSONPath)? where Name.RawValue == String {
    guard let value = settings.reader.required(key) else { return nil }
    let path = settings.reader.path(key)
    guard case .object = value.kind else {
      log.report(
        value, path: path, what: "must be an object, found \(value.shown)",
        fix: "write { } with keys and values")
      return nil
    }
    guard let given = value["policy"] else {
      log.report(
        value, path: path, what: "names no policy",
        fix: "add \"policy\": one of "
          + Name.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
      return nil
    }
    guard
      let text = log.choice(
        given, path.appending(key: "policy"), of: Name.allCases.map(\.rawValue)),
      let name = Name(rawValue: text)
    else { return nil }
    return (name, value, path)
  }

  /// The capacity policy of a deployment.
  func capacity(_ settings: PlatformSettings) -> AnyCapacity? {
    guard let (name, value, path) = policy(settings, .capacity, CapacityName.self) else {
      return nil
    }
    switch name {
    case .onDemand: return onDemand(value, path).map { .onDemand($0) }
    case .fixedServer: return fixedServer(value, path, settings).map { .fixedServer($0) }
    case .managedEndpoint: return managedEndpoint(value, path).map { .managedEndpoint($0) }
    }
  }

  private func onDemand(_ value: JSONValue, _ path: JSONPath) -> OnDemand? {
    guard let reader = ObjectReader<OnDemandKey>(value, path: path, log: log) else { return nil }
    reader.required(.keepAlive)
    let limit = reader.integer(.limit, in: 1...Self.mostInstances) ?? 1000
    // Without a word about it, starts are not limited; a burst alone is all that there will be.
    let isLimited = reader.value(.burst) != nil || reader.value(.starts) != nil
    let burst = reader.integer(.burst, in: 1...Self.mostInstances) ?? (isLimited ? 1 : limit)
    let starts = reader.rate(.starts, in: 0...1e9) ?? (isLimited ? 0 : 1e9)
    let reuse = reader.choice(.reuse, of: Reuse.allCases.map(\.rawValue))
    let beyond = reader.choice(
      .beyondLimit, of: OnDemand.BeyondLimit.allCases.map(\.rawValue))
    let beyondLimit = beyond.flatMap(OnDemand.BeyondLimit.init(rawValue:)) ?? .refuse
    if beyondLimit == .wait && starts < Self.slowestStarts {
      log.report(
        reader.value(.starts) ?? value, path: reader.path(.starts),
        what: "is so low that requests could wait for ever",
        fix: "write a rate of instance starts of at least \"3.6/h\", such as \"10/s\"")
    }
    let keepAlive = reader.interval(.keepAlive, in: Interval(nanoseconds: 1) ... .longest)
    let provisioned = reader.integer(.provisioned, in: 0...limit) ?? 0
    let preWarming = reader.value(.prewarm).flatMap {
      self.preWarming($0, reader.path(.prewarm), limit: limit)
    }
    let waitsForAny = reader.bool(.waitsForAny) ?? false
    let backlog = reader.integer(.backlog, in: 0...Self.mostRequests) ?? 1_000_000
    let pacing = reader.interval(.pacing, in: .milliseconds(1) ... .seconds(3600))
    guard let keepAlive else { return nil }
    return OnDemand(
      limit: limit, starts: StartLimit(burst: burst, rate: starts), idleLifetime: keepAlive,
      reuse: reuse.flatMap(Reuse.init(rawValue:)) ?? .newest, beyondLimit: beyondLimit,
      waitsForAny: waitsForAny, provisioned: provisioned, preWarming: preWarming, backlog: backlog,
      pacing: pacing ?? .milliseconds(100))
  }

  private func fixedServer(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> FixedServer? {
    guard let reader = ObjectReader<FixedServerKey>(value, path: path, log: log) else { return nil }
    reader.required(.workers)
    reader.required(.backlog)
    let instances = reader.integer(.instances, in: 1...Self.mostInstances) ?? 1
    let abandoned = reader.bool(.servesAbandoned) ?? false
    let workers = reader.integer(.workers, in: 1...Self.mostInstances)
    let backlog = reader.integer(.backlog, in: 0...Self.mostRequests)
    let batch = serverBatch(reader.value(.batch), reader.path(.batch))
    guard let workers, let backlog else { return nil }
    return FixedServer(
      instances: instances, workers: workers, backlog: backlog, credits: settings.credits,
      servesAbandonedRequests: abandoned, batching: batch)
  }

  private func managedEndpoint(_ value: JSONValue, _ path: JSONPath) -> ManagedEndpoint? {
    guard let reader = ObjectReader<ManagedEndpointKey>(value, path: path, log: log) else {
      return nil
    }
    reader.required(.maximum)
    reader.required(.workers)
    reader.required(.backlog)
    let maximum = reader.integer(.maximum, in: 1...Self.mostInstances)
    let minimum = reader.integer(.minimum, in: 1...(maximum ?? Self.mostInstances)) ?? 1
    let workers = reader.integer(.workers, in: 1...Self.mostInstances)
    let backlog = reader.integer(.backlog, in: 0...Self.mostRequests)
    let abandoned = reader.bool(.servesAbandoned) ?? false
    let batch = serverBatch(reader.value(.batch), reader.path(.batch))
    let routing = reader.choice(.routing, of: Routing.allCases.map(\.rawValue))
    let provisioning = reader.value(.provisioning).flatMap {
      log.distribution($0, reader.path(.provisioning))
    }
    let drain = reader.interval(.drain, in: .zero ... .longest) ?? .zero
    let autoscaler = reader.value(.autoscaler).flatMap {
      self.autoscaler($0, reader.path(.autoscaler))
    }
    guard let maximum, let workers, let backlog else { return nil }
    return ManagedEndpoint(
      minimum: minimum, maximum: maximum, workers: workers, backlog: backlog,
      routing: routing.flatMap(Routing.init(rawValue:)) ?? .leastOutstanding,
      autoscaler: autoscaler, provisioningTime: provisioning ?? .constant(.zero),
      drainTime: drain, servesAbandonedRequests: abandoned, batching: batch)
  }

  private func autoscaler(
    _ value: JSONValue, _ path: JSONPath
  ) -> ManagedEndpoint.Autoscaler? {
    if case .null = value.kind { return nil }
    guard let reader = ObjectReader<AutoscalerKey>(value, path: path, log: log) else { return nil }
    reader.required(.metric)
    reader.required(.target)
    let times = Interval.zero ... .longest
    let name = reader.choice(.metric, of: ManagedEndpoint.Metric.allCases.map(\.rawValue))
    let share = reader.number(.scaleInShare, in: 0...1) ?? 0.9
    let period = reader.interval(.period, in: .seconds(1) ... .seconds(86_400)) ?? .minutes(1)
    let out = reader.integer(.scaleOutDatapoints, in: 1...10_000) ?? 3
    let inward = reader.integer(.scaleInDatapoints, in: 1...10_000) ?? 15
    let outCooldown = reader.interval(.scaleOutCooldown, in: times) ?? .minutes(5)
    let inCooldown = reader.interval(.scaleInCooldown, in: times) ?? .minutes(5)
    let metric = name.flatMap(ManagedEndpoint.Metric.init(rawValue:))
    let target = reader.number(.target, in: 1e-6...(metric == .utilisation ? 1 : 1e12))
    guard let metric, let target else { return nil }
    return .init(
      metric: metric, target: target, scaleInShare: share, period: period,
      scaleOutDatapoints: out, scaleInDatapoints: inward, scaleOutCooldown: outCooldown,
      scaleInCooldown: inCooldown)
  }
}
