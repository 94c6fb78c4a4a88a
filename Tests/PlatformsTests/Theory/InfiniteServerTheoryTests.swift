import Foundation
import Platforms
import SimCore
import Testing

/// Instances on demand without limits: M/G/infinity.
@Suite struct InfiniteServerTheoryTests {
  /// The number in service that each request finds on its arrival.
  private func found(_ run: SteadyRun) -> [Int] {
    let ends = run.requests.map { $0.arrival + $0.sojourn }.sorted()
    var ended = 0
    return run.requests.enumerated().map { index, request in
      while ended < ends.count && ends[ended] <= request.arrival { ended += 1 }
      return index - ended
    }
  }

  /// M/G/infinity: the number in service is a Poisson variable with the offered load as its mean,
  /// whatever the distribution of service times.
  ///
  /// Source: L. Takacs, "Introduction to the Theory of Queues", Oxford 1962, chapter 3; arrivals
  /// see it so by R. Wolff, "Poisson arrivals see time averages", Operations Research 30(2), 1982.
  @Test(arguments: [
    Distribution.exponential(rate: 4), .constant(.milliseconds(250)),
    .logNormal(mean: .milliseconds(250), coefficientOfVariation: 1.2),
    .uniform(from: .zero, to: .milliseconds(500)),
  ])
  func `the number in service is a Poisson variable, whatever the service`(
    service: Distribution
  ) throws {
    let (arrivals, offered) = (12.0, 3.0)
    let run = try SteadyRun(
      onDemand(limit: 1_000_000, burst: 1_000_000, keepAlive: 1 << 40), service: service,
      arrivals: .poisson(rate: arrivals), requests: 150_000, seed: 31)
    #expect(run.figures.succeeded == run.figures.requests)
    #expect(run.requests.allSatisfy { $0.wait == 0 })
    expectMean(run.inService, offered)
    // Requests before the first one looked at are not counted; they have ended after a while.
    let numbers = found(run).dropFirst(1000)
    expectMean(numbers.map(Double.init), offered)
    let squares = numbers.map { (Double($0) - offered) * (Double($0) - offered) }
    expectMean(squares, offered, precision: 0.03)
    for number in 0...8 {
      let fraction = numbers.map { $0 == number ? 1.0 : 0.0 }
      expectMean(
        fraction, QueueingTheory.poisson(number, mean: offered), precision: 0.06, "\(number)")
    }
  }

  /// With instances that are kept for ever, as many are created as were ever in service at once.
  @Test func `instances that never expire are as many as the peak of requests in service`() throws {
    let run = try SteadyRun(
      onDemand(limit: 1_000_000, burst: 1_000_000, keepAlive: 1 << 40),
      service: .exponential(rate: 4), arrivals: .poisson(rate: 40), requests: 20_000, seed: 32)
    #expect(run.figures.instancesCreated == run.figures.inServicePeak)
    #expect(run.figures.coldStarts == UInt64(run.figures.instancesCreated))
    #expect(run.figures.instancesLeft == run.figures.instancesPeak)
  }
}
