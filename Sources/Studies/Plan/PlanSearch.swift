import Documents
import Platforms

/// Makes the candidates of a plan.
package struct PlanSearch: Sendable {
  /// The scenario, and what is replaced in it for all candidates.
  let text: ScenarioText
  let settings: [(path: String, value: String)]
  let seed: UInt64?
  let catalog: Catalog
  /// Keys of deployments that are varied instead of their neighbours; empty for those.
  package var axes: [SweepAxis] = []
  /// The platforms that are searched; nil for those of the scenario and all that fit.
  package var platforms: [String]?
  /// How many candidates are read at a time.
  package var jobs = Workers.processors

  /// A search from a scenario's deployments.
  package init(
    _ text: ScenarioText, settings: [(path: String, value: String)], seed: UInt64?,
    catalog: Catalog
  ) {
    self.text = text
    self.settings = settings
    self.seed = seed
    self.catalog = catalog
  }

  /// The candidates.
  ///
  /// - Parameters:
  ///   - base: the scenario with its settings and the digest of its trace.
  ///   - keeps: whether a deployment takes part.
  /// - Returns: what is searched.
  /// - Throws: ``PlanMistake``, or what is wrong with the values of an axis.
  package func space(_ base: Scenario, keeps: (Deployment) -> Bool) throws -> PlanSpace {
    let places = PlanPlatforms(value: try text.value(at: StudyPoint(settings)), catalog: catalog)
    let kept = base.deployments.indices.filter { keeps(base.deployments[$0]) }
    var notes = PlanNotes()
    let origins = try self.origins(base, kept, places, &notes)
    let varied = try placedAxes(places.value, base, kept)
    let grids = origins.map { dimensions(of: $0, varied, base.workload, &notes) }
    try checkCount(grids)
    let points = zip(origins, grids).flatMap { origin, grid in
      Self.combinations(grid).map { (origin: origin, grid: grid, numbers: $0) }
    }
    let found = try Workers.collect(points.count, jobs: jobs) { index in
      try candidate(points[index].origin, points[index].grid, points[index].numbers)
    }
    try checkAxes(points.map(\.grid), points.map(\.numbers), found)
    var known: Set<Deployment> = []
    let candidates = found.compactMap { result -> PlanCandidate? in
      switch result {
      case .success(let candidate):
        return known.insert(candidate.essence).inserted ? candidate : nil
      case .failure(let refusal):
        notes.refuse(refusal.text)
        return nil
      }
    }
    return PlanSpace(
      base: base, candidates: candidates,
      searched: zip(origins, grids).map { ($0.name, $1) },
      unsearched: notes.sentences(axes, base.workload),
      directory: text.directory, workload: workload(places.value))
  }

  /// The deployments of the scenario, and those on other platforms.
  private func origins(
    _ base: Scenario, _ kept: [Int], _ places: PlanPlatforms, _ notes: inout PlanNotes
  ) throws -> [PlanOrigin] {
    if let platforms { try check(platforms, base, kept) }
    var origins = kept.filter { platforms?.contains(base.deployments[$0].platform) ?? true }
      .map {
        PlanOrigin(
          index: $0, settings: [], name: base.deployments[$0].name,
          deployment: base.deployments[$0])
      }
    guard axes.isEmpty else {
      notes.keepsPlatforms = true
      return origins
    }
    // On the same platform the same model and runtime are there already, or come but once.
    var known = Set(kept.map { Self.label(base.deployments[$0]) })
    let names = places.names()
    let searched = platforms?.map { platform in
      (platform: platform, name: names.first { $0.platform == platform }?.name ?? platform)
    }
    for index in kept {
      // What it does not try at several services it says by itself.
      if base.deployments[index].system != nil { continue }
      guard let served = places.served(index) else {
        notes.unported.append(base.deployments[index].name)
        continue
      }
      for (platform, name) in searched ?? names {
        let runtimes = places.runtimes(platform, served.model)
        let chosen =
          runtimes.contains(served.runtime)
          ? [served.runtime] : platforms == nil ? [] : runtimes
        for runtime in chosen
        where known.insert([platform, served.model, runtime]).inserted {
          let label = [platform, served.model, runtime]
          // What --only leaves out may be there already, as the scenario has it.
          if let there = base.deployments.firstIndex(where: { Self.label($0) == label }) {
            let deployment = base.deployments[there]
            origins.append(
              PlanOrigin(
                index: there, settings: [], name: deployment.name, deployment: deployment))
            continue
          }
          let changes = places.settings(index, to: name, runtime: runtime)
          switch try deployment(index, changes) {
          case .success(let deployment):
            origins.append(
              PlanOrigin(
                index: index, settings: changes, name: label.joined(separator: "-"),
                deployment: deployment))
          case .failure(let refusal): notes.refuse(refusal.text)
          }
        }
      }
    }
    notes.platforms = platforms
    if let missing = platforms?.first(where: { name in
      !origins.contains { $0.deployment.platform == name }
    }) {
      throw PlanMistake(
        "the platform \(Quoted.text(missing)) can serve none of the deployments: the catalog "
          + "has no service time of their models there")
    }
    return origins
  }

  private static func label(_ deployment: Deployment) -> [String] {
    [deployment.platform, deployment.model, deployment.runtime]
  }

  private func check(_ platforms: [String], _ base: Scenario, _ kept: [Int]) throws {
    let own = kept.map { base.deployments[$0].platform }
    let known = catalog.subjects(.platforms) + own
    for name in platforms where !known.contains(name) {
      throw PlanMistake(
        "\(Quoted.text(name)) is no platform of the catalog or the scenario",
        suggestion: Suggestion.nearest(to: name, among: known))
    }
  }

  /// What is varied of a deployment.
  private func dimensions(
    of origin: PlanOrigin, _ varied: [(place: String, values: [String])], _ workload: Workload,
    _ notes: inout PlanNotes
  ) -> [PlanDimension] {
    let path = PlanOrigin.path(origin.index)
    if axes.isEmpty {
      let neighbours = PlanNeighbours(of: origin.deployment, workload, path: path)
      for gap in neighbours.gaps { notes.gaps[gap, default: []].append(origin.name) }
      return neighbours.dimensions
    }
    return varied.compactMap { place, values in
      guard place.hasPrefix(path + ".") || place == path else { return nil }
      let label = place == path ? "deployment" : String(place.dropFirst(path.count + 1))
      return PlanDimension(path: place, label: label, current: nil, values: values)
    }
  }

  /// The axes with the indices of their deployments, each of one that takes part.
  private func placedAxes(
    _ value: JSONValue, _ base: Scenario, _ kept: [Int]
  ) throws -> [(place: String, values: [String])] {
    var placed: [(place: String, values: [String])] = []
    for axis in axes {
      let place = try NamedPath.resolved(axis.path, in: value)
      let shown = "--vary \(Quoted.text(axis.path))"
      guard place.hasPrefix("deployments[") else {
        throw PlanMistake(
          "\(shown) is no key of a deployment; a plan varies those, and 'simctl sweep' any")
      }
      guard kept.contains(where: { place.hasPrefix(PlanOrigin.path($0)) }) else {
        throw PlanMistake("\(shown) is of no deployment that takes part; see --only")
      }
      if placed.contains(where: { $0.place == place }) {
        throw PlanMistake("\(shown) is given twice; write all of its values at once")
      }
      placed.append((place, axis.values))
    }
    return placed
  }

  private func checkCount(_ grids: [[PlanDimension]]) throws {
    let most = PlanSpace.mostCandidates
    var total = 0
    for grid in grids {
      let count = grid.reduce(1) { min($0 * $1.count, most + 1) }
      total += count
    }
    if total == 0 { throw PlanMistake("there is nothing to search") }
    if total > most {
      throw PlanMistake(
        "there are more than \(DecimalText.grouped(most)) candidates; vary less at a time, or "
          + "choose deployments with --only")
    }
  }

  /// The numbers of the values of every combination, the present ones first.
  private static func combinations(_ grid: [PlanDimension]) -> [[Int]] {
    grid.reduce([[]]) { points, dimension in
      points.flatMap { point in (0..<dimension.count).map { point + [$0] } }
    }
  }
}
