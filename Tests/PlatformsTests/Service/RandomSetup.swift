import Documents
import Platforms
import SimCore

/// Policies, clients and arrivals made up at random: everything small, so that limits are met and
/// events fall on the same instants.
struct RandomSetup {
  let capacity: any CapacityPolicy
  var latency: AnyLatency
  let billing: AnyBilling
  let client: Client
  let options: RunOptions
  let arrivals: [Instant]

  /// A setup of given parts.
  init(
    capacity: any CapacityPolicy, latency: AnyLatency, billing: AnyBilling, client: Client,
    options: RunOptions, arrivals: [Instant]
  ) {
    self.capacity = capacity
    self.latency = latency
    self.billing = billing
    self.client = client
    self.options = options
    self.arrivals = arrivals
  }

  init(seed: UInt64) {
    var random = Random(seed: seed, stream: RandomStream("setup"))
    var batches = Random(seed: seed, stream: RandomStream("batches"))
    let batching = Self.batching(using: &batches)
    var limits = Random(seed: seed, stream: RandomStream("limits"))
    // Of four setups each kind of capacity is one.
    capacity =
      switch seed % 4 {
      case 0: Self.onDemand(limits: &limits, using: &random)
      case 1: Self.fixedServer(batching, using: &random)
      case 2: Self.endpoint(batching, limits: &limits, using: &random)
      default: Self.scripted(batching, using: &random)
      }
    latency = Self.latency(batchMarginal: batches.unit(1), using: &random)
    billing = Self.billing(using: &random)
    let timeout: Int64? = random.chance(2) ? random.number(10...3000) : nil
    let wait = batches.number(1...min(500, (timeout ?? 3000) - 1))
    client = Client(
      timeout: timeout.map { .milliseconds($0) },
      batch: batches.chance(4) ? Batching(Int(batches.number(1...6)), after: wait) : nil)
    options = RunOptions(
      seed: seed, window: .milliseconds(random.number(1...2000)),
      patience: random.chance(2) ? .milliseconds(random.number(0...5000)) : nil)
    arrivals = Self.arrivals(using: &random)
  }

  /// The same with other times.
  func with(latency: AnyLatency) -> RandomSetup {
    var setup = self
    setup.latency = latency
    return setup
  }

  private static func onDemand(limits: inout Random, using random: inout Random) -> OnDemand {
    let limit = Int(random.number(1...8))
    var policy = OnDemand(
      limit: limit, starts: StartLimit(burst: Int(random.number(1...6)), rate: 1 + random.unit(5)),
      keepAlive: .milliseconds(random.number(1...3000)),
      reuse: random.chance(2) ? .newest : .oldest, beyondLimit: random.chance(2) ? .refuse : .wait,
      waitsForAny: random.chance(2), provisioned: Int(random.number(0...2)) % (limit + 1),
      preWarming: preWarming(limit: limit, using: &random),
      backlog: Int(random.number(0...20)), pacing: .milliseconds(random.number(20...500)))
    if limits.chance(3) { policy.longestWait = .milliseconds(limits.number(1...2000)) }
    return policy
  }

  /// Every third policy that can takes batches, and of those every second at once.
  private static func batching(using random: inout Random) -> Batching? {
    guard random.chance(3) else { return nil }
    if random.chance(4) {
      return Batching(size: Int(random.number(1...5)), wait: .zero, isAdaptive: true)
    }
    return Batching(
      size: Int(random.number(1...5)),
      wait: .milliseconds(random.chance(2) ? 0 : random.number(1...300)),
      latencyTarget: random.chance(3) ? .milliseconds(random.number(20...800)) : nil)
  }

  /// Every fourth policy that can has machines that are taken back.
  private static func interruptions(using random: inout Random) -> Interruptions? {
    guard random.chance(4) else { return nil }
    return Interruptions(
      lifetime: .exponential(mean: .milliseconds(random.number(500...20_000))),
      notice: .milliseconds(random.chance(3) ? 0 : random.number(1...3000)),
      replacement: .uniform(from: .zero, to: .milliseconds(random.number(1...900))))
  }

  private static func preWarming(limit: Int, using random: inout Random) -> PreWarming? {
    switch random.number(0...3) {
    case 0:
      var time = Instant.zero
      return .schedule(
        (0..<3).map { _ in
          time = time + .milliseconds(random.number(1...3000))
          return PreWarming.Entry(at: time, instances: Int(random.number(1...Int64(limit))))
        })
    case 1:
      return .prediction(
        PreWarming.Prediction(
          period: .milliseconds(random.number(20...500)), periods: Int(random.number(2...5)),
          horizon: .milliseconds(random.number(0...1000)), headroom: 0.5 + random.unit(2)))
    default: return nil
    }
  }

  private static func fixedServer(
    _ batching: Batching?, using random: inout Random
  ) -> FixedServer {
    let vCPUs = 1 + random.unit(4)
    let (baseline, initial) = (vCPUs * (0.1 + random.unit(0.9)), random.unit(5))
    let credits = CPUCredits(
      vCPUs: vCPUs, baseline: baseline, initial: initial, maximum: initial + random.unit(20))
    return FixedServer(
      instances: Int(random.number(1...4)), workers: Int(random.number(1...4)),
      backlog: Int(random.number(0...30)), credits: random.chance(2) ? credits : nil,
      servesAbandonedRequests: random.chance(2), batching: batching,
      interruptions: interruptions(using: &random))
  }

  private static func routing(using random: inout Random) -> Routing {
    Routing.allCases[Int(random.next(below: UInt64(Routing.allCases.count)))]
  }

  private static func endpoint(
    _ batching: Batching?, limits: inout Random, using random: inout Random
  ) -> ManagedEndpoint {
    let minimum = Int(random.number(1...3))
    let isRate = random.chance(2)
    let reachesZero = limits.chance(4)
    var stepOut: ManagedEndpoint.Autoscaler.StepOut?
    if limits.chance(4) {
      stepOut = .init(least: 1, factor: 1, more: Int(limits.number(1...3)))
    }
    let maximum = minimum + Int(random.number(0...6))
    let workers = Int(random.number(1...3))
    let backlog = Int(random.number(0...20))
    let way = random.next(below: 5) == 0 ? nil : routing(using: &random)
    var autoscaler = ManagedEndpoint.Autoscaler(
      metric: isRate ? .invocationsPerInstance : .utilisation,
      target: isRate ? 10 + random.unit(200) : 0.1 + random.unit(0.8), scaleInFraction: 0.9,
      period: .milliseconds(random.number(50...500)),
      scaleOutDatapoints: Int(random.number(1...3)), scaleInDatapoints: Int(random.number(1...3)),
      scaleOutCooldown: .milliseconds(random.number(0...1000)),
      scaleInCooldown: .milliseconds(random.number(0...1000)), stepOut: stepOut)
    if limits.chance(3) { autoscaler.stepIn = Int(limits.number(1...3)) }
    if limits.chance(4) { autoscaler.stepInFraction = 0.1 + limits.unit(0.9) }
    if limits.chance(3) { autoscaler.stepWindow = .milliseconds(limits.number(0...3000)) }
    if limits.chance(3) { autoscaler.delayDatapoints = Int(limits.number(1...4)) }
    if limits.chance(2) { autoscaler.zeroDelay = .milliseconds(limits.number(0...3000)) }
    return ManagedEndpoint(
      minimum: reachesZero ? 0 : minimum, maximum: maximum, workers: workers, backlog: backlog,
      routing: way, autoscaler: autoscaler,
      provisioningTime: .uniform(from: .zero, to: .milliseconds(800)),
      drainTime: .milliseconds(random.number(0...300)), servesAbandonedRequests: random.chance(2),
      batching: batching, interruptions: interruptions(using: &random))
  }

  private static func scripted(
    _ batching: Batching?, using random: inout Random
  ) -> ScriptedEndpoint {
    var policy = ScriptedEndpoint()
    policy.plan.initialInstances = Int(random.number(1...3))
    policy.plan.slots = Int(random.number(1...3))
    policy.plan.dispatch =
      random.chance(2)
      ? .sharedQueue(random.chance(2) ? .newest : .oldest)
      : .instanceQueues(routing(using: &random))
    policy.plan.evaluationPeriod = .milliseconds(random.number(20...400))
    policy.plan.drainTime = .milliseconds(random.number(0...300))
    if random.chance(2) {
      policy.plan.idleLifetime = .fixed(.milliseconds(random.number(1...1000)))
    }
    policy.plan.batching = batching
    policy.plan.interruptions = interruptions(using: &random)
    policy.backlog = Int(random.number(0...20))
    policy.plan.provisioningTime = .constant(.milliseconds(random.number(0...500)))
    policy.plan.servesAbandonedRequests = random.chance(2)
    policy.changes = (0..<40).map { _ in Int(random.number(0...4)) - 2 }
    return policy
  }

  private static func time(using random: inout Random, upTo milliseconds: Int64) -> Distribution {
    let mean = Interval.milliseconds(random.number(1...milliseconds))
    switch random.next(below: 3) {
    case 0: return .constant(mean)
    case 1: return .exponential(mean: mean)
    default: return .logNormal(mean: mean, coefficientOfVariation: 1.5)
    }
  }

  private static func latency(
    batchMarginal: Double, using random: inout Random
  ) -> AnyLatency {
    let service = ServiceTime(
      time(using: &random, upTo: 400), parallelism: 0.5 + random.unit(4),
      overloadFrom: Int(random.number(0...10)), overloadFactor: 1 + random.unit(1),
      batchMarginal: batchMarginal)
    let network = time(using: &random, upTo: 30)
    let limit: Interval? = random.chance(4) ? .milliseconds(random.number(50...500)) : nil
    if random.chance(3) {
      return .preloaded(
        PreloadedLatency(network: network, serviceTime: service, executionLimit: limit))
    }
    let coldStart = ColdStart(
      containerInitialisation: time(using: &random, upTo: 300),
      libraryImport: time(using: &random, upTo: 300), modelDownload: time(using: &random, upTo: 99),
      modelLoad: time(using: &random, upTo: 99), firstInference: time(using: &random, upTo: 99),
      billedSteps: random.chance(2) ? [.libraryImport] : [],
      graph: StartGraph(
        StartGraph.Order.allCases[Int(random.number(0...2))], prerequisite: random.unit(1),
        slices: Int(random.number(1...9))))
    return .staged(
      StagedLatency(
        network: network, coldStart: coldStart, serviceTime: service, executionLimit: limit))
  }

  private static func billing(using random: inout Random) -> AnyBilling {
    let price = Money(femtodollars: Int128(random.number(0...1_000_000_000_000)))
    if random.chance(2) {
      return .perInstance(
        PerInstanceBilling(
          perHour: price, step: .milliseconds(random.number(1...2000)),
          minimum: .milliseconds(random.number(0...2000)),
          teardown: .milliseconds(random.number(0...2000))))
    }
    return .perUse(
      PerUseBilling(
        perRequest: Money(femtodollars: Int128(random.number(0...1_000_000))), perSecond: price,
        step: .milliseconds(random.number(1...100)),
        minimum: .milliseconds(random.number(0...200)),
        freeRequests: UInt64(random.number(0...40)), freeSeconds: random.unit(5)))
  }

  /// Bursts, gaps and whole milliseconds, so that arrivals meet each other and other events.
  private static func arrivals(using random: inout Random) -> [Instant] {
    var clock = Instant.zero
    let longestGap = random.number(2...14)
    return (0..<random.number(1...120)).map { _ in
      let bound: UInt64 = 1 << random.next(below: UInt64(longestGap))
      clock = clock + .milliseconds(Int64(random.next(below: bound)))
      return clock
    }
  }
}

extension Random {
  /// A whole number of a range, each equally likely.
  mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(next(below: UInt64(range.upperBound - range.lowerBound) + 1))
  }

  /// True once in so many times.
  mutating func chance(_ oneIn: UInt64) -> Bool { next(below: oneIn) == 0 }

  /// A number from zero to a bound.
  mutating func unit(_ bound: Double) -> Double { nextUnit() * bound }
}

extension AnyLatency {
  /// The same without any time on the network, so that an answer is the end of a service.
  var withoutNetwork: AnyLatency {
    switch self {
    case .staged(let policy):
      .staged(
        StagedLatency(
          network: .constant(.zero), coldStart: policy.coldStart, serviceTime: policy.serviceTime,
          executionLimit: policy.executionLimit))
    case .preloaded(let policy):
      .preloaded(
        PreloadedLatency(
          network: .constant(.zero), serviceTime: policy.serviceTime,
          executionLimit: policy.executionLimit))
    case .custom: self
    }
  }
}
