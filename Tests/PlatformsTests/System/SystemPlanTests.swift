import Platforms
import SimCore
import Testing

@Suite struct SystemPlanTests {
  private static let services: [ServicePlan] = [
    .constant("a"), .constant("b"),
    .constant("c", client: Client(batch: Batching(2, after: 50))),
  ]

  /// A plan with one thing changed.
  private func plan(
    services: [ServicePlan] = services, accounts: [Account] = [],
    stages: [Router] = [.overflow([0])]
  ) -> SystemPlan {
    SystemPlan(services: services, accounts: accounts, stages: stages)
  }

  private func weighted(_ weights: Double...) -> Router {
    .weighted(weights.enumerated().map { WeightedService($0, weight: $1) })
  }

  @Test func `a plan without a meaning is refused with the reason`() throws {
    let impossible = ServicePlan(
      "d", capacity: FixedServer(workers: 0, backlog: 0), latency: ConstantTimes(),
      billing: NoBilling())
    let ofColumns = ServicePlan(
      "e", capacity: FixedServer(workers: 1, backlog: 0),
      latency: PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(
          .constant(.milliseconds(1)), batchTimes: nil,
          columnTimes: [ColumnTime("tokens", each: .milliseconds(1))])),
      billing: NoBilling())
    let cases: [(SystemPlan, String)] = [
      (plan(services: []), "it has no services"),
      (plan(services: [.constant("a"), .constant("a")]), "two services have the name \"a\""),
      (
        plan(services: [impossible]), "service \"d\": an instance has no slot for a request"
      ),
      (
        plan(services: [ofColumns]),
        "service \"e\": columns of a trace add to its service time"
      ),
      (plan(accounts: [Account(members: [])]), "an account has no members"),
      (
        plan(accounts: [Account(members: [0], limit: 0)]),
        "an account has a limit of 0 requests, and needs 1 at least"
      ),
      (
        plan(accounts: [Account(members: [0, 3])]),
        "an account names service 3, and there are 3 from 0"
      ),
      (
        plan(accounts: [Account(members: [1, 1])]),
        "service \"b\" is a member of an account twice, or of two accounts"
      ),
      (
        plan(accounts: [Account(members: [0]), Account(members: [2, 0])]),
        "service \"a\" is a member of an account twice, or of two accounts"
      ),
      (plan(stages: []), "it has no stage"),
      (plan(stages: [.overflow([1]), .firstWithRoom([])]), "stage 1 has no services"),
      (plan(stages: [.overflow([-1])]), "stage 0 names service -1, and there are 3 from 0"),
      (plan(stages: [.firstWithRoom([2, 1, 2])]), "stage 0 names service \"c\" twice"),
      (plan(stages: [weighted(0, 0)]), "all weights of stage 0 are zero"),
      (
        plan(stages: [weighted(1, -2)]),
        "a weight of stage 0 is -2.0, and must be zero or above"
      ),
      (
        plan(stages: [weighted(1, .nan)]),
        "a weight of stage 0 is nan, and must be zero or above"
      ),
      (
        plan(stages: [weighted(.greatestFiniteMagnitude, .greatestFiniteMagnitude)]),
        "the weights of stage 0 have no finite sum"
      ),
      (
        plan(stages: [.overflow([0, 1], after: .milliseconds(-1))]),
        "stage 0 lets requests wait for less than no time"
      ),
      (
        plan(stages: [.overflow([2, 1], after: .milliseconds(50))]),
        "stage 0 withdraws requests before the clients of service \"c\" have sent them"
      ),
    ]
    for (plan, reason) in cases {
      #expect(plan.problem == reason)
      let error = #expect(throws: SystemPlanError.self) { try WatchedSystem(plan, at: [0]) }
      #expect(error?.reason == reason)
      #expect(error?.description == "the system cannot be: \(reason)")
    }
  }

  @Test func `a plan with a meaning has no problem`() {
    #expect(plan().problem == nil)
    // Whoever comes to the last is not withdrawn from it.
    #expect(plan(stages: [.overflow([1, 2], after: .milliseconds(50))]).problem == nil)
    #expect(plan(stages: [weighted(0, 1, 2), .overflow([0]), .overflow([0])]).problem == nil)
  }
}
