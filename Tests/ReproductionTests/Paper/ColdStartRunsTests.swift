import TestSupport
import Testing

@testable import Reproduction

@Suite struct ColdStartRunsTests {
  @Test func `the steps of the three orders are there, each in its time`() throws {
    let steps = ColdStartRuns.steps(try PaperSupport.runs())
    #expect(Set(steps.map(\.graph)) == ["sequential", "parallel 1", "parallel 2"])
    let sequential = steps.filter { $0.graph == "sequential" }
    #expect(
      sequential.map(\.step) == [
        "container initialisation", "library import", "model download", "model load",
        "first inference",
      ])
    for (step, next) in zip(sequential, sequential.dropFirst()) { #expect(step.end == next.start) }
    #expect(steps.allSatisfy { $0.start >= 0 && $0.end >= $0.start })
    let ends = ["sequential", "parallel 1"].map { graph in
      steps.filter { $0.graph == graph }.map(\.end).max() ?? 0
    }
    #expect(ends[1] < ends[0])
    #expect(ColdStartRuns.steps(PaperRuns([:])) == [])
  }
}
