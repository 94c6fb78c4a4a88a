import Documents
import Platforms

/// The text of a scenario, from which scenarios are made: as it stands there, or at other points.
public struct ScenarioText: Sendable {
  /// What messages call it.
  package let shownName: String
  /// The scenario's name.
  public let name: String
  /// The directory in which the files are looked for that the scenario names.
  public let directory: String
  /// The text.
  package let bytes: [UInt8]

  /// A text from anywhere.
  ///
  /// - Parameters:
  ///   - bytes: JSON, as `docs/scenarios.md` explains it.
  ///   - shownName: what messages call it.
  ///   - name: the scenario's name; nil for what the shown name says as the path of a file.
  ///   - directory: where the files are looked for that the scenario names.
  public init(_ bytes: [UInt8], shownName: String, name: String? = nil, directory: String = ".") {
    self.bytes = bytes
    self.shownName = shownName
    self.name = name ?? Self.name(ofFile: shownName)
    self.directory = directory
  }

  /// The text of a file, after which the scenario is named.
  ///
  /// - Throws: ``InputError``.
  public init(contentsOf path: String) throws { try self.init(contentsOf: path) { false } }

  /// The text of a file, given up when a signal comes while nothing can be read.
  package init(contentsOf path: String, isStopped: () -> Bool) throws(InputError) {
    self.init(
      try Self.read(path, isStopped: isStopped), shownName: path,
      directory: Directory.containing(path))
  }

  /// The bytes of a file, and one more at most than a scenario may have.
  package static func read(_ path: String, isStopped: () -> Bool) throws(InputError) -> [UInt8] {
    try InputFile.read(path, maximumSize: JSONParser.maximumBytes + 1, isStopped: isStopped)
  }

  /// The name of a file without its ending.
  package static func name(ofFile path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.hasSuffix(".json") ? String(last.dropLast(5)) : last
  }

  /// The scenario, decoded.
  ///
  /// - Parameters:
  ///   - catalog: what its deployments may name.
  ///   - point: what differs from the text.
  /// - Returns: the scenario.
  /// - Throws: `ProblemReport` with all that is wrong with it, or ``StudyPoint/Misplaced``.
  public func scenario(_ catalog: Catalog, at point: StudyPoint = StudyPoint()) throws -> Scenario {
    let value = try value(at: point)
    var scenario = try Scenario(value, file: shownName, name: name, catalog: catalog)
    if let seed = point.seed { scenario.seed = seed }
    return scenario
  }

  /// The scenario as JSON.
  ///
  /// - Throws: `ProblemReport` where the text is none, or ``StudyPoint/Misplaced``.
  func value(at point: StudyPoint) throws -> JSONValue {
    let written = try JSONParser.parse(bytes, file: shownName)
    var value = written
    for (path, text) in point.values {
      let place = try NamedPath.resolved(path, in: written)
      do {
        value = try value.setting(place, to: text)
      } catch {
        throw StudyPoint.Misplaced(path: path, reason: error.description)
      }
    }
    return value
  }
}

/// A point of a study: in what a scenario differs from its text.
public struct StudyPoint: Sendable {
  /// Paths of values, such as `workload.requests` or `deployments.NAME.memory`, and the text
  /// of what takes their place.
  package let values: [(path: String, value: String)]
  /// What takes the place of the seed; nil for that of the text.
  package let seed: UInt64?

  /// A point with some values replaced; without any, the text as it stands.
  public init(_ values: [(path: String, value: String)] = [], seed: UInt64? = nil) {
    self.values = values
    self.seed = seed
  }

  /// A value that cannot be put where it was to go.
  public struct Misplaced: UserFacingError, Equatable {
    /// The path.
    package let path: String
    /// Why not.
    package let reason: String

    /// Path and reason, as one line.
    public var message: String { "\(Quoted.brief(path)): \(reason)" }
  }
}
