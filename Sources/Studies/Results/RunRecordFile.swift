import Documents
import Platforms
import SimCore

/// The file `run.json`: what the other files of its folder came from.
package enum RunRecordFile {
  /// The file's name.
  package static let name = "run.json"

  /// The file's text.
  ///
  /// - Parameters:
  ///   - results: what is in the other files.
  ///   - files: their names.
  /// - Returns: JSON that ends in a line break.
  static func text(_ results: StudyResults, files: [String]) -> String {
    func string(_ text: String) -> JSONValue { JSONValue(.string(text)) }
    func array(_ texts: [String]) -> JSONValue { JSONValue(.array(texts.map(string))) }
    func number(_ text: String) -> JSONValue {
      // Whole numbers are valid JSON as they are.
      (try? JSONParser.parse(Array(text.utf8), file: "")) ?? string(text)
    }
    let scenario = results.scenario
    let members: [(String, JSONValue)] = [
      ("simctl", string(Simulator.version)),
      ("scenario", string(scenario.name)),
      ("scenario_digest", string(scenario.digest?.text ?? "")),
      ("seed", number("\(scenario.seed)")),
      ("replications", number("\(results.replications)")),
      ("until", array(results.plan.targets.map { "\($0.column)=\($0.fractionText)" })),
      ("deployments", array(scenario.deployments.map(\.name))),
      ("digest", string(results.digest.text)),
      ("files", array(files)),
      ("command", string(results.command)),
      ("document", scenario.document ?? JSONValue(.null)),
    ]
    let object = JSONValue(.object(members.map { JSONMember(key: $0, value: $1) }))
    return object.prettyText + "\n"
  }
}
