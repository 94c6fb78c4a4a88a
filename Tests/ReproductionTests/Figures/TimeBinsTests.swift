import Testing

@testable import Reproduction

@Suite struct TimeBinsTests {
  @Test(arguments: [(190, 1.0, 190), (250, 2, 125), (870, 5, 174), (2100, 20, 105)])
  func `windows are joined in steps of 1, 2, 5 until there are few enough`(
    seconds: Int, width: Double, count: Int
  ) {
    let run = SampleRuns.steady(seconds: seconds, latency: 100)
    let bins = TimeBins(run.timeline, atMost: 200)
    #expect(bins.width == width)
    #expect(bins.bins.count == count)
    #expect(bins.end == Double(seconds))
    #expect(bins.bins.reduce(0) { $0 + $1.arrivals } == run.requests)
  }

  @Test func `a bin has the rate, the mean latency and the fraction of successes of its requests`()
  {
    let run = SampleRuns.run([
      .init(arrivals: 10, succeeded: 10, latency: 100),
      .init(arrivals: 30, succeeded: 5, latency: 400),
    ])
    let bins = TimeBins(run.timeline, atMost: 1).bins
    #expect(bins.count == 1)
    #expect(bins[0].rate == 20)
    #expect(bins[0].latency == 0.2)
    #expect(bins[0].success == 15.0 / 40)
    #expect(bins[0].middle == 1)
  }

  @Test func `no success means no latency, and no request no ratio`() {
    let run = SampleRuns.run([
      .init(arrivals: 10, succeeded: 0, latency: 0), .init(arrivals: 0, succeeded: 0, latency: 0),
      .init(arrivals: 1, succeeded: 1, latency: 100),
    ])
    let bins = TimeBins(run.timeline, atMost: 10).bins
    #expect(bins.map(\.latency) == [nil, nil, 0.1])
    #expect(bins.map(\.success) == [0, nil, 1])
  }

  @Test func `what comes after the last request is left out`() {
    let idle = SampleRuns.Second(arrivals: 0, succeeded: 0, latency: 0)
    let busy = SampleRuns.Second(arrivals: 1, succeeded: 1, latency: 10)
    #expect(TimeBins(SampleRuns.run([idle, busy, idle, idle]).timeline, atMost: 9).end == 2)
    #expect(TimeBins(SampleRuns.run([idle]).timeline, atMost: 9).bins.isEmpty)
  }
}
