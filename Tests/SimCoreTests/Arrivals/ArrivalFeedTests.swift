import SimCore
import Testing

@Suite struct ArrivalFeedTests {
  private struct Evenly: ArrivalSource {
    var left: Int
    var time = Instant.zero

    mutating func next() -> Instant? {
      guard left > 0 else { return nil }
      left -= 1
      time = time + .milliseconds(3)
      return time
    }
  }

  private func all(_ source: some ArrivalSource) -> [Instant] {
    var source = source
    var times: [Instant] = []
    while let time = source.next() { times.append(time) }
    #expect(source.next() == nil)
    return times
  }

  @Test(arguments: [0, 1, 63, 64, 65, 200])
  func `a feed gives what its source gives`(count: Int) {
    #expect(all(ArrivalFeed(Evenly(left: count))) == all(Evenly(left: count)))
  }

  @Test func `a feed from a stream gives the times of the stream`() throws {
    for process in [
      try ArrivalProcess.poisson(rate: 50), try .constant(rate: 7),
      try .modulated(rates: [90, 2], generator: [[-1, 1], [0.5, -0.5]]),
    ] {
      let stream = try ArrivalStream(
        process, extent: .duration(.seconds(20)), seed: 3, replication: 0)
      let times = all(stream)
      #expect(times.count > 100)
      #expect(all(ArrivalFeed(stream)) == times)
      // A stream that has handed out some times goes on from there.
      var begun = stream
      for _ in 0..<17 { _ = begun.next() }
      #expect(all(ArrivalFeed(begun)) == Array(times.dropFirst(17)))
    }
  }

  @Test func `the source comes back as far as it was read`() {
    var feed = ArrivalFeed(Evenly(left: 100))
    _ = feed.next()
    #expect((feed.source as? Evenly)?.left == 36)
  }
}
