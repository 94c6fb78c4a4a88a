import Platforms
import SimCore
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperWindowTests {
  private func run() throws -> RunFigures {
    try #require(try PaperSupport.runs()[PaperDeployment.functionsTensorFlow.cell(200)])
  }

  @Test func `a span sums up the seconds in it, and all seconds are the whole run`() throws {
    let run = try run()
    let (first, second) = (run.window(0..<50), run.window(50..<190))
    #expect(first.arrivals + second.arrivals == run.requests)
    #expect(first.succeeded + second.succeeded == run.succeeded)
    let sum = first.latencySum + second.latencySum
    #expect(Double(sum) / Double(run.succeeded) / 1e9 == run.meanLatency)
    #expect(run.created(0..<100) + run.created(100..<1000) == UInt64(run.instancesCreated))
  }

  @Test func `a span without requests has no mean and no fraction`() throws {
    let window = try run().window(5000..<5001)
    #expect(window.meanLatency == nil && window.successRatio == nil)
    #expect(try run().greatestLatency(5000..<5001) == nil)
    #expect(try run().deviationOfSeconds(0..<1) == nil)
  }

  @Test func `the greatest of all seconds is that of the run`() throws {
    let run = try run()
    let greatest = try #require(run.greatestLatency(0..<190))
    #expect(greatest >= (try #require(run.meanLatency)))
    #expect(greatest <= run.latency.moments.greatest.seconds)
  }

  @Test func `instances and failures are found in time`() throws {
    let sageMaker = try #require(try PaperSupport.runs()[PaperDeployment.sageMaker.cell(40)])
    #expect(sageMaker.firstReady(beyond: 0) == 0)
    #expect(sageMaker.firstReady(beyond: 1000) == nil)
    #expect(sageMaker.instances.count == sageMaker.timeline.windows.count)
    #expect(sageMaker.instances.first == 1)
    let failure = try #require(sageMaker.firstFailure)
    #expect(sageMaker.window(0..<Int(failure)).successRatio == 1)
    #expect(try run().firstFailure == nil)
  }
}
