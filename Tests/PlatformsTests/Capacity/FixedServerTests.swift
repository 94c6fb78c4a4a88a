import Platforms
import SimCore
import Testing

@Suite struct FixedServerTests {
  @Test(arguments: [
    (1, 0, Admission.serve), (1, 5, .serve), (0, 0, .wait(starting: 0)),
    (0, 4, .wait(starting: 0)), (0, 5, .refuse(.backlogFull)), (0, 6, .refuse(.backlogFull)),
  ])
  func `a request is served, waits or is refused by what is free`(
    available: Int, queueLength: Int, admission: Admission
  ) {
    let server = FixedServer(workers: 2, backlog: 5)
    var nothing = NoMemory()
    let view = fleet(
      instances: 1, ready: 1, available: available, waiting: queueLength, queueLength: queueLength)
    #expect(server.admit(view, at: .zero, memory: &nothing) == admission)
  }

  @Test func `a server without a backlog refuses whom it cannot serve`() {
    let server = FixedServer(workers: 2, backlog: 0)
    var nothing = NoMemory()
    #expect(
      server.admit(fleet(instances: 1, ready: 1), at: .zero, memory: &nothing)
        == .refuse(.backlogFull))
  }

  @Test func `the machines are there from the start and stay`() {
    let credits = CPUCredits(vCPUs: 8, baseline: 1, initial: 10, maximum: 20)
    let server = FixedServer(
      instances: 3, workers: 8, backlog: 5, credits: credits, servesAbandonedRequests: true)
    #expect(server.plan.initialInstances == 3)
    #expect(server.plan.slots == 8)
    #expect(server.plan.idleLifetime == .unlimited)
    #expect(server.plan.evaluationPeriod == nil)
    #expect(server.plan.credits == credits)
    #expect(server.plan.servesAbandonedRequests)
    #expect(server.plan.dispatch == .sharedQueue(.oldest))
    #expect(FixedServer(workers: 8, backlog: 5).plan.dispatch == .sharedQueue(.newest))
  }
}
