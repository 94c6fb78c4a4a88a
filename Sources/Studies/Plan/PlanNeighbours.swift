import Documents
import Platforms
import SimCore

/// The changes of a deployment that make sense for its capacity.
///
/// Numbers of instances follow from the traffic where they can: `a` requests in service at a time,
/// the rate times the mean service, take about `a` instances, and `a + 2 √a` when they come as they
/// please. Source: W. Whitt, "Understanding the efficiency of multi-server service systems",
/// Management Science 38 (1992).
struct PlanNeighbours {
  /// The dimensions, none of a single value.
  private(set) var dimensions: [PlanDimension] = []
  /// What is left out.
  private(set) var gaps: [PlanGap] = []
  private let deployment: Deployment
  private let workload: Workload
  private let path: String
  /// The most instances that a scenario may ask for.
  private static let mostInstances = 1_000_000

  /// The neighbours of a deployment.
  ///
  /// - Parameters:
  ///   - deployment: the deployment.
  ///   - workload: the requests that it serves.
  ///   - path: its path in the scenario, such as `deployments[0]`.
  init(of deployment: Deployment, _ workload: Workload, path: String) {
    self.deployment = deployment
    self.workload = workload
    self.path = path
    if deployment.system != nil {
      gaps.append(.services)
      return
    }
    memory()
    switch deployment.capacity {
    case .onDemand(let policy): provisioned(policy)
    case .fixedServer(let policy):
      let count = policy.instances
      numbers(
        "capacity.instances", "instances", count,
        [(count + 1) / 2, count - 1, count + 1, 2 * count, 3 * count, 4 * count])
      batches(policy.batching)
      gaps.append(.machines)
    case .managedEndpoint(let policy):
      endpoint(policy)
      batches(policy.batching)
      gaps.append(.machines)
    case .custom: gaps.append(.custom)
    }
    clientBatches()
  }

  private mutating func append(
    _ key: String, _ label: String, current: String, _ values: [String]
  ) {
    let others = values.reduce(into: [String]()) { kept, value in
      if value != current, !kept.contains(value) { kept.append(value) }
    }
    if others.isEmpty { return }
    dimensions.append(
      PlanDimension(path: "\(path).\(key)", label: label, current: current, values: others))
  }

  /// Whole numbers from 1 to what a deployment may have, from the least.
  private mutating func numbers(
    _ key: String, _ label: String, _ current: Int, from least: Int = 1, _ values: [Int]
  ) {
    let allowed = least...Self.mostInstances
    append(
      key, label, current: "\(current)",
      values.filter(allowed.contains).sorted().map { "\($0)" })
  }

  /// The sizes beside that of the deployment, or half to twice of it where any may be had.
  private mutating func memory() {
    guard let offer = deployment.memory else { return }
    let size = offer.size
    let sizes: [ByteCount]
    if let place = offer.options.firstIndex(of: size) {
      let near = max(0, place - 2)...min(offer.options.count - 1, place + 2)
      sizes = Array(offer.options[near])
    } else {
      let megabytes = size.bytes >> 20
      sizes = [megabytes / 2, megabytes * 3 / 4, megabytes * 3 / 2, megabytes * 2]
        .map { ByteCount.megabytes($0) }.filter(offer.sizes.contains)
    }
    append("memory", "memory", current: size.text, sizes.map(\.text))
  }

  /// How many instances the mean rate and the greatest keep busy, with room for chance.
  private var busy: [Int] {
    guard let service = deployment.meanService, case .process(let process) = workload.arrivals,
      let mean = process.meanRate
    else { return [1, 4, 16] }
    return [mean, process.peakRate].map { rate in
      let load = rate * service
      return Int(min((load + 2 * load.squareRoot()).rounded(.up), 1e6))
    }
  }

  private mutating func provisioned(_ policy: OnDemand) {
    guard case .perUse(let prices) = deployment.billing,
      prices.charge(provisioned: .seconds(3600)) > .zero
    else {
      gaps.append(.provisioned)
      return
    }
    numbers(
      "capacity.provisioned", "provisioned", policy.provisioned, from: 0,
      ([0] + busy).map { min($0, policy.limit) })
  }

  private mutating func endpoint(_ policy: ManagedEndpoint) {
    let (least, most) = (policy.minimum, policy.maximum)
    numbers(
      "capacity.minimum", "minimum", least,
      (least == 0 ? [1, 2, 4] : [(least + 1) / 2, 2 * least, 4 * least])
        .filter { $0 <= 2 * most })
    guard let autoscaler = policy.autoscaler else { return }
    numbers("capacity.maximum", "maximum", most, [(most + 1) / 2, 2 * most])
    let target = autoscaler.target
    let greatest = autoscaler.metric == .utilisation ? 1 : 1e12
    append(
      "capacity.autoscaler.target", "target", current: PlainNumber.decimalText(target),
      [0.5, 0.75, 1.5].map { $0 * target }.filter { $0 >= 1e-6 && $0 <= greatest }
        .map { VaryValues.rounded($0, digits: 4) })
  }

  /// Batches of workers, where a batch takes less time than its requests one by one.
  private mutating func batches(_ batching: Batching?) {
    if let batching {
      numbers(
        "capacity.batch.size", "batch", batching.size, [1, batching.size / 2, 2 * batching.size])
    } else if deployment.gainsByBatches {
      append(
        "capacity.batch", "batch", current: "none", [2, 4, 8, 16].map { "{\"size\":\($0)}" })
    } else {
      gaps.append(.serverBatches)
    }
  }

  private mutating func clientBatches() {
    if let batching = deployment.client.batch {
      let size = batching.size
      numbers("client.batch.size", "client batch", size, [1, size / 2, 2 * size])
    } else if case .onDemand = deployment.capacity, deployment.gainsByBatches {
      gaps.append(.clientBatches)
    }
  }
}

extension Deployment {
  /// The time of a request alone; nil for a policy of one's own.
  private var serviceTime: ServiceTime? {
    switch latency {
    case .staged(let policy): policy.serviceTime
    case .preloaded(let policy): policy.serviceTime
    case .custom: nil
    }
  }

  /// The mean time of a request alone, in seconds.
  fileprivate var meanService: Double? {
    guard let serviceTime, serviceTime.columnTimes.isEmpty else { return nil }
    let mean = serviceTime.distribution.mean
    return mean.isFinite ? mean : nil
  }

  /// Whether there is a batch that takes less time than its requests one by one.
  fileprivate var gainsByBatches: Bool {
    guard let serviceTime, serviceTime.columnTimes.isEmpty else { return false }
    return serviceTime.gainsByBatches
  }
}
