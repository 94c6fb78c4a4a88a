import TestSupport
import Testing

@testable import Reproduction

@Suite struct FitPlanTests {
  private static func plan(
    _ patterns: [String] = [], heldOut: [String] = [], together: Bool = false
  ) throws -> (plan: FitPlan, model: FitModel) {
    let model = try FitSupport.model()
    let plan = try FitPlan(model, patterns: patterns, heldOut: heldOut, together: together)
    return (plan, model)
  }

  @Test func `all parameters and all numbers that they change have a place, workloads last`()
    throws
  {
    let (plan, model) = try Self.plan()
    #expect(plan.blocks.flatMap(\.parameters).sorted() == Array(model.parameters.indices))
    #expect(plan.blocks.last?.name == FittedParameter.workloads)
    #expect(plan.heldOut.isEmpty && plan.undetermined.isEmpty)
    for block in plan.blocks {
      let pinning = Set(block.parameters.flatMap { model.parameters[$0].targets })
      #expect(pinning.isSubset(of: block.targets.map(\.id)))
    }
  }

  @Test func `from the middle a platform is judged by its own numbers, else by all that change`()
    throws
  {
    for start in FitStart.allCases {
      let model = try FitSupport.model()
      let plan = try FitPlan(
        model, patterns: ["aws-sagemaker*", "aws-lambda"], heldOut: [], together: false,
        start: start)
      #expect(plan.blocks.map(\.name) == ["aws-lambda", "aws-sagemaker"])
      for block in plan.blocks {
        let ids = block.targets.map(\.id)
        let changesAll = start == .current
        #expect(
          ids.contains("ratio-sagemaker-lambda-40") == (changesAll || block.name != "aws-lambda"))
        #expect(ids.contains("ratio-cpu-lambda-40") == (changesAll && block.name == "aws-lambda"))
        if start == .middle {
          #expect(block.targets.allSatisfy { model.platform(of: $0) == block.name })
        }
      }
    }
  }

  @Test func `without a workload no number measured on it is left, nor a parameter of it`() throws {
    let (plan, model) = try Self.plan(heldOut: ["workload-120"])
    let used = plan.blocks.flatMap(\.targets)
    #expect(!used.contains { $0.cells.contains { $0.scenario == "workload-120" } })
    #expect(Set(plan.heldOut.map(\.id)).isDisjoint(with: used.map(\.id)))
    // The greatest ratio over all workloads was measured on this one too.
    for id in ["ratio-cf-tf-ort", "succ-aws-cpu-120", "table2-aws-lambda-mobilenet-tf1.4-120"] {
      #expect(plan.heldOut.map(\.id).contains(id))
    }
    #expect(!plan.heldOut.map(\.id).contains("cold-lambda-ort1.6"))
    let names = plan.blocks.flatMap(\.parameters).map { model.parameters[$0].name }
    #expect(!names.contains { $0.hasPrefix("workload-120/") })
    #expect(names.contains { $0.hasPrefix("workload-200/") })
    #expect(names.contains("workloads/workload.patience"))
  }

  @Test func `everything together is one block`() throws {
    let (plan, model) = try Self.plan(together: true)
    #expect(plan.blocks.map(\.name) == ["all"])
    #expect(plan.blocks[0].parameters.count == model.parameters.count)
  }

  @Test(arguments: [
    ("a*", "abc", true), ("*", "", true), ("a*c", "abbc", true), ("a*c", "abcb", false),
    ("*b*", "abc", true), ("abc", "abc", true), ("abc", "abcd", false), ("a**d", "abcd", true),
    ("*aab", "aaab", true), ("", "a", false),
  ])
  func `a star stands for any text`(pattern: String, text: String, isMatch: Bool) {
    #expect(Glob.matches(pattern, text) == isMatch)
  }
}
