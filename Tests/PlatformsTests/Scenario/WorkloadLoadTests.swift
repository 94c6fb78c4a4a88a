import SimCore
import Testing

@testable import Platforms

@Suite struct WorkloadLoadTests {
  private static let poisson = #""arrivals": { "poisson": { "rate": "2/s" } }"#

  @Test func `rates and numbers of requests are multiplied, and the time stays`() throws {
    let workload = try Decoded.workload(
      #"{ "duration": "10s", "requests": 15, \#(Self.poisson), "load": 2.5 }"#)
    #expect(workload.arrivals == .process(try .poisson(rate: 5)))
    #expect(workload.extent == .exactly(requests: 38, within: .seconds(10)))
    let counted = try Decoded.workload(#"{ "requests": 10, \#(Self.poisson), "load": 0.5 }"#)
    #expect(counted.extent == .requests(5))
  }

  @Test func `the load of a trace says how many requests are sent for each of its own`() throws {
    let workload = try Decoded.workload(
      #"{ "requests": 10, "arrivals": { "trace": { "file": "a.csv" } }, "load": 2.5 }"#)
    #expect(workload.arrivals.trace?.part.load == 2.5)
    #expect(workload.extent == .requests(25))
  }

  @Test func `load 1 says nothing, for a trace too`() throws {
    #expect(
      try Decoded.workload(#"{ "requests": 7, \#(Self.poisson), "load": 1 }"#)
        == Decoded.workload(#"{ "requests": 7, \#(Self.poisson) }"#))
    _ = try Decoded.workload(#"{ "arrivals": { "trace": { "file": "a.csv" } }, "load": 1 }"#)
  }

  @Test(arguments: [
    Wrong(
      #"{ "requests": 1, \#(poisson), "load": ▸0.1 }"#, "workload.load",
      "leaves none of 1 requests", "greater"),
    Wrong(
      """
      { "duration": "1s", "arrivals": { "poisson": { "rate": "100000000/s" } }, "load": ▸1000 }
      """,
      "workload.load", "makes a rate that no process can have", "nearer to 1"),
    Wrong(
      #"{ "requests": 1, \#(poisson), "load": ▸0 }"#, "workload.load",
      "must be at least 1e-06, found 0", "number from 1e-06"),
  ])
  func `a load that leads nowhere is refused`(wrong: Wrong) throws {
    try wrong.inWorkload.check()
  }

  @Test func `ten times the load brings ten times the requests`() throws {
    func requests(_ load: Int) throws -> UInt64 {
      let scenario = try Decoded.scenario(
        ScenarioText.scenario(
          workload: #"{ "duration": "200s", \#(Self.poisson), "load": \#(load) }"#))
      var nobody = NoObserver()
      let deployment = try #require(scenario.deployments.first)
      return try scenario.run(deployment, observer: &nobody).requests
    }
    // Poisson with means of 400 and 4,000: five standard deviations.
    #expect((300...500).contains(try requests(1)))
    #expect((3680...4320).contains(try requests(10)))
  }
}
