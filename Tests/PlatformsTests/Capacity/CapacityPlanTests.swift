import Platforms
import SimCore
import Testing

@Suite struct CapacityPlanTests {
  private func problem(_ change: (inout CapacityPlan) -> Void) -> String? {
    var plan = CapacityPlan()
    change(&plan)
    return plan.problem
  }

  @Test func `a plan of defaults has no problem, nor has one with everything in it`() {
    #expect(CapacityPlan().problem == nil)
    let everything = problem { plan in
      plan.initialInstances = 2
      plan.provisionedInstances = 1
      plan.greatestInstances = 5
      plan.slots = 80
      plan.dispatch = .instanceQueues(.leastOutstanding)
      plan.batching = Batching(size: 4, wait: .milliseconds(10))
      plan.servesAbandonedRequests = true
      plan.idleLifetime = .decided
      plan.evaluationPeriod = .seconds(1)
      plan.drainTime = .seconds(1)
      plan.credits = CPUCredits(vCPUs: 2, baseline: 1, initial: 30, maximum: 60)
    }
    #expect(everything == nil)
  }

  @Test func `what has no meaning is named`() {
    #expect(problem { $0.slots = 0 } == "an instance has no slot for a request")
    #expect(
      problem { $0.provisionedInstances = 1 }
        == "provisioned instances are some of those at the start")
    #expect(problem { $0.initialInstances = -1 }?.contains("below zero") == true)
    #expect(problem { $0.evaluationPeriod = .zero }?.contains("two evaluations") == true)
    #expect(problem { $0.greatestAge = .zero }?.contains("age") == true)
    #expect(problem { $0.idleLifetime = .fixed(Interval(nanoseconds: -1)) } != nil)
    #expect(problem { $0.drainTime = Interval(nanoseconds: -1) } != nil)
    let tooMany = problem { plan in
      plan.initialInstances = 3
      plan.greatestInstances = 2
    }
    #expect(tooMany == "more instances are there at the start than there may be")
    let ageless = problem { plan in plan.greatestAge = .zero }
    #expect(ageless == "the greatest age is not above zero")
  }
}
