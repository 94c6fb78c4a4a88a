import Platforms
import SimCore

/// What the runs of a scenario gave.
public struct StudyResults: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The means of each deployment.
  public let means: [ReplicationMeans]
  /// How many replications there are.
  public let replications: Int
  /// The command line that gives the same; empty for a study that a library's user has made.
  package var command = ""
  /// What `timeline.csv` would have; nil for a study that was not asked to keep it.
  package var timeline: [UInt8]?
  /// What was to be known how precisely.
  package let plan: ReplicationPlan
  /// The deployments that are not known as precisely as was asked for.
  public let shortfalls: [ReplicationPlan.Shortfall]

  /// The results of a number of replications.
  ///
  /// - Parameters:
  ///   - scenario: what they are of.
  ///   - rows: the rows of the replications, by deployment.
  ///   - replications: how many there are.
  ///   - plan: what was to be known how precisely.
  package init(
    _ scenario: Scenario, _ rows: [ReplicationRows], replications: Int, plan: ReplicationPlan
  ) {
    self.scenario = scenario
    self.replications = replications
    self.plan = plan
    means = rows.filter { $0.count > 0 }.map(ReplicationMeans.init)
    shortfalls = plan.shortfalls(means)
  }

  /// Throws what kept rows from being read, if anything.
  func check() throws {
    if let failure = means.lazy.compactMap(\.rows.failure).first { throw failure }
  }

  /// The rows of single runs, by deployment and replication.
  package var rows: some Sequence<SummaryRow> { means.lazy.flatMap(\.rows) }

  /// Whether there is something to take a mean of.
  package var isReplicated: Bool { replications > 1 }

  /// Gives the rows of `summary.csv` one by one, as their texts take more room than the figures:
  /// those of single runs and, of several replications, those of means.
  package func forEachLine(_ body: ([SummaryRow.Field]) throws -> Void) rethrows {
    for row in rows { try body(row.fields) }
    if isReplicated { for mean in means { try body(mean.fields) } }
  }

  /// The files of the runs that a report shows, by name, of a study that kept its timeline.
  package var files: [String: [UInt8]] {
    var files = ["summary.csv": Array(csv.utf8)]
    files["timeline.csv"] = timeline
    if scenario.hasSystems {
      var services = Array(ServiceTable.header.utf8)
      for row in rows { ServiceTable.append(row.figures, label: row.label, to: &services) }
      files["services.csv"] = services
    }
    if isReplicated && means.count > 1 {
      let lines = differences.joined().map(\.line).joined()
      files["differences.csv"] = Array((PairedDifference.header + lines).utf8)
    }
    let record = RunRecordFile.text(self, files: files.keys.sorted())
    files[RunRecordFile.name] = Array(record.utf8)
    return files
  }

  /// The differences of the deployments from the first of them; none without replications.
  ///
  /// - Complexity: O(d n), where d is the number of deployments and n that of replications.
  public var differences: [[PairedDifference]] { isReplicated ? PairedDifference.all(means) : [] }

  /// The summary of all runs as CSV: what `summary.csv` has.
  ///
  /// - Complexity: O(d n), where d is the number of deployments and n that of replications.
  public var csv: String {
    var text = ""
    SummaryText.writeCSV([self]) { text += $0 }
    return text
  }

  /// The means of a deployment; nil where there is none of that name.
  ///
  /// - Complexity: O(d), where d is the number of deployments.
  public func means(of deployment: String) -> ReplicationMeans? {
    means.first { $0.deployment == deployment }
  }

  /// By how much a figure of one deployment is above that of another, replication by replication.
  ///
  /// - Parameters:
  ///   - column: the figure's column in `summary.csv`.
  ///   - deployment: the name of the one.
  ///   - baseline: the name of the other.
  /// - Returns: the difference; nil where there is no such column or deployment.
  public func difference(
    of column: String, _ deployment: String, from baseline: String
  ) -> PairedDifference? {
    guard let figure = SummaryFigure.named(column), let one = means(of: deployment),
      let other = means(of: baseline)
    else { return nil }
    return PairedDifference(one, from: other, figure)
  }

  /// The fingerprint of all runs.
  package var digest: Digest {
    var digest = Digest()
    for row in rows { digest.fold(row.figures.digest.value) }
    return digest
  }
}
