import Platforms
import SimCore
import Testing

@Suite struct SimulationTests {
  private let server = FixedServer(workers: 1, backlog: 1_000_000)

  /// Runs a number of requests, a millisecond apart, and says what was asked in between.
  private func run(
    requests: Int, service: Int64 = 1, proceed: (Int) -> Bool
  ) -> (figures: RunFigures?, observer: RunLog) {
    var arrivals = ArrivalList(milliseconds: (0..<Int64(requests)).map { $0 })
    var log = RunLog()
    log.seesEvents = false
    let figures = Simulation.run(
      capacity: server, latency: ConstantTimes(service: service), billing: NoBilling(),
      arrivals: &arrivals, options: RunOptions(seed: 1), observer: &log, proceed: proceed)
    return (figures, log)
  }

  @Test func `the caller is asked after every portion of arrivals`() {
    var asked: [Int] = []
    let run = run(requests: 2 * Simulation.portion + 1) {
      asked.append($0)
      return true
    }
    // Each request is an arrival and the end of a service.
    let half = Simulation.portion / 2
    #expect(asked == [half, 2 * half, 3 * half, 4 * half])
    #expect(run.figures?.requests == UInt64(2 * Simulation.portion + 1))
  }

  @Test func `the caller is asked while the last requests are served, too`() {
    var asked: [Int] = []
    let requests = Simulation.portion + 100
    let run = run(requests: requests, service: 1000) {
      asked.append($0)
      return true
    }
    // Some services end before the last arrival, most after it.
    #expect(asked.count == 2)
    #expect(asked.first.map { $0 < Simulation.portion } == true)
    #expect(asked.last == requests)
    #expect(run.observer.records.count == requests)
  }

  @Test func `a run that is stopped has no figures`() {
    #expect(run(requests: Simulation.portion + 1) { _ in false }.figures == nil)
    let late = run(requests: Simulation.portion + 100, service: 1000) {
      $0 <= Simulation.portion
    }
    #expect(late.figures == nil)
  }

  @Test func `a short run is never asked about`() {
    var asked = 0
    let run = run(requests: 10) { _ in
      asked += 1
      return false
    }
    #expect(run.figures?.succeeded == 10)
    #expect(asked == 0)
  }

  @Test func `replications of one seed differ, and each is repeatable`() {
    func digest(_ replication: UInt64) -> Digest? {
      var arrivals = ArrivalList(milliseconds: (0..<50).map { $0 * 10 })
      var nobody = NoObserver()
      return Simulation.run(
        capacity: server,
        latency: PreloadedLatency(
          network: .constant(.zero),
          serviceTime: ServiceTime(.exponential(mean: .milliseconds(9)))),
        billing: NoBilling(), arrivals: &arrivals,
        options: RunOptions(seed: 1, replication: replication), observer: &nobody)?.digest
    }
    #expect(Set((0..<10).map { digest($0) }).count == 10)
    #expect(digest(3) == digest(3))
  }

  @Test func `the patience begins with the last arrival`() {
    func end(_ patience: Int64) -> Int64 {
      WatchedRun(
        server, ConstantTimes(service: 10_000), patience: patience, at: [0, 500, 700]
      ).end
    }
    #expect(end(0) == 700)
    #expect(end(50) == 750)
    #expect(end(1_000_000) == 30_000)
  }
}
