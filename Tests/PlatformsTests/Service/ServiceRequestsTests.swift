import Documents
import Platforms
import SimCore
import Testing

/// The life of a request, on arrivals that can be followed by hand.
@Suite struct ServiceRequestsTests {
  private typealias Entry = RunLog.Entry

  @Test func `a cold start, and then the instance is used again`() {
    let run = WatchedRun(
      onDemand(), ConstantTimes(startup: 500, first: 50, network: 7), at: [0, 1000])
    #expect(run.log.lines == ["0 succeeded 657 cold @0", "1 succeeded 107 @0"])
    #expect(
      run.log.events == [
        Entry(0, "0 created"), Entry(500, "0 ready"), Entry(1000, "0 reused"),
        Entry(1100, "0 terminated"),
      ])
    #expect(run.figures.coldStarts == 1)
    #expect(run.figures.instancesCreated == 1)
    #expect(run.end == 1100)
  }

  @Test func `a request waits for the instance that was started for it`() {
    // The first instance is free at 600, but the second request is tied to the second instance.
    let run = WatchedRun(onDemand(), ConstantTimes(startup: 500), at: [0, 550])
    #expect(run.log.lines == ["0 succeeded 600 cold @0", "1 succeeded 600 cold @1"])
  }

  @Test func `where a request waits for any instance, the first that is free takes it`() {
    let run = WatchedRun(onDemand(waitsForAny: true), ConstantTimes(startup: 500), at: [0, 550])
    #expect(run.log.lines == ["0 succeeded 600 cold @0", "1 succeeded 150 @0"])
    // The second instance was still starting when the run ended, and never served.
    #expect(run.figures.instancesCreated == 2)
    #expect(run.figures.coldStarts == 1)
    #expect(run.log.events.last == Entry(700, "1 terminated"))
  }

  @Test func `an instance that started for nobody serves the next request cold`() {
    let run = WatchedRun(
      onDemand(waitsForAny: true), ConstantTimes(startup: 500, first: 50), at: [0, 560, 1060, 1070])
    // 0 is served until 650; 1 waits and is taken by it; instance 1 is ready at 1060 and idle.
    #expect(
      run.log.lines == [
        "0 succeeded 650 cold @0", "1 succeeded 190 @0", "3 succeeded 100 @0",
        "2 succeeded 150 cold @1",
      ])
  }

  @Test func `a request beyond the account's limit is refused at once`() {
    let run = WatchedRun(onDemand(limit: 2), at: [0, 1, 2, 150])
    #expect(
      run.requests == [
        "0 succeeded 100 cold @0", "1 succeeded 100 cold @1", "2 throttled 0", "3 succeeded 100 @1",
      ])
    #expect(run.log.events.contains(Entry(2, "request 2 throttled")))
    #expect(run.figures.throttled == 1)
    #expect(run.figures.failed == 1)
  }

  @Test func `a request beyond the start limit is refused until the limit refills`() {
    let run = WatchedRun(onDemand(burst: 1, rate: 10), at: [0, 10, 99, 100])
    #expect(
      run.requests == [
        "0 succeeded 100 cold @0", "1 throttled 0", "2 throttled 0", "3 succeeded 100 @0",
      ])
    let busy = WatchedRun(
      onDemand(burst: 1, rate: 10), ConstantTimes(service: 1000), at: [0, 99, 100])
    #expect(
      busy.requests == [
        "0 succeeded 1000 cold @0", "1 throttled 0", "2 succeeded 1000 cold @1",
      ])
  }

  @Test func `a request beyond the start limit waits until an instance may be started for it`() {
    // Evaluations every 100 ms; a token is there again at 1000.
    let run = WatchedRun(
      onDemand(burst: 1, rate: 1, beyondLimit: .wait), ConstantTimes(service: 5000), at: [0, 250])
    #expect(run.log.lines == ["0 succeeded 5000 cold @0", "1 succeeded 5750 cold @1"])
    #expect(run.log.evaluations.map(\.time) == [300, 400, 500, 600, 700, 800, 900, 1000])
    #expect(run.log.evaluations.map(\.decision.change) == [0, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test func `requests of one instant are served in their order`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 10), at: [0, 0, 0, 0])
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "1 succeeded 200 @0", "2 succeeded 300 @0", "3 succeeded 400 @0",
      ])
  }

  @Test func `a full backlog refuses, and a place freed at the instant of an arrival is free`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 2), at: [0, 10, 20, 30, 99, 100])
    #expect(
      run.requests == [
        "0 succeeded 100 @0", "1 succeeded 190 @0", "2 succeeded 280 @0", "3 backlogFull 0",
        "4 backlogFull 0", "5 succeeded 300 @0",
      ])
    #expect(run.figures.backlogFull == 2)
    #expect(run.figures.queueLengthPeak == 2)
  }

  @Test func `a client gives up while it waits and is dropped`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 10), timeout: 150, at: [0, 10, 20, 350])
    // 1 is in service when its time is over; 2 gives up at 170.
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "2 timedOut 150", "1 timedOut 190 @0", "3 succeeded 100 @0",
      ])
    #expect(run.end == 450)
  }

  @Test func `an answer exactly at the deadline is in time`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 10), timeout: 150, at: [0, 50])
    #expect(run.log.lines == ["0 succeeded 100 @0", "1 succeeded 150 @0"])
  }

  @Test func `the way of the answer on the network counts`() {
    let times = ConstantTimes(network: 50)
    let server = FixedServer(workers: 1, backlog: 10)
    #expect(
      WatchedRun(server, times, timeout: 150, at: [0]).log.lines == ["0 succeeded 150 @0"])
    #expect(WatchedRun(server, times, timeout: 149, at: [0]).log.lines == ["0 timedOut 150 @0"])
  }

  @Test func `clients with one deadline give up together, and later ones at theirs`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 10), ConstantTimes(service: 1000), timeout: 200,
      at: [0, 10, 10, 30, 250])
    #expect(
      run.log.lines == [
        "1 timedOut 200", "2 timedOut 200", "3 timedOut 200", "4 timedOut 200",
        "0 timedOut 1000 @0",
      ])
    #expect(run.figures.queueLengthPeak == 3)
  }

  /// The deadline and the end of the service before it fall on one instant: the service goes first,
  /// whichever of the two was set first.
  @Test func `a request whose turn comes exactly at its deadline is timed out in any case`() {
    // The service of 0 was set before the deadline of 1: 1 is served, in vain.
    let served = WatchedRun(FixedServer(workers: 1, backlog: 10), timeout: 100, at: [0, 0])
    #expect(served.log.lines == ["0 succeeded 100 @0", "1 timedOut 200 @0"])
    // The deadline of 2 was set at 0, the end of the service of 1 at 100: 2 is served too.
    let later = WatchedRun(FixedServer(workers: 1, backlog: 10), timeout: 200, at: [0, 0, 0])
    #expect(
      later.log.lines == ["0 succeeded 100 @0", "1 succeeded 200 @0", "2 timedOut 300 @0"])
  }

  @Test func `a server that does not notice serves requests whose clients have gone`() {
    let arrivals: [Int64] = [0, 10, 20, 30, 320]
    let notices = WatchedRun(FixedServer(workers: 1, backlog: 10), timeout: 150, at: arrivals)
    #expect(
      notices.requests == [
        "0 succeeded 100 @0", "1 timedOut 190 @0", "2 timedOut 150", "3 timedOut 150",
        "4 succeeded 100 @0",
      ])
    // 2 is served in vain until 300 and 3 until 400, so that 4 is late.
    let keeps = WatchedRun(
      FixedServer(workers: 1, backlog: 10, servesAbandonedRequests: true), timeout: 150,
      at: arrivals)
    #expect(
      keeps.requests == [
        "0 succeeded 100 @0", "1 timedOut 190 @0", "2 timedOut 150", "3 timedOut 150",
        "4 timedOut 180 @0",
      ])
    #expect(keeps.end == 500)
  }

  @Test func `requests whose clients have gone keep their places in the backlog`() {
    let arrivals: [Int64] = [0, 10, 250]
    let times = ConstantTimes(service: 1000)
    let notices = WatchedRun(
      FixedServer(workers: 1, backlog: 1), times, timeout: 200, patience: 0, at: arrivals)
    #expect(notices.requests.last == "2 unanswered 0")
    let keeps = WatchedRun(
      FixedServer(workers: 1, backlog: 1, servesAbandonedRequests: true), times, timeout: 200,
      patience: 0, at: arrivals)
    #expect(keeps.requests.last == "2 backlogFull 0")
  }

  @Test func `the platform ends service at its limit, and charges up to there`() {
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: Money(femtodollars: 1000), step: .milliseconds(1))
    for (limit, line, charged) in [
      (80, "0 timedOut 80 cold @0", 80), (149, "0 timedOut 149 cold @0", 149),
      (150, "0 succeeded 150 cold @0", 150),
    ] as [(Int64, String, Int128)] {
      let run = WatchedRun(
        onDemand(), ConstantTimes(first: 50, limit: limit), billing: billing, at: [0])
      #expect(run.log.lines == [line])
      #expect(run.figures.requestCost == Money(femtodollars: charged))
    }
  }

  @Test func `an instance is free again when the platform has ended a service`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 5), ConstantTimes(service: 500, limit: 100), at: [0, 10])
    #expect(run.log.lines == ["0 timedOut 100 @0", "1 timedOut 190 @0"])
  }

  @Test func `an instance serves as many at a time as it may`() {
    let run = WatchedRun(FixedServer(workers: 3, backlog: 10), at: [0, 10, 20, 30, 40])
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "1 succeeded 100 @0", "2 succeeded 100 @0", "3 succeeded 170 @0",
        "4 succeeded 170 @0",
      ])
    #expect(run.figures.inServicePeak == 3)
    #expect(run.figures.queueLengthPeak == 2)
  }

  @Test func `service slows down with the requests in service and with those that wait`() {
    let times = PreloadedLatency(
      network: .constant(.zero),
      serviceTime: ServiceTime(
        .constant(.milliseconds(100)), parallelism: 1, overloadFrom: 0, overloadFactor: 3))
    let run = WatchedRun(FixedServer(workers: 2, backlog: 10), times, at: [0, 10, 20, 30])
    // 1 begins beside 0. At 100, 2 begins beside 1 while 3 waits: 100 ms times two times three. At
    // 210, 3 begins beside 2 and nobody waits.
    #expect(
      run.log.lines == [
        "0 succeeded 100 @0", "1 succeeded 200 @0", "3 succeeded 380 @0", "2 succeeded 680 @0",
      ])
  }

  @Test func `no arrivals, no requests`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [])
    #expect(run.log.records.isEmpty)
    #expect(run.figures.requests == 0)
    #expect(run.figures.end == .zero)
    #expect(run.figures.instancesLeft == 1)
    #expect(run.figures.latency.p50 == nil)
    #expect(run.figures.utilisation == 0)
  }
}
