import Testing

@testable import simctl

@Suite struct FitterTests {
  private static func fit(
    _ patterns: [String], budget: Int, jobs: Int, heldOut: [String] = []
  ) throws -> (result: Fitter.Result, evaluator: FitEvaluator, plan: FitPlan) {
    let model = try FitModel(FitSources(directory: nil))
    let plan = try FitPlan(model, patterns: patterns, heldOut: heldOut, together: false)
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
    let one = try Self.fit(["aws-cpu-server", "aws-gpu-server"], budget: 30, jobs: 1)
    let several = try Self.fit(["aws-cpu-server", "aws-gpu-server"], budget: 30, jobs: 3)
    #expect(one.result.numbers == several.result.numbers)
    #expect(one.result.evaluations <= 30)
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
    #expect(report.loss(\.after) < report.loss(\.before))
  }

  @Test func `what was run before changes no figure`() throws {
    let model = try FitModel(FitSources(directory: nil))
    let plan = try FitPlan(
      model, patterns: ["aws-cpu-server"], heldOut: [], together: false)
    let block = try #require(plan.blocks.first)
    var other = model.current
    other[block.parameters[0]] = model.parameters[block.parameters[0]].number(at: 0.9)
    let used = FitEvaluator(model, replications: 2, jobs: 2)
    _ = try used.losses(block.targets, [other, model.current], cells: block.cells)
    let again = try used.losses(block.targets, [other], cells: block.cells)
    let fresh = FitEvaluator(model, replications: 2, jobs: 1)
    let first = try fresh.losses(block.targets, [other], cells: block.cells)
    #expect(again.map(\.value) == first.map(\.value))
    #expect(again[0].residuals.count == 2 * block.targets.count)
  }
}
