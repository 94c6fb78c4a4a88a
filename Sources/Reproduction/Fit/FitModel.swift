import Documents
import Platforms
import SimCore
import Studies

/// The simulation as a function of the fitted parameters: from numbers to what is to be run.
package struct FitModel: Sendable {
  /// One run, with all that its figures depend on: equal keys give equal figures.
  package struct Run: Hashable, Sendable {
    package let scenario: String
    package let seed: UInt64
    package let workload: Workload
    package let deployment: Deployment
    package let replication: Int

    /// The run by itself: a scenario of this deployment.
    package var task: StudyTask { task(replication: replication) }

    /// The run by itself, as one of its draws.
    func task(replication: Int) -> StudyTask {
      StudyTask(
        Scenario(name: scenario, seed: seed, workload: workload), deployment,
        replication: replication)
    }
  }

  /// The parameters, in the order of the declaration.
  package let parameters: [FittedParameter]
  /// What the files say of them at present, in the same order.
  package let current: [Double]
  /// All runs of the paper's experiments, in the order of scenarios and deployments.
  package let cells: [PaperCell]

  private let catalog: Catalog
  private let scenarios: [String: JSONValue]
  private let elements: [PaperCell: JSONValue]

  /// Reads the texts.
  ///
  /// - Parameters:
  ///   - sources: the texts.
  ///   - includingGuesses: whether what no number pins is a parameter as well, after the others.
  ///   - patterns: names of parameters or groups, with `*` for any text, of which alone there are
  ///     any; none for all.
  /// - Throws: a `ProblemReport`, or a ``StudyError`` when the declaration does not fit the
  ///   texts.
  package init(
    _ sources: FitSources, includingGuesses: Bool = false, matching patterns: [String] = []
  ) throws {
    let catalog = try Catalog { sources.catalog[$0] ?? [] }
    var scenarios: [String: JSONValue] = [:]
    var elements: [PaperCell: JSONValue] = [:]
    var cells: [PaperCell] = []
    for name in PaperExperiments.names {
      let value = try JSONParser.parse(sources.scenarios[name] ?? [], file: name + ".json")
      let scenario = try Scenario(value, file: name + ".json", name: name, catalog: catalog)
      if case .array(let all)? = value["deployments"]?.kind {
        for (element, deployment) in zip(all, scenario.deployments) {
          let cell = PaperCell(scenario: name, deployment: deployment.name)
          elements[cell] = element
          cells.append(cell)
        }
      }
      scenarios[name] = value
    }
    self.catalog = catalog
    self.scenarios = scenarios
    self.elements = elements
    self.cells = cells
    let declared = try FittedParameters(parsing: sources.declaration)
    let guesses = includingGuesses ? declared.unpinned.compactMap(\.guess) : []
    parameters = (declared.parameters + guesses).filter { parameter in
      patterns.isEmpty || patterns.contains(where: parameter.matches)
    }
    current = try parameters.map { parameter in
      for place in parameter.places + parameter.followers {
        _ = try Self.number(at: place, of: parameter, catalog, scenarios)
      }
      let number = try Self.number(at: parameter.places[0], of: parameter, catalog, scenarios)
      guard (parameter.low...parameter.high).contains(number) else {
        throw StudyError(
          "\(parameter.name) is \(number), which is not between its bounds "
            + "\(parameter.low) and \(parameter.high)",
          advice: "Widen the bounds in \(FittedParameters.file).")
      }
      return number
    }
  }

  private static func number(
    at place: FittedParameter.Place, of parameter: FittedParameter, _ catalog: Catalog,
    _ scenarios: [String: JSONValue]
  ) throws -> Double {
    let holder =
      switch place.holder {
      case .catalog(let section, let entry): catalog.entry(section, entry)?.annotated
      case .scenario(let name): scenarios[name]
      }
    guard let value = try? holder?.value(at: place.path), let number = place.unit.number(of: value)
    else {
      throw StudyError(
        "\(parameter.name) is declared as fitted, but \(place.holder.name) has no number in "
          + "\(place.unit == .none ? "no unit" : place.unit.rawValue) at \(place.path)")
    }
    return number
  }

  /// The names of the platforms of the catalog.
  package var platforms: [String] { catalog.subjects(.platforms) }

  /// The platform that a published number is of; nil when no scenario has its deployment.
  package func platform(of target: PaperTarget) -> String? {
    guard case .string(let name)? = elements[target.cell]?["platform"]?.kind else { return nil }
    return Catalog.subject(of: name)
  }

  /// What stands in the files for a change of parameters: only those whose number is another.
  package func changes(
    to numbers: [Double], includingFollowers: Bool = true
  ) -> [(place: FittedParameter.Place, part: JSONValue)] {
    parameters.indices.filter { numbers[$0] != current[$0] }.flatMap { index in
      let parameter = parameters[index]
      let text = parameter.text(numbers[index])
      let places = parameter.places + (includingFollowers ? parameter.followers : [])
      return places.map { ($0, $0.unit.value(text)) }
    }
  }

  /// The runs of cells with certain numbers of the parameters.
  ///
  /// - Parameters:
  ///   - cells: some of the paper's runs; the deployments that no scenario has are left out.
  ///   - numbers: one for each parameter.
  ///   - includingFollowers: whether values that are the same as a parameter change with it.
  /// - Returns: the runs by their cells.
  /// - Throws: what makes the numbers impossible.
  package func runs(
    of cells: [PaperCell], numbers: [Double], includingFollowers: Bool = true
  ) throws -> [PaperCell: Run] {
    var catalog = catalog
    var scenarios = scenarios
    for (place, part) in changes(to: numbers, includingFollowers: includingFollowers) {
      switch place.holder {
      case .catalog(let section, let entry):
        catalog = try catalog.setting(section, entry, place.path, to: part)
      case .scenario(let name):
        scenarios[name] = try scenarios[name]?.replacingValue(at: place.path, with: part)
      }
    }
    var runs: [PaperCell: Run] = [:]
    for name in PaperExperiments.names {
      let own = cells.filter { $0.scenario == name && elements[$0] != nil }
      if own.isEmpty { continue }
      let deployments = JSONValue(.array(own.compactMap { elements[$0] }))
      guard let value = try scenarios[name]?.replacingValue(at: "deployments", with: deployments)
      else { continue }
      let scenario = try Scenario(value, file: name + ".json", name: name, catalog: catalog)
      for (cell, deployment) in zip(own, scenario.deployments) {
        runs[cell] = Run(
          scenario: name, seed: scenario.seed, workload: scenario.workload,
          deployment: deployment, replication: 0)
      }
    }
    return runs
  }
}
