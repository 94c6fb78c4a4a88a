import SimCore

/// The keys of a machine's CPU credits.
enum CreditsKey: String, CaseIterable {
  case baseline = "baseline_vcpus"
  case initial = "initial_vcpu_minutes"
  case maximum = "maximum_vcpu_minutes"
}

/// The machine of a deployment.
struct Machine {
  /// Its price an hour.
  private(set) var price: Money?
  /// Its CPU credits; nil for a machine that is not burstable.
  private(set) var credits: CPUCredits?

  /// Reads the machine of a deployment's values, if they name one.
  init(_ reader: ObjectReader<SettingsKey>, _ decoder: DeploymentDecoder) {
    let path = reader.path(.machine)
    guard let value = reader.value(.machine),
      let reference = decoder.reference(value, path, .machines)
    else { return }
    (self, _) = reference.values.decode(at: path, log: reader.log) { tree, log in
      Machine(tree, path, log)
    }
  }

  private init(_ tree: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    guard let reader = ObjectReader<MachineKey>(tree, path: path, log: log) else { return }
    price = reader.money(.pricePerHour, in: .zero...DeploymentDecoder.greatestPrice)
    let vCPUs = reader.number(.vcpus, in: 0.01...100_000)
    // Memory and graphics processor change nothing in a run, but should be what they say.
    _ = reader.bytes(.memory, in: PlatformSettings.memorySizes)
    _ = reader.string(.gpu)
    guard let value = reader.value(.credits),
      let credits = ObjectReader<CreditsKey>(value, path: reader.path(.credits), log: log)
    else { return }
    reader.required(.vcpus)
    CreditsKey.allCases.forEach { credits.required($0) }
    let baseline = credits.number(.baseline, in: 0.001...(vCPUs ?? 100_000))
    let initial = credits.number(.initial, in: 0...1e9)
    let maximum = credits.number(.maximum, in: 0...1e9)
    guard let vCPUs, let baseline, let initial, let maximum else { return }
    self.credits = CPUCredits(
      vCPUs: vCPUs, baseline: baseline, initial: initial * 60, maximum: maximum * 60)
  }
}
