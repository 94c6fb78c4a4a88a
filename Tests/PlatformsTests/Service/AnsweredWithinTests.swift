@testable import Platforms
import SimCore
import Testing

struct AnsweredWithinTests {
  private func figures(_ objective: String, warmUp: String = "") throws -> RunFigures {
    let scenario = try Decoded.scenario(
      """
      { "seed": 3, "objective": [\(objective)],
        "workload": {
          "requests": 400, \(warmUp) "arrivals": { "constant": { "rate": "1/s" } } },
        "deployments": [{ "platform": { "name": "p",
          "capacity": { "policy": "fixed-server", "workers": 1, "backlog": 10 },
          "latency": { "policy": "preloaded", "service_time": {
            "quantiles": [[0, "100ms"], [0.5, "200ms"], [1, "900ms"]] } },
          "billing": { "policy": "per-instance", "per_hour": "1USD" } } }] }
      """)
    var nobody = NoObserver()
    return try scenario.run(scenario.deployments[0], observer: &nobody)
  }

  @Test func `a run counts what its first objective of a latency allows`() throws {
    let found = try figures(#""success>99%", "mean<1s", "p(99)<200ms", "max<900ms""#)
    let within = try #require(found.answeredWithin)
    #expect(within.limit == .milliseconds(200))
    // Half of 400 draws; four standard deviations are 40.
    #expect(within.requests > 160 && within.requests < 240)
    #expect(try figures(#""success>99%", "mean<1s""#).answeredWithin == nil)
  }

  @Test func `the count agrees with the percentiles`() throws {
    let whole = try figures(#""p(99)<1s""#)
    #expect(whole.answeredWithin?.requests == 400)
    let median = try #require(whole.latency.p50)
    let half = try figures("\"p(50)<\(median.nanoseconds)ns\"")
    #expect(try #require(half.answeredWithin).requests >= 200)
    let less = try figures("\"p(50)<\(median.nanoseconds * 99 / 100)ns\"")
    #expect(try #require(less.answeredWithin).requests < 200)
  }

  @Test func `requests of the warm-up are not counted`() throws {
    let found = try figures(#""p(99)<1s""#, warmUp: #""warm_up": "100s","#)
    #expect(found.requests == 300 && found.answeredWithin?.requests == 300)
  }

  @Test func `the extremes are exact`() {
    var histogram = Histogram()
    var moments = Moments()
    #expect(AnsweredWithin(.seconds(1), histogram, moments).requests == 0)
    for value in [Interval.milliseconds(200), .milliseconds(200)] {
      histogram.add(value)
      moments.add(value)
    }
    #expect(AnsweredWithin(.milliseconds(200), histogram, moments).requests == 2)
    #expect(
      AnsweredWithin(Interval(nanoseconds: 199_999_999), histogram, moments).requests == 0)
  }

  @Test func `figures are read as they were written`() throws {
    let found = try figures(#""p(99)<200ms""#)
    var bytes: [UInt8] = []
    found.append(to: &bytes)
    let read = try #require(RunFigures(bytes[...]))
    #expect(read.answeredWithin == found.answeredWithin)
    #expect(read.traffic == found.traffic)
  }
}
