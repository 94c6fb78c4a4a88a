import Platforms
import SimCore
import Testing

/// Endpoints whose instances take from one queue.
@Suite struct SharedQueueTests {
  private func endpoint(_ routing: Routing?) -> ManagedEndpoint {
    ManagedEndpoint(
      minimum: 2, maximum: 2, workers: 1, backlog: 2, routing: routing, autoscaler: nil,
      provisioningTime: .constant(.zero))
  }

  @Test func `a request waits for whichever instance is free first, up to the backlog of all`() {
    let run = WatchedRun(
      endpoint(nil), ConstantTimes(service: 100), at: [0, 60, 70, 80, 90, 200])
    #expect(
      Set(run.log.lines).isSuperset(of: [
        "0 succeeded 100 @0", "1 succeeded 100 @1", "2 succeeded 130 @0", "3 succeeded 180 @1",
        "5 succeeded 100 @0",
      ]))
    #expect(run.figures.backlogFull == 1 && run.figures.succeeded == 5)
  }

  @Test func `two queues of two hold what one of two does not`() {
    let run = WatchedRun(
      endpoint(.roundRobin), ConstantTimes(service: 100), at: [0, 60, 70, 80, 90, 200])
    #expect(run.figures.backlogFull == 0 && run.figures.succeeded == 6)
  }
}
