import Platforms
import TestSupport
import Testing

@testable import Reproduction

/// The statements themselves; whether each holds is among the committed verdicts.
@Suite struct PaperShapeTests {
  @Test func `there are twenty statements, numbered in the paper's order`() {
    #expect(PaperShape.all.map(\.number) == Array(1...20))
    #expect(Set(PaperShape.all.map(\.statement)).count == 20)
  }

  @Test(arguments: PaperShape.all.map(\.number))
  func `a statement finds all its figures in the experiments`(number: Int) throws {
    let shape = try #require(PaperShape.all.first { $0.number == number })
    let findings = shape.check(try PaperSupport.runs()).findings
    #expect(findings.count >= 2)
    #expect(Set(findings.map(\.text)).count == findings.count)
    // A difference of two latencies without an answer has no value, and that is told.
    #expect(ShapeVerdict(findings) != .missing)
  }

  @Test(arguments: PaperShape.all.map(\.number))
  func `without runs nothing is held`(number: Int) throws {
    let shape = try #require(PaperShape.all.first { $0.number == number })
    #expect(ShapeVerdict(shape.check(PaperRuns([:])).findings) != .held)
  }

  @Test func `where all runs are alike, only that nothing fails is held`() throws {
    let runs = try PaperSupport.runs()
    let cells = try PaperExperiments().tasks().map {
      PaperCell(scenario: $0.scenario.name, deployment: $0.deployment.name)
    }
    let one = try #require(runs[PaperDeployment.lambda.cell(40)])
    let deployment = try #require(runs.deployment(of: PaperDeployment.lambda.cell(40)))
    let alike = PaperRuns(
      Dictionary(uniqueKeysWithValues: cells.map { ($0, one) }),
      deployments: Dictionary(uniqueKeysWithValues: cells.map { ($0, deployment) }))
    let held = PaperShape.all.filter { ShapeVerdict($0.check(alike).findings) == .held }
    #expect(held.map(\.number) == [5])
  }
}
