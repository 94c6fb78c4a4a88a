import SimCore

/// What a planner of machines knows at some time in a run, and what it wants.
final class PlannerBooks {
  let planner: FleetPlanner
  /// Requests of the window that is being counted, and its number.
  private var count = 0
  private var window: Int64 = 0
  /// The greatest count of each period that is looked back on, the latest last.
  private var greatest: [Int] = []
  private var greatestNow = 0
  /// The last plans, the latest last; what is there at first is one.
  private var plans: [[Int]]
  /// How many machines of each kind there are, as far as is known.
  private var owned: [Int]
  private var planned = Instant.zero

  /// The books of a planner at the start of a run.
  init(_ planner: FleetPlanner) {
    self.planner = planner
    owned = planner.members.map(\.machines.lowerBound)
    plans = [owned]
  }

  /// A request comes from outside.
  func arrive(at now: Instant) {
    close(at: now)
    count += 1
  }

  /// Closes the windows that have ended.
  private func close(at now: Instant) {
    let current = now.nanoseconds / planner.window.nanoseconds
    guard current > window else { return }
    greatestNow = max(greatestNow, count)
    (count, window) = (0, current)
  }

  /// How many machines of a kind there are to be.
  ///
  /// The first kind that asks at some time has all of them planned, from what came before it.
  func wanted(_ member: Int, owning present: Int, at now: Instant) -> Int {
    owned[member] = present
    if now > planned {
      planned = now
      plan(at: now)
    }
    return plans.map { $0[member] }.max() ?? present
  }

  /// Notes how many machines of a kind there are once it has its way.
  func note(_ member: Int, owning machines: Int) { owned[member] = machines }

  /// The load that is planned for, in requests a second.
  private(set) var load = 0.0

  private func plan(at now: Instant) {
    close(at: now)
    greatest.append(greatestNow)
    greatestNow = 0
    if let lookBack = planner.lookBack {
      let periods = max(Int(lookBack.nanoseconds / planner.period.nanoseconds), 1)
      if greatest.count > periods { greatest.removeFirst(greatest.count - periods) }
    } else if let most = greatest.max() {
      greatest = [most]
    }
    load = Double(greatest.max() ?? 0) / planner.window.seconds * planner.headroom
    plans.append(planner.plan(for: load, owning: owned))
    if plans.count > planner.hold { plans.removeFirst(plans.count - planner.hold) }
  }
}

/// The calls of a policy whose machines a planner counts.
final class PlannerCalls: ForwardedCalls, @unchecked Sendable {
  private let books: PlannerBooks
  private let member: Int

  /// The calls of a service that is a kind of machine of a planner.
  init(_ base: PolicyCalls, _ books: PlannerBooks, _ member: Int) {
    self.books = books
    self.member = member
    super.init(base)
  }

  override func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    let present = fleet.ready + fleet.starting
    let wanted = books.wanted(member, owning: present, at: now)
    // Those that start are not taken back.
    let change = max(wanted - present, -fleet.ready)
    books.note(member, owning: present + change)
    return ScalingDecision(
      change: change, metric: "machines that the plan has", value: Double(wanted),
      threshold: Double(present),
      reason: change == 0 ? "as many are there" : "the load that is planned for asks for it")
  }
}

extension ErasedPolicy {
  /// The same policy with its machines counted by a planner.
  func planned(by books: PlannerBooks, as member: Int) -> ErasedPolicy {
    var plan = plan
    plan.evaluationPeriod = books.planner.period
    return ErasedPolicy(
      plan: plan, calls: PlannerCalls(initialMemory, books, member),
      backlogOfServers: backlogOfServers)
  }
}
