import Platforms
import SimCore

/// What the results in a journal are of: results of anything else must not be mixed with them.
///
/// The number of replications is no part of it, nor is the choice of deployments: a run's result
/// depends on neither.
struct JournalIdentity: Equatable, Sendable {
  /// The version of the program.
  let version: String
  /// The scenario's name.
  let scenario: String
  /// The fingerprint of the scenario, as sixteen hexadecimal digits.
  let scenarioDigest: String
  /// The seed.
  let seed: UInt64

  /// What the runs of a scenario by this program are of.
  init(of scenario: Scenario) {
    version = Simulator.version
    self.scenario = scenario.name
    scenarioDigest = scenario.digest?.text ?? ""
    seed = scenario.seed
  }

  /// What the results of something else by this program are of.
  init(scenario: String, digest: String, seed: UInt64) {
    version = Simulator.version
    self.scenario = scenario
    scenarioDigest = digest
    self.seed = seed
  }

  /// What ``text`` says; nil when it is no such text.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 4, let seed = UInt64(lines[3]) else { return nil }
    (version, scenario, scenarioDigest) = (lines[0], lines[1], lines[2])
    self.seed = seed
  }

  /// The identity as text; no name has a line break.
  var text: String { [version, scenario, scenarioDigest, "\(seed)"].joined(separator: "\n") }

  /// In what a journal's identity differs from this one, as a clause; nil when it does not.
  func difference(from journal: JournalIdentity) -> String? {
    if journal.version != version {
      return "was begun by simctl \(Quoted.visible(journal.version)), and this is \(version)"
    }
    if journal.scenario != scenario {
      return "is of the scenario \(Quoted.text(journal.scenario)), not \(Quoted.text(scenario))"
    }
    if journal.scenarioDigest != scenarioDigest {
      return "is of a scenario or trace that says something else: its digest is "
        + "\(Quoted.visible(journal.scenarioDigest)), not \(scenarioDigest)"
    }
    if journal.seed != seed { return "has the seed \(journal.seed), not \(seed)" }
    return nil
  }
}
