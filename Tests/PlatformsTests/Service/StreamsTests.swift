@testable import Platforms
import SimCore
import Testing

@Suite struct StreamsTests {
  @Test func `each purpose has numbers of its own, and each seed and replication too`() {
    var seen: Set<UInt64> = []
    for (seed, replication) in [(1, 0), (1, 1), (2, 0)] as [(UInt64, UInt64)] {
      var streams = Streams(seed: seed, replication: replication)
      seen.insert(streams.service.next())
      seen.insert(streams.coldStarts.next())
      seen.insert(streams.routing.next())
      seen.insert(streams.network.next())
      seen.insert(streams.idling.next())
    }
    #expect(seen.count == 15)
  }

  @Test func `deployments draw alike what they have in common`() {
    // The same service times, whether there are cold starts and a network or not.
    let service = ServiceTime(.exponential(mean: .milliseconds(20)))
    let arrivals = (0..<100).map { Int64($0) * 1000 }
    let bare = WatchedRun(
      onDemand(), PreloadedLatency(network: .constant(.zero), serviceTime: service), at: arrivals)
    let full = WatchedRun(
      onDemand(keepAlive: 100),
      StagedLatency(
        network: .constant(.milliseconds(5)),
        coldStart: ColdStart(
          containerInitialisation: .exponential(mean: .milliseconds(1)),
          libraryImport: .constant(.milliseconds(3)), modelDownload: .constant(.milliseconds(2)),
          modelLoad: .constant(.zero), firstInference: .constant(.zero)), serviceTime: service),
      billing: PerUseBilling(
        perRequest: .zero, perSecond: .zero, step: Interval(nanoseconds: 1)), at: arrivals)
    #expect(full.figures.coldStarts == 100)
    for (first, second) in zip(bare.log.records, full.log.records) {
      // Every request of the second is cold: 2 ms of download within its execution.
      #expect(second.charge.billed == first.latency + .milliseconds(2))
    }
  }
}
