import Documents
import Platforms

extension PlanSearch {
  /// Why a combination of values is no deployment.
  struct Refusal: Error, Sendable {
    /// The problem, in one line.
    let text: String
    /// All that is wrong with it.
    let report: String
  }

  /// A deployment of the scenario after some changes.
  ///
  /// - Throws: `StudyPoint.Misplaced` where a path leads nowhere.
  func deployment(
    _ index: Int, _ changes: [(path: String, value: String)]
  ) throws -> Result<Deployment, Refusal> {
    do {
      let scenario = try text.scenario(catalog, at: StudyPoint(settings + changes, seed: seed))
      return .success(scenario.deployments[index])
    } catch let error as ProblemReport {
      let first = error.problems.first.map { problem in
        let key = problem.path?.steps.last { step in
          if case .key = step { return true }
          return false
        }
        guard case .key(let name)? = key else { return problem.what }
        return "\"\(name)\" \(problem.what)"
      }
      return .failure(Refusal(text: first ?? "", report: error.description))
    }
  }

  /// The candidate of a combination.
  func candidate(
    _ origin: PlanOrigin, _ grid: [PlanDimension], _ numbers: [Int]
  ) throws -> Result<PlanCandidate, Refusal> {
    let changed = zip(grid, numbers).compactMap { dimension, number in
      dimension.value(number).map { (dimension, $0) }
    }
    let changes = origin.settings + changed.map { ($0.0.path, $0.1) }
    let words = changed.map { "\($0.0.label) \($0.1)" }
    return try deployment(origin.index, changes).map { deployment in
      PlanCandidate(
        origin: origin.name, changes: words, settings: changes, deployment: deployment)
    }
  }

  /// Throws when a value that somebody has asked for makes no deployment in any combination.
  func checkAxes(
    _ grids: [[PlanDimension]], _ points: [[Int]],
    _ found: [Result<PlanCandidate, Refusal>]
  ) throws {
    guard !axes.isEmpty else { return }
    var valid: Set<[String]> = []
    var reports: [[String]: String] = [:]
    var order: [[String]] = []
    for (grid, (numbers, result)) in zip(grids, zip(points, found)) {
      for (dimension, number) in zip(grid, numbers) {
        let key = [dimension.path, dimension.value(number) ?? ""]
        switch result {
        case .success: valid.insert(key)
        case .failure(let refusal):
          if reports.updateValue(refusal.report, forKey: key) == nil { order.append(key) }
        }
      }
    }
    if let key = order.first(where: { !valid.contains($0) }) {
      throw StudyError(
        "with \(Quoted.brief(key.joined(separator: "="))) the scenario is wrong:\n"
          + (reports[key] ?? ""), advice: "Leave such values out of --vary.")
    }
  }

  /// Makes the requests at a multiple of the scenario's traffic.
  func workload(_ value: JSONValue) -> @Sendable (Double) throws -> Workload {
    var load = 1.0
    if case .number(let number)? = value["workload"]?["load"]?.kind { load = number.value }
    let (text, settings, catalog, present) = (self.text, self.settings, self.catalog, load)
    return { factor in
      let point = StudyPoint(
        settings + [("workload.load", PlainNumber.decimalText(present * factor))])
      return try text.scenario(catalog, at: point).workload
    }
  }
}
