import SimCore

/// The keys of the values that a deployment comes to once the catalog is laid under it.
enum SettingsKey: String, CaseIterable {
  case about, machine, memory, cpu, capacity, latency, billing, client, size
  case packageSize = "package_size"
  case packageLimit = "package_limit"
}

/// The keys of a function's memory.
enum MemoryKey: String, CaseIterable {
  case least, greatest, options
  case standard = "default"
}

/// The keys of how much processor a function's memory brings.
enum CPUKey: String, CaseIterable {
  case points, usable
  case measuredAt = "measured_at"
}

/// The keys of a machine.
enum MachineKey: String, CaseIterable {
  case about, vcpus, memory, gpu, credits
  case pricePerHour = "price_per_hour"
}

/// The keys of a machine's CPU credits.
enum CreditsKey: String, CaseIterable {
  case baseline = "baseline_vcpus"
  case initial = "initial_vcpu_minutes"
  case maximum = "maximum_vcpu_minutes"
}

/// What the policies of a deployment share: its machine or memory, its sizes, its tree of values.
struct PlatformSettings {
  let reader: ObjectReader<SettingsKey>
  let path: JSONPath
  /// The memory of an instance; nil for a machine.
  let memory: ByteCount?
  /// The processor of an instance in the unit of its price; nil for a machine.
  let cpu: Double?
  /// How many times as long computation takes as where it was measured.
  let slowdown: Double
  /// The price of the machine.
  let pricePerHour: Money?
  /// The machine's CPU credits.
  let credits: CPUCredits?
  /// The size of the model in MB.
  let modelMegabytes: Double
  /// The size of the runtime's package in MB.
  let packageMegabytes: Double

  /// The greatest size of anything.
  static let greatestSize = ByteCount(bytes: 1 << 50)

  init?(_ tree: JSONValue, reader outer: ObjectReader<DeploymentKey>, decoder: DeploymentDecoder) {
    path = outer.path
    guard let reader = ObjectReader<SettingsKey>(tree, path: path, log: decoder.log) else {
      return nil
    }
    self.reader = reader
    let sizes = ByteCount(bytes: 0)...Self.greatestSize
    modelMegabytes = (reader.bytes(.size, in: sizes)).map(Self.megabytes) ?? 0
    let package = reader.bytes(.packageSize, in: sizes)
    packageMegabytes = package.map(Self.megabytes) ?? 0
    if let limit = reader.bytes(.packageLimit, in: sizes), let package, package > limit {
      decoder.log.report(
        outer.value(.runtime), path: outer.path(.runtime),
        what:
          "has a package of \(package.text), more than the \(limit.text) that the platform takes",
        fix: "choose a runtime with a smaller package")
      return nil
    }

    let machine = Machine(reader, decoder)
    pricePerHour = machine.price
    credits = machine.credits
    guard let sizing = Self.sizing(reader, outer, hasMachine: machine.isGiven) else { return nil }
    (memory, cpu, slowdown) = sizing
  }

  static func megabytes(_ size: ByteCount) -> Double { Double(size.bytes) / 1_048_576 }

  /// The memory of an instance, the processor that comes with it, and what that does to the time
  /// of computation.
  private static func sizing(
    _ reader: ObjectReader<SettingsKey>, _ outer: ObjectReader<DeploymentKey>, hasMachine: Bool
  ) -> (ByteCount?, Double?, Double)? {
    let log = reader.log
    guard let rules = reader.value(.memory),
      let memory = ObjectReader<MemoryKey>(rules, path: reader.path(.memory), log: log)
    else {
      guard let given = outer.value(.memory) else { return (nil, nil, 1) }
      log.report(
        given, path: outer.path(.memory),
        what: "does not apply: this platform has no memory setting",
        fix: hasMachine ? "remove it, or choose a \"machine\"" : "remove it")
      return nil
    }
    let all = ByteCount(bytes: 1_048_576)...greatestSize
    let least = memory.bytes(.least, in: all) ?? all.lowerBound
    let greatest = memory.bytes(.greatest, in: all) ?? all.upperBound
    let options = (memory.array(.options) ?? []).compactMap { log.bytes($0.0, $0.1, in: all) }
    var chosen = memory.bytes(.standard, in: all)
    if outer.value(.memory) != nil {
      guard let own = outer.bytes(.memory, in: least...max(least, greatest)) else { return nil }
      guard options.isEmpty || options.contains(own) else {
        let choices = options.map(\.text).joined(separator: ", ")
        log.report(
          outer.value(.memory), path: outer.path(.memory),
          what: "is no size that the platform offers",
          fix: "write one of \(choices)")
        return nil
      }
      chosen = own
    }
    guard let chosen else { return (nil, nil, 1) }
    guard let rules = reader.value(.cpu),
      let curve = CPUCurve(rules, reader.path(.cpu), log)
    else { return (chosen, nil, 1) }
    let given = curve.share(of: megabytes(chosen))
    let slowdown =
      min(curve.share(of: curve.measuredAt), curve.usable) / min(given, curve.usable)
    return (chosen, given, slowdown)
  }
}

/// How much processor a function gets for its memory: straight lines between points.
private struct CPUCurve {
  var points: [(memory: Double, share: Double)] = []
  var usable = Double.infinity
  var measuredAt = 0.0

  init?(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    guard let reader = ObjectReader<CPUKey>(value, path: path, log: log) else { return nil }
    let sizes = ByteCount(bytes: 1_048_576)...PlatformSettings.greatestSize
    for (element, place) in reader.array(.points) ?? [] {
      guard let pair = log.array(element, place), pair.count == 2,
        let memory = log.bytes(pair[0].0, pair[0].1, in: sizes),
        let share = log.number(pair[1].0, pair[1].1, in: 1e-6...1e6)
      else {
        log.report(
          element, path: place, what: "is not a point of the processor's share",
          fix: "write a memory size and a number, such as [\"1769MB\", 1]")
        return nil
      }
      points.append((PlatformSettings.megabytes(memory), share))
    }
    usable = reader.number(.usable, in: 1e-6...1e6) ?? .infinity
    let rising = zip(points, points.dropFirst()).allSatisfy { $0.memory < $1.memory }
    guard !points.isEmpty, rising else {
      log.report(
        value, path: path, what: "needs points of rising memory", fix: "order the points")
      return nil
    }
    measuredAt =
      reader.bytes(.measuredAt, in: sizes).map(PlatformSettings.megabytes) ?? points[0].memory
  }

  func share(of memory: Double) -> Double {
    var previous = points[0]
    if memory <= previous.memory { return previous.share * memory / previous.memory }
    for point in points.dropFirst() {
      if memory <= point.memory {
        let part = (memory - previous.memory) / (point.memory - previous.memory)
        return previous.share + part * (point.share - previous.share)
      }
      previous = point
    }
    return previous.share
  }
}

/// The machine of a deployment.
private struct Machine {
  var isGiven = false
  var price: Money?
  var credits: CPUCredits?

  init(_ reader: ObjectReader<SettingsKey>, _ decoder: DeploymentDecoder) {
    let path = reader.path(.machine)
    guard let value = reader.value(.machine) else { return }
    isGiven = true
    guard let reference = decoder.reference(value, path, .machines),
      let machine = ObjectReader<MachineKey>(reference.tree, path: path, log: reader.log)
    else { return }
    price = machine.money(.pricePerHour, in: .zero...DeploymentDecoder.greatestPrice)
    let vCPUs = machine.number(.vcpus, in: 0.01...100_000)
    guard let inner = machine.value(.credits),
      let credits = ObjectReader<CreditsKey>(inner, path: machine.path(.credits), log: reader.log)
    else { return }
    CreditsKey.allCases.forEach { credits.required($0) }
    guard let vCPUs, let baseline = credits.number(.baseline, in: 0.001...vCPUs),
      let initial = credits.number(.initial, in: 0...1e9),
      let maximum = credits.number(.maximum, in: 0...1e9)
    else { return }
    self.credits = CPUCredits(
      vCPUs: vCPUs, baseline: baseline, initial: initial * 60, maximum: maximum * 60)
  }
}
