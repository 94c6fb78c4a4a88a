import Documents
import SimCore

/// The names of the billing policies in a scenario.
enum BillingName: String, CaseIterable {
  case perUse = "per-use"
  case perInstance = "per-instance"
}

/// The keys of billing by use.
enum PerUseKeys {
  static let policy = Key<JSONValue?>("policy", .constant(BillingName.perUse), "")
  static let perRequest = Key<Money>(
    "per_request", .price, default: .zero, "the price of a request")
  static let perGigabyteSecond = Key<Money>(
    "per_gb_second", .price, default: .zero,
    "the price of a GB of memory for a second of execution")
  static let perCPUSecond = Key<Money>(
    "per_cpu_second", .price, default: .zero,
    "the price of a unit of processor (see `cpu`) for a second of execution")
  static let step = Key<Interval>(
    "step", .duration(Interval(nanoseconds: 1) ... .seconds(86_400)), default: .milliseconds(1),
    "what execution time is rounded up to")
  static let minimum = Key<Interval>(
    "minimum", .duration(.zero ... .seconds(86_400)), default: .zero,
    "the shortest time charged for a request")
  static let provisioned = Key<JSONValue?>(
    "provisioned", .object(ProvisionedKeys.object), .otherwise("those of others"),
    "the prices of provisioned instances, see below")
  static let freeTier = Key<Bool>(
    "free_tier", .boolean, default: false,
    "whether the free requests and GB-seconds are taken off at the end")
  static let freeRequests = Key<Int>(
    "free_requests", .integer(0...1_000_000_000_000), default: 0,
    "requests without the price of a request")
  static let freeGigabyteSeconds = Key<Double>(
    "free_gb_seconds", .number(0...1e12), default: 0, "GB-seconds of execution without a price")

  static let object = ScenarioObject(
    "perUse", "A price for each request and its execution time.", isLayered: true,
    keys: [
      policy, perRequest, perGigabyteSecond, perCPUSecond, step, minimum, provisioned, freeTier,
      freeRequests, freeGigabyteSeconds,
    ])
}

/// The keys of the prices of provisioned instances.
enum ProvisionedKeys {
  static let perGigabyteSecond = Key<Money?>(
    "per_gb_second", .price, .standard("\"0USD\"", words: nil),
    "the price of a GB of a provisioned instance for a second of the run, whether it serves or not")
  static let executionPerGigabyteSecond = Key<Money?>(
    "execution_per_gb_second", .price, .otherwise("`per_gb_second` of any other"),
    """
    the price of a GB of memory for a second of execution on a provisioned instance
    """)

  static let object = ScenarioObject(
    "provisionedPrices", "The prices of provisioned instances.", isLayered: true,
    keys: [perGigabyteSecond, executionPerGigabyteSecond])
}

/// The keys of billing by instance.
enum PerInstanceKeys {
  static let policy = Key<JSONValue?>("policy", .constant(BillingName.perInstance), "")
  static let perHour = Key<Money?>(
    "per_hour", .price, .otherwise("the machine's price"), "the price of an instance and hour")
  static let step = Key<Interval>(
    "step", .positiveDuration, default: .seconds(1), "what a lifetime is rounded up to")
  static let minimum = Key<Interval>(
    "minimum", .duration, default: .zero, "the shortest lifetime charged")
  static let teardown = Key<Interval>(
    "teardown", .duration, default: .zero,
    "how long instances are charged beyond the end of the run")

  static let object = ScenarioObject(
    "perInstance", "A price for each instance and hour, from its launch to its end.",
    isLayered: true, keys: [policy, perHour, step, minimum, teardown])
}

/// The keys of a deployment's clients.
enum ClientKeys {
  static let timeout = Key<Interval?>(
    "timeout", .positiveDuration.orNull, .otherwise("for ever"),
    "how long a client, or the platform's front end for it, waits for an answer; `null` for ever")
  static let batch = Key<JSONValue?>(
    "batch", .object(ClientBatchKeys.object).orNull, .otherwise("each by itself"),
    "how clients gather requests that they send as one, see below; `null` for not at all")

  static let object = ScenarioObject(
    "client", "How clients behave.", isLayered: true, keys: [timeout, batch])
}

extension Definition {
  static let billing: Definition = Definition(
    "billing",
    """
    What things cost. Another policy than the platform's replaces it whole; keys without a policy \
    change the platform's.
    """, words: "[object](#billing)"
  ) { .either([.object(PerUseKeys.object), .object(PerInstanceKeys.object)]) }
}

extension DeploymentDecoder {
  /// The billing policy of a deployment.
  func billing(_ settings: PlatformSettings) -> AnyBilling? {
    guard let (name, value, path) = policy(settings, DeploymentKeys.billing, BillingName.self)
    else {
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
    typealias Keys = PerUseKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let perRequest = reader[Keys.perRequest]
    let perGigabyte = reader[Keys.perGigabyteSecond]
    let perCPU = reader[Keys.perCPUSecond]
    let step = reader[Keys.step]
    let minimum = reader[Keys.minimum]
    let freeTier = reader[Keys.freeTier]
    let freeRequests = reader[Keys.freeRequests]
    let freeGigabytes = reader[Keys.freeGigabyteSeconds]
    let gigabytes = settings.memory.map { Ratio($0.bytes, over: 1 << 30) } ?? .zero
    if perGigabyte > .zero && gigabytes == .zero {
      log.report(
        reader.value(Keys.perGigabyteSecond), path: reader.path(Keys.perGigabyteSecond),
        what: "needs a memory size", fix: "remove it, or choose a platform with memory sizes")
      return nil
    }
    if perCPU > .zero && settings.cpu == nil {
      log.report(
        reader.value(Keys.perCPUSecond), path: reader.path(Keys.perCPUSecond),
        what: "needs the processor that comes with a memory size",
        fix: "remove it, or choose a platform with a \"cpu\"")
      return nil
    }
    let cpuPrice = perCPU.exact * (settings.cpu ?? .zero)
    let perSecond = perGigabyte.exact * gigabytes + cpuPrice
    guard perSecond <= Money.greatestPrice.exact else {
      log.report(
        value, path: path,
        what: "comes to more than \(Money.greatestPrice.text) for a second of an instance",
        fix: "write lower prices")
      return nil
    }
    let provisioned = reader.value(Keys.provisioned).map {
      provisionedPrices($0, reader.path(Keys.provisioned), gigabytes: gigabytes)
    }
    return PerUseBilling(
      perRequest: perRequest, perSecond: perSecond, step: step, minimum: minimum,
      freeRequests: freeTier ? UInt64(freeRequests) : 0,
      freeSeconds: freeTier && gigabytes > .zero
        ? Ratio(decimal: freeGigabytes) / gigabytes : .zero,
      perSecondProvisioned: provisioned?.execution.map { $0 + cpuPrice },
      perProvisionedSecond: provisioned?.idle ?? .zero)
  }

  /// The prices of a second of a provisioned instance and of execution on it, for its memory, in
  /// femtodollars.
  private func provisionedPrices(
    _ value: JSONValue, _ path: JSONPath, gigabytes: Ratio
  ) -> (idle: Ratio, execution: Ratio?) {
    typealias Keys = ProvisionedKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else {
      return (.zero, nil)
    }
    func price(_ key: Key<Money?>) -> Ratio? {
      guard let money = reader[key] else { return nil }
      if money > .zero && gigabytes == .zero {
        log.report(
          reader.value(key), path: reader.path(key), what: "needs a memory size",
          fix: "remove it, or choose a platform with memory sizes")
      }
      let scaled = money.exact * gigabytes
      guard scaled <= Money.greatestPrice.exact else {
        log.report(
          reader.value(key), path: reader.path(key),
          what: "comes to more than \(Money.greatestPrice.text) for a second of an instance",
          fix: "write a lower price")
        return nil
      }
      return scaled
    }
    return (price(Keys.perGigabyteSecond) ?? .zero, price(Keys.executionPerGigabyteSecond))
  }

  private func perInstance(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> PerInstanceBilling? {
    typealias Keys = PerInstanceKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let perHour = reader[Keys.perHour]
    let step = reader[Keys.step]
    let minimum = reader[Keys.minimum]
    let teardown = reader[Keys.teardown]
    if reader.value(Keys.perHour) != nil && perHour == nil { return nil }
    guard let price = perHour ?? settings.pricePerHour else {
      log.report(
        reader.value(Keys.perHour) ?? value, path: reader.path(Keys.perHour),
        what: "is missing, and no machine has a price",
        fix: "add \"per_hour\": \"0.38USD\", or a \"machine\" of the catalog")
      return nil
    }
    return PerInstanceBilling(
      perHour: price, step: step, minimum: minimum, teardown: teardown)
  }

  /// The clients of a deployment.
  func client(_ settings: PlatformSettings) -> Client? {
    typealias Keys = ClientKeys
    guard let value = settings.reader.value(DeploymentKeys.client) else { return Client() }
    let path = settings.reader.path(DeploymentKeys.client)
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let timeout = reader[Keys.timeout]
    return Client(timeout: timeout, batch: clientBatch(reader, timeout: timeout))
  }
}
