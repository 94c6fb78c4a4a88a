import SimCore

/// How long things take on a service: the network, the start of an instance, service, and what CPU
/// credits make of it; with the random streams from which the times are drawn.
struct Timing: ~Copyable {
  /// The latency of the catalog's kinds; without meaning where there is another.
  private let latency: StagedLatency
  /// A latency policy of another kind; nil for none.
  private let other: (any LatencyPolicy)?
  /// The service time to which columns of a trace add; nil where none do.
  private let columnTime: ServiceTime?
  /// What the columns add for the invocation of each row; empty where none do.
  private var works = Table<Interval>(minimumCapacity: 4)
  private let provisioningTime: Distribution
  private let plainNetwork: PlainDraw
  /// The service times where they are drawn ahead.
  private var serviceTimes: SampleBuffer
  /// The longest time in service.
  let executionLimit: Interval
  /// Only a service that is longer than this may have to be cut short; below zero where machines
  /// are taken back, so that each is looked at.
  let unseenLimit: Interval
  /// The CPU credits of each machine; nil for none.
  let credits: CPUCredits?
  /// Whether there are any; to look at them would copy them with every request.
  let hasCredits: Bool
  private let slots: Int
  /// What the start of an instance costs whoever computes it, in steps as ``Effort`` counts them.
  let startEffort: Int
  var streams: Streams

  /// The CPU credits of each row of the fleet; empty where there are none.
  var accounts = Table<CreditAccount>(minimumCapacity: 4)
  /// What the first request of each row of the fleet takes longer, as far as starts have said it.
  private var preparations = Table<Interval?>(minimumCapacity: 4)

  /// - Parameters:
  ///   - latency: the policy.
  ///   - plan: what machines are like.
  ///   - isBatched: whether requests may be served together.
  ///   - hasWork: whether columns of a trace add to the service time.
  ///   - streams: where times are drawn from.
  init(
    _ latency: any LatencyPolicy, _ plan: CapacityPlan, isBatched: Bool, hasWork: Bool = false,
    streams: Streams
  ) {
    self.streams = streams
    let staged = StagedLatency(latency)
    // With columns the policy counts as another, so that nobody else asks whether there are any.
    other = staged == nil || hasWork ? latency : nil
    columnTime = hasWork ? staged?.serviceTime : nil
    self.latency = staged ?? .none
    provisioningTime = plan.provisioningTime
    plainNetwork = latency.plainNetwork
    executionLimit = latency.executionLimit ?? .longest
    unseenLimit = plan.interruptions == nil ? executionLimit : Interval(nanoseconds: -1)
    credits = plan.credits
    hasCredits = plan.credits != nil
    slots = plan.slots
    startEffort = 16 + (staged?.coldStart.graph.tasks.count ?? 0)
    // A batch asks the policy, and both would draw from one stream.
    serviceTimes = SampleBuffer(isBatched || hasWork ? nil : latency.independentService)
  }

  /// The time of a request and its response on the network.
  @inline(__always)
  mutating func network() -> Interval {
    plainNetwork.sample(using: &streams.network) ?? askedNetwork()
  }

  @inline(never)
  private mutating func askedNetwork() -> Interval {
    if let other { return other.network(using: &streams.network) }
    return latency.network(using: &streams.network)
  }

  /// The time of a service that starts now, at full speed, of the invocation in a row.
  @inline(__always)
  mutating func service(_ load: @autoclosure () -> Load, of row: Int) -> Interval {
    serviceTimes.next(using: &streams.service) ?? askedService(load(), of: row)
  }

  @inline(never)
  private mutating func askedService(_ load: Load, of row: Int) -> Interval {
    if let other {
      if let columnTime {
        return columnTime.sample(load, adding: works[row], using: &streams.service)
      }
      return other.service(load, using: &streams.service)
    }
    return latency.service(load, using: &streams.service)
  }

  /// Remembers what columns add to the service time of the invocation in a row.
  mutating func keep(work: Interval, of row: Int) {
    while works.count <= row { works.append(.zero) }
    works[row] = work
  }

  /// What a new instance does before it can take a request.
  mutating func startup() -> Startup {
    if let other { return other.startup(using: &streams.coldStarts) }
    return latency.startup(using: &streams.coldStarts)
  }

  /// How long the machine of a new instance takes to be provided.
  mutating func provisioning() -> Interval { provisioningTime.sample(using: &streams.coldStarts) }

  /// What the first request of an instance takes beyond its service time.
  mutating func firstRequest() -> Interval {
    if let other { return other.firstRequest(using: &streams.coldStarts) }
    return latency.firstRequest(using: &streams.coldStarts)
  }

  /// Remembers what the first request of an instance takes longer, where its start has said it.
  mutating func keep(_ preparation: Interval?, for instance: Int) {
    if preparation == nil && preparations.isEmpty { return }
    while preparations.count <= instance { preparations.append(nil) }
    preparations[instance] = preparation
  }

  /// What the first request of an instance takes longer.
  @inline(never)
  mutating func preparation(of instance: Int) -> Interval {
    if instance < preparations.count, let known = preparations[instance] { return known }
    return firstRequest()
  }

  /// Opens the account of a new instance, whose row may have been another's.
  mutating func openAccount(of instance: Int, at now: Instant) {
    guard let credits else { return }
    let account = CreditAccount(balance: credits.initialBalance(slots: slots), updated: now)
    if instance < accounts.count { accounts[instance] = account } else { accounts.append(account) }
  }
}

/// The CPU credits of an instance, and when they were last brought up to date.
struct CreditAccount: BitwiseCopyable {
  /// As ``CPUCredits`` counts it.
  var balance: Int128
  var updated: Instant
}
