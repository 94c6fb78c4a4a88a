import Platforms
import SimCore
import TestSupport
import Testing

@testable import Reproduction

@Suite struct InstancesServingTests {
  private static let workload200 = PaperDeployment.functionsTensorFlow.cell(200)

  private func watched(_ span: Range<Instant>) throws -> (RunFigures, InstancesServing) {
    let scenario = try #require(
      try PaperExperiments().scenarios.first { $0.name == Self.workload200.scenario })
    let deployment = try #require(
      scenario.deployments.first { $0.name == Self.workload200.deployment })
    var observer = InstancesServing(span)
    let figures = try scenario.run(deployment, observer: &observer)
    return (figures, observer)
  }

  @Test func `in all time those serve that had a first request`() throws {
    let (figures, observer) = try watched(.zero..<(.zero + .seconds(1000)))
    #expect(observer.count == Int(figures.coldStarts))
  }

  @Test func `before the first arrival none serves`() throws {
    let (_, observer) = try watched(.zero + .seconds(5000)..<(.zero + .seconds(5001)))
    #expect(observer.count == 0)
  }

  @Test func `a watched run has the figures of one that nobody watches`() throws {
    let (figures, observer) = try watched(InstancesServing.secondPeak)
    let runs = try PaperSupport.runs()
    let other = try #require(runs[Self.workload200])
    #expect(figures.digest == other.digest)
    #expect(figures.meanLatency == other.meanLatency)
    #expect(runs.servingInSecondPeak(Self.workload200) == observer.count)
  }

  @Test func `instances that serve at the same time are different ones`() throws {
    let (figures, observer) = try watched(.zero..<(.zero + .seconds(1000)))
    #expect(observer.count >= figures.instancesNeeded)
  }
}
