import Platforms
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperTargetTests {
  @Test func `there are 72 numbers with names that differ`() {
    #expect(PaperTarget.all.count == 72)
    #expect(Set(PaperTarget.all.map(\.id)).count == 72)
    #expect(PaperTarget.all.count { $0.quantity == .cost } == 36)
    #expect(PaperTarget.all.count { $0.quantity == .success } == 18)
  }

  @Test func `every quantity is that of some number`() {
    for quantity in PaperQuantity.allCases {
      #expect(PaperTarget.all.contains { $0.quantity == quantity }, "\(quantity)")
    }
  }

  @Test(arguments: PaperTarget.all)
  func `a band holds its number, and of a rounded one what rounds to it`(target: PaperTarget) {
    #expect(target.low <= target.published && target.published <= target.high)
    let width = target.high - target.low
    if target.kind.isBand || width == 0 { return }
    // A success ratio cannot be above 1.
    #expect((target.published - target.low) * 2 - width < 1e-12 || target.high == 1)
    #expect([0.1, 0.01, 0.001].contains { ($0 - width).magnitude < 1e-12 })
  }

  @Test func `every number's runs are among the experiments, and give it`() throws {
    let known = try PaperExperiments().tasks().map {
      PaperCell(scenario: $0.scenario.name, deployment: $0.deployment.name)
    }
    for target in PaperTarget.all {
      #expect(!target.cells.isEmpty)
      #expect(Set(target.cells).isSubset(of: known), "\(target.id)")
      #expect(target.simulated(in: try PaperSupport.runs()) != nil, "\(target.id)")
    }
  }

  @Test func `a number looks at no other runs than it says`() throws {
    let runs = try PaperSupport.runs()
    for target in PaperTarget.all {
      var figures: [PaperCell: RunFigures] = [:]
      var serving: [PaperCell: Int] = [:]
      var deployments: [PaperCell: Deployment] = [:]
      for cell in target.cells {
        figures[cell] = runs[cell]
        serving[cell] = runs.servingInSecondPeak(cell)
        deployments[cell] = runs.deployment(of: cell)
      }
      let few = PaperRuns(figures, serving: serving, deployments: deployments)
      #expect(target.simulated(in: few) == target.simulated(in: runs), "\(target.id)")
      #expect(target.simulated(in: PaperRuns([:])) == nil)
    }
  }

  @Test(arguments: [
    "", "id,Table 2,cost", "x,Table 2,price,workload-40,d,,1,1,1,cell",
    "x,Table 2,cost,workload-40,d,,one,1,1,cell", "x,Table 2,cost,workload-40,d,,1,2,3,cell",
    "x,Table 2,cost,workload-40,d,,1,1,1,guess",
  ])
  func `a wrong line is no number`(line: String) { #expect(PaperTarget(line: line) == nil) }
}
