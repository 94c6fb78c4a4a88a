import Documents

/// What a deployment rests on without anybody having said it.
struct AssumptionReader {
  /// All values of the deployment, with where they come from.
  let whole: LayeredValue
  /// The entries of the catalog that values come from.
  let entries: [Catalog.Entry]
  /// What is there to serve.
  let capacity: AnyCapacity
  /// How long things take.
  let latency: AnyLatency
  /// How clients behave.
  let client: Client
  /// What requests bring and answers take.
  let payload: Payload
  /// Whether there is a model.
  let hasModel: Bool
  /// The size at which the platform's service times were measured, where another one is in use.
  let scaledFrom: ByteCount?

  /// How the sources of the catalog name a value that is a guess.
  private static let guess = "no published number pins it"

  /// What means nothing where instances do not start cold.
  private static let keysOfStarts = [LatencyKeys.coldStart.name, RuntimeKeys.packageSize.name]

  /// All of them, each kind once.
  var assumptions: [Assumption] {
    [freeSteps, batches, workers, measured, data, guesses].compactMap(\.self)
  }

  private func part(_ keys: any DeclaredKey...) -> LayeredValue? {
    whole.part(at: keys.map(\.name))
  }

  private var startsCold: Bool {
    if case .staged = latency { return true }
    return false
  }

  private var freeSteps: Assumption? {
    guard startsCold, let start = part(DeploymentKeys.latency, LatencyKeys.coldStart) else {
      return nil
    }
    let isRestored = start.part(at: [ColdStartKeys.restore.name]) != nil
    let steps = ColdStart.Step.allCases.filter { step in
      if isRestored && step != .firstInference { return false }
      let isOfModel = step == .modelDownload || step == .modelLoad
      return start.part(at: [step.rawValue]) == nil && (hasModel || !isOfModel)
    }
    return steps.isEmpty ? nil : .freeSteps(steps.map(\.rawValue))
  }

  private var batches: Assumption? {
    let batching = capacity.policy.plan.batching ?? client.batch
    guard let batching, batching.size > 1,
      part(DeploymentKeys.latency, LatencyKeys.batchMarginal) == nil,
      part(DeploymentKeys.latency, LatencyKeys.batchTimes) == nil
    else { return nil }
    return .batchesWithoutGain
  }

  private var data: Assumption? {
    guard payload != Payload(),
      part(DeploymentKeys.billing, CommonPriceKeys.perGigabyteIn) == nil,
      part(DeploymentKeys.billing, CommonPriceKeys.perGigabyteOut) == nil
    else { return nil }
    return .freeData
  }

  /// Whether the service time is one's own, and none of the catalog.
  private var measuresItself: Bool {
    part(DeploymentKeys.latency, LatencyKeys.serviceTime)?.isOfCatalog == false
  }

  private var workers: Assumption? {
    let slots = capacity.policy.plan.slots
    guard slots > 1, measuresItself,
      part(DeploymentKeys.latency, LatencyKeys.parallelism) == nil
    else { return nil }
    return .fullSpeed(workers: slots)
  }

  private var measured: Assumption? {
    guard let scaledFrom, measuresItself,
      part(DeploymentKeys.latency, LatencyKeys.measuredAt) == nil
    else { return nil }
    return .measuredAt(scaledFrom)
  }

  /// Values that come from the catalog, mean something here, and are guesses.
  private var guesses: Assumption? {
    let found = entries.flatMap(\.parameters).filter { parameter in
      guard parameter.source.contains(Self.guess) else { return false }
      let keys = parameter.path.split(separator: ".").map(String.init)
      if !startsCold, keys.contains(where: { Self.keysOfStarts.contains($0) }) { return false }
      guard let part = whole.part(at: keys), part.isOfCatalog else { return false }
      return part.value.compactText == parameter.value
    }
    return found.isEmpty ? nil : .guesses(found.map(\.path))
  }
}
