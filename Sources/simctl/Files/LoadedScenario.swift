import Documents
import Platforms
import Studies

/// A scenario as a command line asks for it: with other values, and some of its deployments.
struct LoadedScenario {
  /// The scenario.
  var scenario: Scenario
  /// The directory in which the files are looked for that it names.
  let directory: String

  /// All scenarios of a command line, read and checked.
  ///
  /// - Parameters:
  ///   - arguments: their names, and `--set`, `--load`, `--seed`, `--only` and, where the
  ///     command has them, `--requests` and `--events`.
  ///   - catalog: what their deployments may name.
  /// - Returns: those that have one of the deployments asked for.
  /// - Throws: what is wrong with any of them.
  static func all(
    _ arguments: ParsedArguments, _ catalog: Catalog
  ) throws -> [LoadedScenario] {
    try select(arguments.positionals.map { try load($0, arguments, catalog) }, arguments)
  }

  private static func load(
    _ argument: String, _ arguments: ParsedArguments, _ catalog: Catalog
  ) throws -> LoadedScenario {
    try whole(try ScenarioFile(argument), arguments, catalog)
  }

  /// The scenario of a file with all of its deployments.
  static func whole(
    _ file: ScenarioFile, _ arguments: ParsedArguments, _ catalog: Catalog
  ) throws -> LoadedScenario {
    var scenario = try file.scenario(catalog, setting: arguments.settings, for: arguments)
    if let seed = arguments.integer("seed") { scenario.seed = UInt64(seed) }
    if arguments.has("requests"), arguments.flag("requests") { scenario.outputs.requests = true }
    if arguments.has("events"), arguments.flag("events") { scenario.outputs.events = true }
    do {
      try scenario.foldTrace(in: file.directory) { !Interruption.isRequested }
    } catch RunError.stopped {
      try Interruption.check()
    }
    return LoadedScenario(scenario: scenario, directory: file.directory)
  }

  /// Keeps the deployments that `--only` names; each name must be that of something.
  static func select(
    _ loaded: [LoadedScenario], _ arguments: ParsedArguments
  ) throws -> [LoadedScenario] {
    guard arguments.isGiven("only") else { return loaded }
    let wanted = arguments.list("only")
    let known = loaded.flatMap { $0.scenario.deployments.flatMap(\.handles) }
    for name in wanted where !known.contains(name) {
      throw UsageError(
        "--only \(Quoted.text(name)): no deployment has this name, platform or model",
        suggestion: Suggestion.nearest(to: name, among: known), command: arguments.command.name)
    }
    return loaded.compactMap { item in
      var kept = item
      kept.scenario.deployments = item.scenario.deployments.filter { deployment in
        deployment.handles.contains { wanted.contains($0) }
      }
      return kept.scenario.deployments.isEmpty ? nil : kept
    }
  }
}

extension ParsedArguments {
  /// The values of a scenario that `--set` and `--load` replace.
  var settings: [(path: String, value: String)] {
    let load = has("load") ? text("load").map { [("workload.load", $0)] } ?? [] : []
    return assignments("set") + load
  }
}

extension Deployment {
  /// What `--only` may call it.
  var handles: [String] { [name, platform, model].filter { !$0.isEmpty } }
}
