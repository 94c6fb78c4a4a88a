import TestSupport
import Testing

@testable import Reproduction

@Suite struct FitterTests {
  private static func fit(
    _ patterns: [String], budget: Int, jobs: Int
  ) throws -> (result: Fitter.Result, evaluator: FitEvaluator, plan: FitPlan) {
    let model = try FitSupport.model()
    // Without a workload there are no statements, for which everything would have to be run.
    let plan = try FitPlan(
      model, patterns: patterns, heldOut: ["workload-200"], together: false)
    let evaluator = FitEvaluator(model, replications: 1, jobs: jobs)
    let fitter = Fitter(evaluator: evaluator, plan: plan, budget: budget, seed: 1)
    // From the middle of the bounds there is much to gain.
    let start = model.parameters.indices.map { index in
      plan.blocks.flatMap(\.parameters).contains(index)
        ? model.parameters[index].number(at: 0.5) : model.current[index]
    }
    return (try fitter.run(from: start), evaluator, plan)
  }

  @Test func `a search comes nearer, whatever the number of jobs, and changes nothing else`() throws
  {
    let budget = Campaign.part(of: 30, atLeast: 10)
    let one = try Self.fit(["aws-cpu-server", "aws-gpu-server"], budget: budget, jobs: 1)
    let several = try Self.fit(["aws-cpu-server", "aws-gpu-server"], budget: budget, jobs: 3)
    #expect(one.result.numbers == several.result.numbers)
    #expect(one.result.evaluations <= budget)
    let model = one.evaluator.model
    let chosen = Set(one.plan.blocks.flatMap(\.parameters))
    for index in model.parameters.indices where !chosen.contains(index) {
      #expect(one.result.numbers[index] == model.current[index])
    }
    for index in chosen {
      let parameter = model.parameters[index]
      #expect((parameter.low...parameter.high).contains(one.result.numbers[index]))
    }
    let start = model.parameters.indices.map {
      chosen.contains($0) ? model.parameters[$0].number(at: 0.5) : model.current[$0]
    }
    let report = try FitReport(
      one.evaluator, one.plan, before: start, after: one.result.numbers)
    #expect(report.loss(\.after, \.after) < report.loss(\.before, \.before))
  }

  @Test func `what was run before changes no figure`() throws {
    let model = try FitSupport.model()
    let plan = try FitPlan(
      model, patterns: ["aws-cpu-server"], heldOut: ["workload-200"], together: false)
    let block = try #require(plan.blocks.first)
    var other = model.current
    other[block.parameters[0]] = model.parameters[block.parameters[0]].number(at: 0.9)
    let used = FitEvaluator(model, replications: 2, jobs: 2)
    _ = try used.losses(block, [other, model.current])
    let again = try used.losses(block, [other])
    let fresh = FitEvaluator(model, replications: 2, jobs: 1)
    let first = try fresh.losses(block, [other])
    #expect(again.map(\.value) == first.map(\.value))
    #expect(again[0].residuals.count == 2 * block.targets.count)
  }

  @Test func `a statement that does not hold counts, and one that holds does not`() throws {
    let model = try FitSupport.model()
    let name = "aws-lambda/latency.cold_start.model_download.base"
    let download = try #require(model.parameters.firstIndex { $0.name == name })
    let block = FitPlan.Block(
      name: "aws-lambda", parameters: [download], targets: [],
      statements: PaperShape.all.filter { $0.number == 17 },
      cells: model.cells.filter { $0.scenario == ColdStartRuns.scenario })
    var other = model.current
    // A longer download makes more of what is saved by importing libraries meanwhile.
    other[download] = model.parameters[download].high
    let samples = try FitEvaluator(model, replications: 2, jobs: 1).losses(
      block, [model.current, other])
    #expect(samples.map(\.value) == [0, FitLoss.statement])
  }

  @Test func `statements are held against all runs, and left out with a workload`() throws {
    let model = try FitSupport.model()
    for (heldOut, isJudged) in [([], true), (["workload-40"], false)] {
      let plan = try FitPlan(
        model, patterns: ["aws-gpu-server"], heldOut: heldOut, together: false)
      let block = try #require(plan.blocks.first)
      #expect(block.statements.map(\.number) == (isJudged ? Array(1...20) : []))
      #expect((block.cells == model.cells) == isJudged)
    }
  }
}
