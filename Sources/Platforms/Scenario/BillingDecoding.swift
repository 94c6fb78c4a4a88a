import SimCore

/// The names of the billing policies in a scenario.
enum BillingName: String, CaseIterable {
  case perUse = "per-use"
  case perInstance = "per-instance"
}

/// The keys of billing by use.
enum PerUseKey: String, CaseIterable {
  case policy, step, minimum, provisioned
  case perRequest = "per_request"
  case perGigabyteSecond = "per_gb_second"
  case perCPUSecond = "per_cpu_second"
  case freeTier = "free_tier"
  case freeRequests = "free_requests"
  case freeGigabyteSeconds = "free_gb_seconds"
}

/// The keys of the prices of provisioned instances.
enum ProvisionedKey: String, CaseIterable {
  case perGigabyteSecond = "per_gb_second"
  case executionPerGigabyteSecond = "execution_per_gb_second"
}

/// The keys of billing by instance.
enum PerInstanceKey: String, CaseIterable {
  case policy, step, minimum, teardown
  case perHour = "per_hour"
}

/// The keys of a deployment's clients.
enum ClientKey: String, CaseIterable { case timeout, batch }

extension DeploymentDecoder {
  /// The greatest price of anything.
  static let greatestPrice = Money(femtodollars: 1_000_000 * Money.femtodollarsPerDollar)

  /// The billing policy of a deployment.
  func billing(_ settings: PlatformSettings) -> AnyBilling? {
    guard let (name, value, path) = policy(settings, .billing, BillingName.self) else {
      return nil
    }
    switch name {
    case .perUse: return perUse(value, path, settings).map { .perUse($0) }
    case .perInstance: return perInstance(value, path, settings).map { .perInstance($0) }
    }
  }

  private func perUse(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> PerUseBilling? {
    guard let reader = ObjectReader<PerUseKey>(value, path: path, log: log) else { return nil }
    let prices = Money.zero...Self.greatestPrice
    let perRequest = reader.money(.perRequest, in: prices) ?? .zero
    let perGigabyte = reader.money(.perGigabyteSecond, in: prices) ?? .zero
    let perCPU = reader.money(.perCPUSecond, in: prices) ?? .zero
    let step = reader.interval(.step, in: Interval(nanoseconds: 1) ... .seconds(86_400))
    let minimum = reader.interval(.minimum, in: .zero ... .seconds(86_400)) ?? .zero
    let freeTier = reader.bool(.freeTier) ?? false
    let freeRequests = reader.integer(.freeRequests, in: 0...1_000_000_000_000) ?? 0
    let freeGigabytes = reader.number(.freeGigabyteSeconds, in: 0...1e12) ?? 0
    let gigabytes = settings.memory.map { PlatformSettings.megabytes($0) / 1024 } ?? 0
    if perGigabyte > .zero && gigabytes == 0 {
      log.report(
        reader.value(.perGigabyteSecond), path: reader.path(.perGigabyteSecond),
        what: "needs a memory size", fix: "remove it, or choose a platform with memory sizes")
      return nil
    }
    if perCPU > .zero && settings.cpu == nil {
      log.report(
        reader.value(.perCPUSecond), path: reader.path(.perCPUSecond),
        what: "needs the processor that comes with a memory size",
        fix: "remove it, or choose a platform with a \"cpu\"")
      return nil
    }
    let memoryPrice = Double(perGigabyte.femtodollars) * gigabytes
    let cpuPrice = Double(perCPU.femtodollars) * (settings.cpu ?? 0)
    guard memoryPrice + cpuPrice <= Double(Self.greatestPrice.femtodollars) else {
      log.report(
        value, path: path,
        what: "comes to more than \(Self.greatestPrice.text) for a second of an instance",
        fix: "write lower prices")
      return nil
    }
    let provisioned = reader.value(.provisioned).map {
      provisionedPrices($0, reader.path(.provisioned), gigabytes: gigabytes)
    }
    return PerUseBilling(
      perRequest: perRequest,
      perSecond: Money(femtodollars: Int128(memoryPrice + cpuPrice + 0.5)),
      step: step ?? .milliseconds(1), minimum: minimum,
      freeRequests: freeTier ? UInt64(freeRequests) : 0,
      freeSeconds: freeTier && gigabytes > 0 ? freeGigabytes / gigabytes : 0,
      perSecondProvisioned: provisioned?.execution.map {
        Money(femtodollars: Int128(Double($0.femtodollars) + cpuPrice + 0.5))
      },
      perProvisionedSecond: provisioned?.idle ?? .zero)
  }

  /// The prices of a second of a provisioned instance and of execution on it, for its memory.
  private func provisionedPrices(
    _ value: JSONValue, _ path: JSONPath, gigabytes: Double
  ) -> (idle: Money, execution: Money?) {
    guard let reader = ObjectReader<ProvisionedKey>(value, path: path, log: log) else {
      return (.zero, nil)
    }
    func price(_ key: ProvisionedKey) -> Money? {
      guard let money = reader.money(key, in: .zero...Self.greatestPrice) else { return nil }
      if money > .zero && gigabytes == 0 {
        log.report(
          reader.value(key), path: reader.path(key), what: "needs a memory size",
          fix: "remove it, or choose a platform with memory sizes")
      }
      let scaled = Double(money.femtodollars) * gigabytes
      guard scaled <= Double(Self.greatestPrice.femtodollars) else {
        log.report(
          reader.value(key), path: reader.path(key),
          what: "comes to more than \(Self.greatestPrice.text) for a second of an instance",
          fix: "write a lower price")
        return nil
      }
      return Money(femtodollars: Int128(scaled + 0.5))
    }
    return (price(.perGigabyteSecond) ?? .zero, price(.executionPerGigabyteSecond))
  }

  private func perInstance(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> PerInstanceBilling? {
    guard let reader = ObjectReader<PerInstanceKey>(value, path: path, log: log) else {
      return nil
    }
    let perHour = reader.money(.perHour, in: .zero...Self.greatestPrice)
    let step = reader.interval(.step, in: Interval(nanoseconds: 1) ... .longest)
    let minimum = reader.interval(.minimum, in: .zero ... .longest)
    let teardown = reader.interval(.teardown, in: .zero ... .longest)
    if reader.value(.perHour) != nil && perHour == nil { return nil }
    guard let price = perHour ?? settings.pricePerHour else {
      log.report(
        reader.value(.perHour) ?? value, path: reader.path(.perHour),
        what: "is missing, and no machine has a price",
        fix: "add \"per_hour\": \"0.38USD\", or a \"machine\" of the catalog")
      return nil
    }
    return PerInstanceBilling(
      perHour: price, step: step ?? .seconds(1), minimum: minimum ?? .zero,
      teardown: teardown ?? .zero)
  }

  /// The clients of a deployment.
  func client(_ settings: PlatformSettings) -> Client? {
    guard let value = settings.reader.value(.client) else { return Client() }
    let path = settings.reader.path(.client)
    guard let reader = ObjectReader<ClientKey>(value, path: path, log: log) else { return nil }
    var timeout: Interval?
    if reader.value(.timeout)?.kind != .null {
      timeout = reader.interval(.timeout, in: Interval(nanoseconds: 1) ... .longest)
    }
    return Client(timeout: timeout, batch: clientBatch(reader, timeout: timeout))
  }
}
