import Documents
import Platforms
import SimCore

/// The file `sweep.json`: what a sweep, or a part of it, is of and what it gave.
package struct SweepRecord: Hashable, Sendable {
  /// The file's name.
  package static let name = "sweep.json"
  /// The name of the file with the rows.
  package static let rowsName = "sweep.csv"

  /// The version of the program.
  package var version: String
  /// The scenario's name.
  package var scenario: String
  /// The fingerprint of the scenario before anything is varied.
  package var scenarioDigest: String
  /// The seed.
  package var seed: UInt64
  /// What is varied.
  package var axes: [SweepAxis]
  /// The names of the deployments before anything is varied.
  package var deployments: [String]
  /// The number of replications.
  package var replications: Int
  /// The part.
  package var shard: Shard
  /// The fingerprint of the rows.
  package var digest: String

  /// The file's text: JSON that ends in a line break.
  package var text: String {
    func string(_ text: String) -> JSONValue { JSONValue(.string(text)) }
    func array(_ values: [JSONValue]) -> JSONValue { JSONValue(.array(values)) }
    func object(_ members: [(String, JSONValue)]) -> JSONValue {
      JSONValue(.object(members.map { JSONMember(key: $0, value: $1) }))
    }
    func number(_ text: String) -> JSONValue {
      // Whole numbers are valid JSON as they are.
      (try? JSONParser.parse(Array(text.utf8), file: "")) ?? string(text)
    }
    let vary = axes.map { axis in
      object([("path", string(axis.path)), ("values", array(axis.values.map(string)))])
    }
    let whole = object([
      ("simctl", string(version)), ("scenario", string(scenario)),
      ("scenario_digest", string(scenarioDigest)), ("seed", number("\(seed)")),
      ("vary", array(vary)), ("deployments", array(deployments.map(string))),
      ("replications", number("\(replications)")), ("shard", string(shard.text)),
      ("digest", string(digest)),
    ])
    return whole.prettyText + "\n"
  }

  /// A record of these values.
  package init(
    version: String, scenario: String, scenarioDigest: String, seed: UInt64, axes: [SweepAxis],
    deployments: [String], replications: Int, shard: Shard, digest: String
  ) {
    self.version = version
    self.scenario = scenario
    self.scenarioDigest = scenarioDigest
    self.seed = seed
    self.axes = axes
    self.deployments = deployments
    self.replications = replications
    self.shard = shard
    self.digest = digest
  }

  /// What ``text`` says; nil when it is no such text.
  package init?(_ bytes: [UInt8]) {
    func string(_ value: JSONValue?) -> String? {
      if case .string(let text)? = value?.kind { return text }
      return nil
    }
    func number(_ value: JSONValue?) -> Int? {
      if case .number(let number)? = value?.kind { return number.integer }
      return nil
    }
    func strings(_ value: JSONValue?) -> [String]? {
      guard case .array(let values)? = value?.kind else { return nil }
      let texts = values.compactMap { string($0) }
      return texts.count == values.count ? texts : nil
    }
    guard let value = try? JSONParser.parse(bytes, file: ""),
      let version = string(value["simctl"]), let scenario = string(value["scenario"]),
      let scenarioDigest = string(value["scenario_digest"]),
      let seed = number(value["seed"]).flatMap({ UInt64(exactly: $0) }),
      case .array(let vary)? = value["vary"]?.kind,
      let deployments = strings(value["deployments"]), !deployments.isEmpty,
      let replications = number(value["replications"]), replications > 0,
      let shard = string(value["shard"]).flatMap({ Shard($0) }),
      let digest = string(value["digest"])
    else { return nil }
    let axes = vary.compactMap { axis -> SweepAxis? in
      guard let path = string(axis["path"]), let values = strings(axis["values"]), !values.isEmpty
      else { return nil }
      return SweepAxis(path: path, values: values)
    }
    guard axes.count == vary.count, SweepGrid(axes).count != nil else { return nil }
    self.init(
      version: version, scenario: scenario, scenarioDigest: scenarioDigest, seed: seed, axes: axes,
      deployments: deployments, replications: replications, shard: shard, digest: digest)
  }

  /// The cells of the part, in the order of its rows.
  package var cells: [SweepCell] {
    let points = SweepGrid(axes).count ?? 0
    return (0..<points).flatMap { point in
      (0..<replications).map { SweepCell(point: point, replication: $0) }
    }.filter(shard.has)
  }

  /// In what another record is not of the same sweep, as a clause about it; nil where it is.
  package func difference(from other: SweepRecord) -> String? {
    if other.version != version { return "is of simctl \(Quoted.visible(other.version))" }
    if other.scenario != scenario { return "is of the scenario \(Quoted.text(other.scenario))" }
    if other.scenarioDigest != scenarioDigest {
      return "is of a scenario or trace that says something else (its digest is "
        + "\(Quoted.visible(other.scenarioDigest)), not \(Quoted.visible(scenarioDigest)))"
    }
    if other.seed != seed { return "has the seed \(other.seed), not \(seed)" }
    if other.axes != axes { return "varies something else" }
    if other.deployments != deployments { return "has other deployments" }
    if other.replications != replications {
      return "has \(other.replications) replications, not \(replications)"
    }
    if other.shard.count != shard.count {
      return "is one of \(other.shard.count) parts, not \(shard.count)"
    }
    return nil
  }
}

/// The fingerprint of rows, cell by cell.
package struct SweepDigest {
  private var digest = Digest()

  /// The fingerprint of nothing.
  package init() {}

  /// Adds the rows of a cell.
  package mutating func fold(_ rows: [UInt8]) { digest.fold(Digest(of: rows).value) }

  /// The fingerprint as text.
  package var text: String { digest.text }
}
