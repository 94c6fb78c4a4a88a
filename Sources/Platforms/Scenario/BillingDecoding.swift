import Documents
import SimCore

/// The names of the billing policies in a scenario.
enum BillingName: String, CaseIterable {
  case perUse = "per-use"
  case perInstance = "per-instance"
}

/// The keys of a deployment's clients.
enum ClientKeys {
  static let timeout = Key<Interval?>(
    "timeout", .positiveDuration.orNull, .otherwise("for ever"),
    "how long a client, or the platform's front end for it, waits for an answer; `null` for ever")
  static let batch = Key<JSONValue?>(
    "batch", .object(ClientBatchKeys.object).orNull, .otherwise("each by itself"),
    "how clients gather requests that they send as one, see below; `null` for not at all")
  static let retries = Key<JSONValue?>(
    "retries", .object(RetryKeys.object).orNull, .otherwise("none"),
    "how clients send a request again that failed, see below; `null` for not at all")

  static let object: ScenarioObject = ScenarioObject(
    "client", "How clients behave.", isLayered: true,
    partOf: { DeploymentKeys.object }, keys: [timeout, batch, retries])
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
  ///
  /// - Parameters:
  ///   - settings: the deployment's values.
  ///   - slots: how many requests its instances serve at a time.
  ///   - isBatched: whether its clients send several requests as one.
  /// - Returns: the policy; nil with problems reported.
  func billing(_ settings: PlatformSettings, slots: Int, isBatched: Bool) -> AnyBilling? {
    guard let (name, value, path) = policy(settings, DeploymentKeys.billing, BillingName.self)
    else {
      return nil
    }
    switch name {
    case .perUse:
      guard let reader = KeyReader(value, PerUseKeys.object, path: path, log: log) else {
        return nil
      }
      let data = data(reader, reader[PerUseKeys.perRequest], isBatched)
      return perUse(reader, settings, slots, data: data).map { .perUse($0) }
    case .perInstance:
      guard let reader = KeyReader(value, PerInstanceKeys.object, path: path, log: log) else {
        return nil
      }
      let data = data(reader, reader[PerInstanceKeys.perRequest], isBatched)
      return perInstance(reader, settings, data: data).map { .perInstance($0) }
    }
  }

  private func perUse(
    _ reader: KeyReader, _ settings: PlatformSettings, _ slots: Int, data: Money
  ) -> PerUseBilling? {
    typealias Keys = PerUseKeys
    let perRequest = reader[Keys.perRequest]
    let perGigabyte = reader[Keys.perGigabyteSecond]
    let perCPU = reader[Keys.perCPUSecond]
    let charged = reader[Keys.charged]
    let step = reader[Keys.step]
    let minimum = reader[Keys.minimum]
    let freeTier = reader[Keys.freeTier]
    let freeRequests = reader[Keys.freeRequests]
    let freeGigabytes = reader[Keys.freeGigabyteSeconds]
    let freeCPU = reader[Keys.freeCPUSeconds]
    let gigabytes = settings.gigabytes
    guard hasSize(reader, Keys.perGigabyteSecond, Keys.perCPUSecond, settings) else { return nil }
    let cpuPrice = perCPU.exact * (settings.cpu ?? .zero)
    let perSecond = perGigabyte.exact * gigabytes + cpuPrice
    guard perSecond <= Money.greatestPrice.exact else {
      log.report(
        reader.object, path: reader.path,
        what: "comes to more than \(Money.greatestPrice.text) for a second of an instance",
        fix: "write lower prices")
      return nil
    }
    guard let volumes = volumes(reader, settings, processor: cpuPrice) else { return nil }
    func free(_ amount: Double, _ size: Ratio) -> Ratio {
      freeTier && size > .zero ? Ratio(decimal: amount) / size : .zero
    }
    let provisioned = reader.value(Keys.provisioned).map {
      provisionedPrices(
        $0, reader.path(Keys.provisioned), settings, memory: perGigabyte.exact * gigabytes,
        processor: cpuPrice)
    }
    let snapshot = reader.value(Keys.snapshot).flatMap {
      snapshotPrices($0, reader.path(Keys.snapshot), settings)
    }
    let fixed = reader[CommonPriceKeys.fixedPerHour].exact / Ratio(3600)
    let boost = boostPrice(perCPU, settings)
    guard max(perSecond + boost.perSecond, boost.after.exact) <= Money.greatestPrice.exact else {
      log.report(
        reader.value(Keys.perCPUSecond), path: reader.path(Keys.perCPUSecond),
        what: "comes to more than \(Money.greatestPrice.text) for a second of a start with a boost",
        fix: "write a lower price, or less \"boost\"")
      return nil
    }
    return PerUseBilling(
      perRequest: perRequest, perSecond: perSecond, step: step, minimum: minimum,
      freeRequests: freeTier ? UInt64(freeRequests) : 0,
      freeSeconds: free(freeGigabytes, gigabytes),
      perSecondProvisioned: provisioned?.execution,
      perProvisionedSecond: provisioned?.idle ?? .zero,
      charged: slots > 1 ? charged : .requests, perCPUSecond: cpuPrice,
      freeCPUSeconds: freeCPU.map { free($0, settings.cpu ?? .zero) }, volumes: volumes,
      data: data, perStart: (snapshot?.perStart ?? .zero) + boost.after,
      perStartSecond: perSecond + boost.perSecond,
      fixedPerSecond: fixed + (snapshot?.perSecond ?? .zero))
  }

  /// What more processor during a start costs beyond what comes with the memory: of a second, in
  /// femtodollars, and for the time after it in which it goes on.
  private func boostPrice(
    _ perCPU: Money, _ settings: PlatformSettings
  ) -> (perSecond: Ratio, after: Money) {
    guard let boost = startBoost(settings), let cpu = settings.cpu else { return (.zero, .zero) }
    let whole = Ratio(decimal: boost.vcpus)
    guard whole > cpu else { return (.zero, .zero) }
    let perSecond = perCPU.exact * (whole - cpu)
    let after = perSecond * Ratio(boost.after.nanoseconds, over: 1_000_000_000)
    return (perSecond, Money(femtodollars: Int128(after.rounded)))
  }

  /// The prices of a second of a provisioned instance and of execution on it, in femtodollars.
  ///
  /// - Parameters:
  ///   - value: the object.
  ///   - path: its path.
  ///   - settings: the deployment's values.
  ///   - memory: the price of a second of execution elsewhere, for the memory.
  ///   - processor: the same for the processor.
  /// - Returns: the price of a second of the run, and of a second of execution.
  private func provisionedPrices(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings, memory: Ratio,
    processor: Ratio
  ) -> (idle: Ratio, execution: Ratio) {
    typealias Keys = ProvisionedKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else {
      return (.zero, memory + processor)
    }
    func price(_ key: Key<Money?>, _ amount: Ratio, _ lacking: String, _ fix: String) -> Ratio? {
      guard let money = reader[key] else { return nil }
      if money > .zero && amount == .zero {
        log.report(
          reader.value(key), path: reader.path(key), what: "needs \(lacking)",
          fix: "remove it, or choose a platform with \(fix)")
      }
      let scaled = money.exact * amount
      guard scaled <= Money.greatestPrice.exact else {
        log.report(
          reader.value(key), path: reader.path(key),
          what: "comes to more than \(Money.greatestPrice.text) for a second of an instance",
          fix: "write a lower price")
        return nil
      }
      return scaled
    }
    let gigabytes = settings.gigabytes
    let cpu = settings.cpu ?? .zero
    let size = ("a memory size", "memory sizes")
    let share = ("the processor that comes with a memory size", "a \"cpu\"")
    let idle =
      (price(Keys.perGigabyteSecond, gigabytes, size.0, size.1) ?? .zero)
      + (price(Keys.perCPUSecond, cpu, share.0, share.1) ?? .zero)
    let execution =
      (price(Keys.executionPerGigabyteSecond, gigabytes, size.0, size.1) ?? memory)
      + (price(Keys.executionPerCPUSecond, cpu, share.0, share.1) ?? processor)
    return (idle, execution)
  }

  private func perInstance(
    _ reader: KeyReader, _ settings: PlatformSettings, data: Money
  ) -> PerInstanceBilling? {
    typealias Keys = PerInstanceKeys
    let perHour = reader[Keys.perHour]
    let step = reader[Keys.step]
    let minimum = reader[Keys.minimum]
    let teardown = reader[Keys.teardown]
    let perRequest = reader[Keys.perRequest]
    let perGigabyte = reader[Keys.perGigabyteHour]
    let perCPU = reader[Keys.perCPUHour]
    guard hasSize(reader, Keys.perGigabyteHour, Keys.perCPUHour, settings) else { return nil }
    if reader.value(Keys.perHour) != nil && perHour == nil { return nil }
    let isSized = perGigabyte > .zero || perCPU > .zero
    guard let price = perHour ?? settings.pricePerHour ?? (isSized ? Money.zero : nil) else {
      log.report(
        reader.value(Keys.perHour) ?? reader.object, path: reader.path(Keys.perHour),
        what: "is missing, and no machine has a price",
        fix: "add \"per_hour\": \"0.38USD\", or a \"machine\" of the catalog")
      return nil
    }
    let whole =
      price.exact + perGigabyte.exact * settings.gigabytes
      + perCPU.exact * (settings.cpu ?? .zero)
    guard whole <= Money.greatestPrice.exact else {
      log.report(
        reader.object, path: reader.path,
        what: "comes to more than \(Money.greatestPrice.text) for an hour of an instance",
        fix: "write lower prices")
      return nil
    }
    let active = InstancePrices(hour: price, gigabyte: perGigabyte, cpu: perCPU)
    let idle = reader[Keys.idle].flatMap {
      idlePrices($0, reader.path(Keys.idle), settings, active, most: whole)
    }
    var free = FreeInstanceUse()
    let freeRequests = reader[Keys.freeRequests]
    let freeMemory = reader[Keys.freeGigabyteSeconds]
    let freeCPU = reader[Keys.freeCPUSeconds]
    if reader[Keys.freeTier] {
      let idle = idle ?? active
      free.requests = UInt64(freeRequests)
      free.perRequest = perRequest
      free.memory = .init(
        perHour: active.gigabyte, idle: idle.gigabyte, of: settings.gigabytes, seconds: freeMemory)
      free.processor = .init(
        perHour: active.cpu, idle: idle.cpu, of: settings.cpu ?? .zero, seconds: freeCPU)
    }
    return PerInstanceBilling(
      exactPerHour: whole, step: step, minimum: minimum, teardown: teardown,
      perRequest: perRequest + data, fixedPerHour: reader[CommonPriceKeys.fixedPerHour],
      free: free, idlePerHour: idle?.whole(settings))
  }

  /// The prices of an hour of an idle instance; nil with a problem reported.
  ///
  /// - Parameters:
  ///   - value: the object.
  ///   - path: its path.
  ///   - settings: the deployment's values.
  ///   - active: the prices of any other.
  ///   - most: what those come to, in femtodollars.
  /// - Returns: the prices.
  private func idlePrices(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings, _ active: InstancePrices,
    most: Ratio
  ) -> InstancePrices? {
    typealias Keys = IdleKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let prices = InstancePrices(
      hour: reader[Keys.perHour] ?? active.hour,
      gigabyte: reader[Keys.perGigabyteHour] ?? active.gigabyte,
      cpu: reader[Keys.perCPUHour] ?? active.cpu)
    guard prices.whole(settings) <= most else {
      log.report(
        value, path: path, what: "comes to more than instances cost that serve",
        fix: "write lower prices, or remove it")
      return nil
    }
    return prices
  }

  /// The price of what a request brings and its answer takes, to the nearest femtodollar.
  private func data(_ reader: KeyReader, _ perRequest: Money, _ isBatched: Bool) -> Money {
    typealias Keys = CommonPriceKeys
    func price(_ key: Key<Money>, _ size: ByteCount) -> Ratio {
      reader[key].exact * Ratio(size.bytes, over: 1 << 30)
    }
    let sum =
      price(Keys.perGigabyteIn, payload.request) + price(Keys.perGigabyteOut, payload.answer)
    guard sum + perRequest.exact <= Money.greatestPrice.exact else {
      log.report(
        reader.object, path: reader.path,
        what: "comes to more than \(Money.greatestPrice.text) for a request and its data",
        fix: "write lower prices, or a smaller \"payload\" of the workload")
      return .zero
    }
    if isBatched && sum > .zero {
      log.report(
        reader.object, path: reader.path,
        what: "charges the data of each request, where clients send several as one",
        fix: "remove \"\(Keys.perGigabyteIn.name)\" and \"\(Keys.perGigabyteOut.name)\", or the "
          + "\"batch\" of the clients")
    }
    return Money(femtodollars: Int128(sum.rounded))
  }

  /// The prices of a snapshot, in femtodollars: of a second of the run, and of a start.
  private func snapshotPrices(
    _ value: JSONValue, _ path: JSONPath, _ settings: PlatformSettings
  ) -> (perSecond: Ratio, perStart: Money)? {
    typealias Keys = SnapshotKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log),
      hasSize(reader, Keys.perGigabyteSecond, nil, settings),
      hasSize(reader, Keys.perGigabyteStart, nil, settings)
    else { return nil }
    let second = reader[Keys.perGigabyteSecond].exact * settings.gigabytes
    let start = reader[Keys.perGigabyteStart].exact * settings.gigabytes
    guard max(second, start) <= Money.greatestPrice.exact else {
      log.report(
        value, path: path,
        what: "comes to more than \(Money.greatestPrice.text) for an instance",
        fix: "write lower prices")
      return nil
    }
    return (second, Money(femtodollars: Int128(start.rounded)))
  }

  /// Whether an instance has the memory and the processor that prices above zero are of; reports
  /// what it lacks.
  private func hasSize(
    _ reader: KeyReader, _ perGigabyte: Key<Money>, _ perCPU: Key<Money>?,
    _ settings: PlatformSettings
  ) -> Bool {
    if reader[perGigabyte] > .zero && settings.memory == nil {
      log.report(
        reader.value(perGigabyte), path: reader.path(perGigabyte),
        what: "needs a memory size", fix: "remove it, or choose a platform with memory sizes")
      return false
    }
    if let perCPU, reader[perCPU] > .zero, settings.cpu == nil {
      log.report(
        reader.value(perCPU), path: reader.path(perCPU),
        what: "needs the processor that comes with a memory size",
        fix: "remove it, or choose a platform with a \"cpu\"")
      return false
    }
    return true
  }

  /// The clients of a deployment.
  func client(_ settings: PlatformSettings) -> Client? {
    typealias Keys = ClientKeys
    guard let value = settings.reader.value(DeploymentKeys.client) else { return Client() }
    let path = settings.reader.path(DeploymentKeys.client)
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let timeout = reader[Keys.timeout]
    let batch = clientBatch(reader, timeout: timeout)
    let retries = reader[Keys.retries].flatMap { self.retries($0, reader.path(Keys.retries)) }
    return Client(timeout: timeout, batch: batch, retries: retries)
  }
}

/// The prices of an hour of an instance: itself, a GB of its memory and a unit of its processor.
private struct InstancePrices {
  var hour: Money
  var gigabyte: Money
  var cpu: Money

  /// What they come to for an instance, in femtodollars.
  func whole(_ settings: PlatformSettings) -> Ratio {
    hour.exact + gigabyte.exact * settings.gigabytes + cpu.exact * (settings.cpu ?? .zero)
  }
}
