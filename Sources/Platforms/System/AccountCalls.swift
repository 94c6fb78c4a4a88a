import SimCore

/// The calls of a policy whose service is in an account: what the policy decides, as far as the
/// account allows it.
final class AccountCalls: ForwardedCalls, @unchecked Sendable {
  private let plan: CapacityPlan
  private let member: AccountMember

  /// The calls of a service.
  ///
  /// - Parameters:
  ///   - base: those of its policy.
  ///   - plan: the plan of its policy.
  ///   - member: the service in its account.
  init(_ base: PolicyCalls, _ plan: CapacityPlan, _ member: AccountMember) {
    self.plan = plan
    self.member = member
    super.init(base)
  }

  override func admit(_ fleet: FleetView, at now: Instant) -> Admission {
    member.note(fleet, slots: plan.slots)
    if member.account.isFull { return .refuse(.throttled) }
    let admission = base.admit(fleet, at: now)
    switch admission {
    case .startInstance:
      return member.account.take(1, at: now) > 0 ? admission : .refuse(.throttled)
    case .wait(let starting) where starting > 0:
      let granted = member.account.take(starting, at: now)
      // Without any instance, and nobody to look at the queue again, it would wait for ever.
      let isHopeless = granted == 0 && fleet.instances == 0 && plan.evaluationPeriod == nil
      return isHopeless ? .refuse(.throttled) : .wait(starting: granted)
    case .wait, .serve, .refuse: return admission
    }
  }

  override func evaluate(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    allowed(base.evaluate(observation, fleet: fleet, at: now), at: now)
  }

  override func preWarm(
    _ observation: Observation, fleet: FleetView, at now: Instant
  ) -> ScalingDecision {
    allowed(base.preWarm(observation, fleet: fleet, at: now), at: now)
  }

  private func allowed(_ decision: ScalingDecision, at now: Instant) -> ScalingDecision {
    guard decision.change > 0 else { return decision }
    var allowed = decision
    allowed.change = member.account.take(decision.change, at: now)
    return allowed
  }
}

extension ErasedPolicy {
  /// The same policy of a service that is in an account, which is asked with every request.
  func held(by member: AccountMember) -> ErasedPolicy {
    ErasedPolicy(plan: plan, calls: AccountCalls(initialMemory, plan, member))
  }
}
