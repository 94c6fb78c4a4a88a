import Platforms

/// A scenario as the user named it: where its text was found, and the text.
struct ScenarioFile {
  /// What messages call it.
  let shownName: String
  /// The scenario's name: that of the file without its ending.
  let name: String
  /// The directory in which the files are looked for that the scenario names.
  let directory: String
  /// The text.
  let bytes: [UInt8]

  /// The folder in which bare names are looked for after the working directory.
  static let folder = "Scenarios"

  /// Finds and reads a scenario.
  ///
  /// A path is that file, and `-` is standard input. A bare name is looked for in the working
  /// directory, then in `Scenarios/`, then among the scenarios that come with the program; the
  /// ending `.json` may be left out.
  init(_ argument: String) throws {
    if argument == "-" {
      self.init("standard input", name: "stdin", directory: ".", try Self.read("-"))
      return
    }
    if argument.utf8.contains(0x2f) {
      self.init(argument, try Self.read(argument))
      return
    }
    let names = argument.hasSuffix(".json") ? [argument] : [argument, argument + ".json"]
    for path in names + names.map({ "\(Self.folder)/\($0)" }) where Self.isFile(path) {
      self.init(path, try Self.read(path))
      return
    }
    for name in names {
      if let bytes = BuiltInScenarios.bytes(name) {
        self.init(name, name: Self.stem(name), directory: ".", bytes)
        return
      }
    }
    throw Self.notFound(argument)
  }

  private init(_ path: String, _ bytes: [UInt8]) {
    self.init(path, name: Self.stem(path), directory: Directory.containing(path), bytes)
  }

  private init(_ shownName: String, name: String, directory: String, _ bytes: [UInt8]) {
    self.shownName = shownName
    self.name = name
    self.directory = directory
    self.bytes = bytes
  }

  /// The scenario, decoded, after some of its values were replaced.
  ///
  /// - Parameters:
  ///   - catalog: what its deployments may name.
  ///   - assignments: paths of values, and what takes their place.
  /// - Returns: the scenario.
  /// - Throws: ``ProblemReport`` with all that is wrong with the file, or a `UsageError` about an
  ///   assignment.
  func scenario(
    _ catalog: Catalog, setting assignments: [(path: String, value: String)] = []
  ) throws -> Scenario {
    if let fault = NameRule.fault(of: name) {
      throw CommandFailure(
        "the file name \(Quoted.text(name)) cannot name a scenario: it \(fault)",
        advice: "Rename the file; \(NameRule.advice).")
    }
    var value = try JSONParser.parse(bytes, file: shownName)
    for (path, text) in assignments {
      do {
        value = try value.setting(path, to: text)
      } catch {
        throw UsageError("--set \(Quoted.brief(path)): \(error.description)", command: "run")
      }
    }
    return try Scenario(value, file: shownName, name: name, catalog: catalog)
  }

  private static func read(_ path: String) throws -> [UInt8] {
    try InputFile.read(path, maximumSize: JSONParser.maximumBytes + 1)
  }

  private static func isFile(_ path: String) -> Bool {
    guard let kind = try? System.kind(of: path) else { return false }
    return kind != .directory
  }

  private static func stem(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
  }

  private static func notFound(_ argument: String) -> CommandFailure {
    // With the ending where the user wrote it: it must not count as a difference.
    let names = BuiltInScenarios.names.map { argument.hasSuffix(".json") ? $0 : stem($0) }
    let near = Suggestion.nearest(to: argument, among: names)
    let hint = near.map { "Did you mean '\($0)'? " } ?? ""
    return CommandFailure(
      "there is no scenario \(Quoted.text(argument)) here, in \(folder)/ or built in",
      advice: hint + "See 'simctl list scenarios'.")
  }
}

extension ProblemReport: UserFacingError {
  var message: String { description }
}

extension RunError: UserFacingError {
  var message: String { description }
}
