import Documents
import Platforms
import SimCore
import Testing

/// What is booked when a run ends.
@Suite struct ServiceEndTests {
  private typealias Entry = RunLog.Entry

  private let perUse = PerUseBilling(
    perRequest: Money(femtodollars: 1_000_000), perSecond: Money(femtodollars: 1000),
    step: .milliseconds(10))

  @Test func `what is open when the patience ends has no answer`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10), ConstantTimes(service: 1000), patience: 500,
      at: [0, 10, 20])
    #expect(run.log.lines == ["0 unanswered 520 @0", "1 unanswered 510", "2 unanswered 500"])
    #expect(run.figures.unanswered == 3)
    #expect(run.end == 520)
  }

  @Test func `without a service nobody knows how much work has come`() {
    // It waits for others to fill a batch, and the run ends.
    let server = FixedServer(
      workers: 1, backlog: 10, batching: Batching(size: 5, wait: .seconds(10)))
    let run = WatchedRun(server, ConstantTimes(service: 1000), patience: 500, at: [0])
    #expect(run.end == 500 && run.figures.unanswered == 1)
    #expect(run.figures.offeredUtilisation == nil)
  }

  @Test func `a run that ends with a window has no further one in which nothing happens`() {
    func windows(_ service: Int64) -> Int {
      WatchedRun(FixedServer(workers: 1, backlog: 10), ConstantTimes(service: service), at: [0])
        .figures.timeline.windows.count
    }
    #expect(windows(999) == 1 && windows(1000) == 1 && windows(1001) == 2 && windows(2000) == 2)
  }

  @Test func `an answer at the last moment of the patience counts`() {
    let server = FixedServer(workers: 1, backlog: 10)
    #expect(WatchedRun(server, patience: 100, at: [0]).log.lines == ["0 succeeded 100 @0"])
    #expect(WatchedRun(server, patience: 99, at: [0]).log.lines == ["0 unanswered 99 @0"])
  }

  @Test func `who has waited for as long as clients wait has timed out instead`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10), ConstantTimes(service: 1000), timeout: 505,
      patience: 500, at: [0, 10, 20])
    #expect(run.log.lines == ["1 timedOut 505", "0 timedOut 520 @0", "2 unanswered 500"])
  }

  @Test func `without an answer at the deadline a request has timed out`() {
    let server = FixedServer(workers: 1, backlog: 10)
    let times = ConstantTimes(service: 1000)
    #expect(
      WatchedRun(server, times, timeout: 500, patience: 500, at: [0]).log.lines
        == ["0 timedOut 500 @0"])
    #expect(
      WatchedRun(server, times, timeout: 501, patience: 500, at: [0]).log.lines
        == ["0 unanswered 500 @0"])
  }

  @Test func `a request whose client has gone is booked once, though its service goes on`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10, servesAbandonedRequests: true),
      ConstantTimes(service: 1000), timeout: 100, patience: 500, at: [0, 10, 20])
    #expect(run.log.lines == ["1 timedOut 100", "2 timedOut 100", "0 timedOut 520 @0"])
    #expect(run.figures.timedOut == 3)
  }

  @Test func `a run ends with its last answer, whatever is done for clients that have gone`() {
    // 0 is answered at 1000; what is done for 1 until 2000 does not delay the end.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10, servesAbandonedRequests: true),
      ConstantTimes(service: 1000), timeout: 100, at: [0, 10])
    #expect(run.end == 1000)
  }

  @Test func `work that the end interrupts is charged up to the end`() {
    let run = WatchedRun(
      onDemand(), ConstantTimes(service: 1000), billing: perUse, patience: 505, at: [0])
    #expect(run.log.records.first?.charge.billed == .milliseconds(510))
    #expect(run.figures.requestCost == Money(femtodollars: 1_000_510))
    #expect(run.figures.coldStarts == 1)
  }

  @Test func `work for a client who has gone is charged up to the end as other work is`() {
    // What is done for 1, whose client left at 110, goes on from 1000 on; the last one gives up at
    // 1600, and the run ends.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10, servesAbandonedRequests: true),
      ConstantTimes(service: 1000), billing: perUse, timeout: 100, at: [0, 10, 1500])
    #expect(run.log.lines == ["1 timedOut 100", "0 timedOut 1000 @0", "2 timedOut 100"])
    #expect(run.end == 1600)
    #expect(run.figures.requestCost == Money(femtodollars: 1_001_000))
    #expect(run.figures.settledCost == Money(femtodollars: 1_000_600))
    #expect(run.figures.billedNanoseconds == 1_600_000_000)
  }

  @Test func `all of a batch for clients who have gone is charged up to the end`() {
    let run = WatchedRun(
      FixedServer(
        workers: 1, backlog: 10, servesAbandonedRequests: true, batching: Batching(2, after: 0)),
      ConstantTimes(service: 1000), billing: perUse, timeout: 100, at: [0, 10, 20, 1500])
    #expect(run.end == 1600)
    #expect(run.figures.settledCost == Money(femtodollars: 2 * 1_000_600))
  }

  @Test func `a request that still waits for its instance is charged nothing`() {
    let run = WatchedRun(
      onDemand(), ConstantTimes(startup: 1000), billing: perUse, patience: 500, at: [0])
    #expect(run.log.lines == ["0 unanswered 500 @0"])
    #expect(run.figures.requestCost == .zero)
    #expect(run.figures.coldStarts == 0)
  }

  @Test func `requests, starts and the free tier add up to the cost`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 1_000_000), perSecond: Money(femtodollars: 1000),
      step: .milliseconds(10), freeRequests: 1, freeSeconds: 0.1)
    let run = WatchedRun(
      onDemand(limit: 1), ConstantTimes(startup: 35, billedStartup: 35, first: 7),
      billing: billing, at: [0, 1, 200, 400])
    // 107 ms, refused, 100 ms, 100 ms; the start is 40 ms; free are one request and 100 ms.
    #expect(
      run.log.records.map(\.charge.billed) == [
        .zero, .milliseconds(110), .milliseconds(100), .milliseconds(100),
      ])
    #expect(run.figures.requestCost == Money(femtodollars: 3_000_310))
    #expect(run.figures.settledCost == Money(femtodollars: 40 - 1_000_000 - 100))
    #expect(run.figures.instanceCost == .zero)
    #expect(run.figures.cost == Money(femtodollars: 2_000_250))
    #expect(run.figures.billedNanoseconds == 350_000_000)
  }

  @Test func `instances are charged from their launch to their end, and beyond it if they stay`() {
    // A femtodollar a second.
    let billing = PerInstanceBilling(perHour: Money(femtodollars: 3600), teardown: .seconds(60))
    let run = WatchedRun(
      ScriptedEndpoint(changes: [1, 0, 0, -1]), ConstantTimes(service: 2500), billing: billing,
      at: [0, 1100, 7600])
    // 0 from 0 to the end at 10 100 and a minute more; 1 from 1000 to 4000.
    #expect(run.end == 10_100)
    #expect(run.figures.instanceCost == Money(femtodollars: 71 + 3))
    #expect(run.figures.requestCost == .zero)
    #expect(run.figures.cost == run.figures.instanceCost)
    #expect(run.figures.instancesLeft == 1)
  }

  @Test func `an instance that never came into service is charged too`() {
    let billing = PerInstanceBilling(perHour: Money(femtodollars: 3600))
    let run = WatchedRun(
      ScriptedEndpoint(provisioning: 100_000, changes: [2]), billing: billing, at: [0, 4900])
    #expect(run.figures.instanceCost == Money(femtodollars: 5 + 4 + 4))
    #expect(run.figures.instancesLeft == 3)
  }

  @Test func `levels are means over the run`() {
    // Two slots; one in use from 0 to 100, two from 50 to 100, one until 150, idle, then 850 on.
    let run = WatchedRun(FixedServer(workers: 2, backlog: 5), at: [0, 50, 60, 900])
    // In service: 0 to 100, 50 to 150, 100 to 200, 900 to 1000.
    #expect(run.figures.inServiceMean == 0.4)
    #expect(run.figures.inServicePeak == 2)
    #expect(run.figures.queueLengthMean == 0.04)
    #expect(run.figures.queueLengthPeak == 1)
    #expect(run.figures.instancesMean == 1)
    #expect(run.figures.instancesPeak == 1)
    #expect(run.figures.utilisation == 0.2)
  }

  @Test func `a request that waits for its instance is in the queue`() {
    let run = WatchedRun(onDemand(), ConstantTimes(startup: 300), at: [0])
    #expect(run.figures.queueLengthMean == 0.75)
    #expect(run.figures.queueLengthPeak == 1)
    #expect(run.figures.inServiceMean == 0.25)
  }

  @Test func `the timeline shows requests where they arrived and levels where they were`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 1), ConstantTimes(service: 150), at: [0, 10, 20, 200],
      window: 100)
    // 0 until 150, 1 until 300, 2 refused, 3 until 450.
    let windows = run.figures.timeline.windows
    #expect(windows.map(\.arrivals) == [3, 0, 1, 0, 0])
    #expect(windows.map(\.succeeded) == [2, 0, 1, 0, 0])
    #expect(windows.map(\.failed) == [1, 0, 0, 0, 0])
    #expect(windows.map(\.latencySum) == [440_000_000, 0, 250_000_000, 0, 0])
    let millisecond: Int128 = 1_000_000
    #expect(windows.map { $0.inService / millisecond } == [100, 100, 100, 100, 50])
    #expect(windows.map { $0.queueLength / millisecond } == [90, 50, 100, 0, 0])
    #expect(windows.map { $0.instances / millisecond } == [100, 100, 100, 100, 50])
    #expect(run.figures.timeline.start(of: 4) == .zero + .milliseconds(400))
    #expect(run.figures.timeline.length(of: 4) == .milliseconds(50))
    #expect(run.figures.timeline.length(of: 3) == .milliseconds(100))
  }

  @Test(arguments: [999, 1000, 1001] as [Int64])
  func `an instance that is created at the end of the run is in the timeline`(
    window: Int64
  ) throws {
    // The patience ends with what happens at 5000, which is on a boundary of windows or beside one.
    var arrivals = ArrivalList(milliseconds: [0])
    var log = RunLog()
    let figures = try Simulation.runChecked(
      capacity: onDemand(
        preWarming: .schedule([.init(at: .zero + .seconds(5), instances: 3)])),
      latency: ConstantTimes(service: 9000), billing: NoBilling(), arrivals: &arrivals,
      options: RunOptions(seed: 1, window: .milliseconds(window), patience: .seconds(5)),
      observer: &log)
    let windows = try #require(figures).timeline.windows
    #expect(figures?.end == .zero + .seconds(5))
    #expect(windows.map(\.created).reduce(0, +) == 3)
    #expect(windows.last?.created == 2)
  }

  @Test func `a request that arrives at the end of the run has its window`() {
    // Nobody waits for the answer, so the run ends as the request comes, where a window begins.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 0), patience: 0, at: [100, 2000], window: 1000)
    #expect(run.end == 2000)
    let windows = run.figures.timeline.windows
    #expect(windows.map(\.arrivals) == [1, 0, 1])
    #expect(windows.map(\.failed) == [0, 0, 1])
  }
}
