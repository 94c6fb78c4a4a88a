import Documents
import Platforms
import Studies

/// A scenario as the user named it: where its text was found, and the text.
struct ScenarioFile {
  /// The text.
  let text: ScenarioText

  /// The directory in which the files are looked for that the scenario names.
  var directory: String { text.directory }

  /// The folder in which bare names are looked for after the working directory.
  static let folder = "Scenarios"

  /// The name of a scenario that is read from standard input.
  static let inputName = "stdin"

  /// Finds and reads a scenario.
  ///
  /// A path is that file, and `-` is standard input. A bare name is looked for in the working
  /// directory, then in `Scenarios/`, then among the scenarios that come with the program; the
  /// ending `.json` may be left out.
  init(_ argument: String) throws {
    if argument == "-" {
      let bytes = try ScenarioText.read("-") { Interruption.isRequested }
      text = ScenarioText(bytes, shownName: "standard input", name: Self.inputName)
      return
    }
    if argument.utf8.contains(0x2f) {
      text = try Self.read(argument)
      return
    }
    let names = argument.hasSuffix(".json") ? [argument] : [argument, argument + ".json"]
    for path in names + names.map({ "\(Self.folder)/\($0)" }) where Self.isFile(path) {
      text = try Self.read(path)
      return
    }
    for name in names {
      if let bytes = BuiltInScenarios.bytes(name) {
        text = ScenarioText(bytes, shownName: name)
        return
      }
    }
    throw Self.notFound(argument)
  }

  /// The scenario, decoded, after some of its values were replaced.
  ///
  /// - Parameters:
  ///   - catalog: what its deployments may name.
  ///   - assignments: paths of values, and what takes their place.
  ///   - arguments: the command line, for messages.
  /// - Returns: the scenario.
  /// - Throws: ``ProblemReport`` with all that is wrong with the file, or a `UsageError` about an
  ///   assignment.
  func scenario(
    _ catalog: Catalog, setting assignments: [(path: String, value: String)] = [],
    for arguments: ParsedArguments? = nil
  ) throws -> Scenario {
    if let fault = NameRule.fault(of: text.name) {
      throw CommandFailure(
        "the file name \(Quoted.text(text.name)) cannot name a scenario: it \(fault)",
        advice: "Rename the file; \(NameRule.advice).")
    }
    do {
      let scenario = try text.scenario(catalog, at: StudyPoint(assignments))
      if scenario.workload.readsStandardInput { try keepStandardInput() }
      return scenario
    } catch let error as StudyPoint.Misplaced {
      throw UsageError("--set \(error.message)", command: arguments?.command.name ?? "run")
    }
  }

  /// Makes a file of what comes through standard input, from which a scenario reads its trace.
  private func keepStandardInput() throws {
    if text.name == Self.inputName, text.shownName == "standard input" {
      throw CommandFailure(
        "standard input is both the scenario and a file that it names",
        advice:
          "Write the scenario to a file: simctl run SCENARIO.json reads the other from a pipe."
      )
    }
    try StandardInput.keep { Interruption.isRequested }
    try Interruption.check()
  }

  private static func read(_ path: String) throws -> ScenarioText {
    try ScenarioText(contentsOf: path) { Interruption.isRequested }
  }

  private static func isFile(_ path: String) -> Bool {
    guard let kind = try? System.kind(of: path) else { return false }
    return kind != .directory
  }

  private static func notFound(_ argument: String) -> CommandFailure {
    // With the ending where the user wrote it: it must not count as a difference.
    let names = BuiltInScenarios.names.map {
      argument.hasSuffix(".json") ? $0 : ScenarioText.name(ofFile: $0)
    }
    let near = Suggestion.nearest(to: argument, among: names)
    let hint = near.map { "Did you mean '\($0)'? " } ?? ""
    return CommandFailure(
      "there is no scenario \(Quoted.text(argument)) here, in \(folder)/ or built in",
      advice: hint + "See 'simctl list scenarios'.")
  }
}
