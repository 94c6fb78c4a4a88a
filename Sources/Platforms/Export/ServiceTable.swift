import Documents
import SimCore

/// The rows of `services.csv`: the figures of each service of a deployment that has several, or
/// whose clients send requests again.
package enum ServiceTable {
  /// The first line of the file: what names the run and the service, the figures of `summary.csv`,
  /// and the fingerprint of the run.
  package static let header =
    "scenario,deployment,replication,service,"
    + SummaryFigure.all.map(\.column).joined(separator: ",") + ",digest\n"

  /// The rows of one run, a service each.
  package static func append(_ figures: RunFigures, label: RunLabel, to bytes: inout [UInt8]) {
    for service in figures.system?.services ?? [] {
      bytes += label.prefix
      let texts =
        [CSVField.text(service.name)] + SummaryFigure.all.map { $0.text(of: service.figures) }
        + [figures.digest.text]
      bytes += texts.joined(separator: ",").utf8
      bytes.append(TimelineRows.newline)
    }
  }
}
