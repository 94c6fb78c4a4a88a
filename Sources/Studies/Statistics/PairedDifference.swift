import Documents
import Platforms
import SimCore

/// By how much a figure of one deployment is above that of another, replication by replication.
///
/// In a replication both serve the same requests, so much of what chance does to one it does to the
/// other, and the differences vary less than the figures.
public struct PairedDifference: Sendable {
  /// A row of the deployment.
  package let row: SummaryRow
  /// The name of the deployment that it is compared with.
  public let baseline: String
  /// The figure.
  package let figure: SummaryFigure
  /// How many replications have the figure in both deployments.
  public let count: Int
  /// The mean of the differences, deployment less baseline; nil when there is none.
  public let mean: Double?
  /// Its interval; nil with fewer than two differences.
  public let interval: MeanInterval?
  /// By how much the mean may be off beyond chance, because its figures come from a histogram.
  package let error: Double

  /// The figures that deployments are compared by.
  package static let figures = ["latency_mean_s", "latency_p99_s", "success_ratio", "cost_usd"]
    .compactMap(SummaryFigure.named)

  /// The differences of one figure between two deployments with the same replications.
  package init(
    _ deployment: ReplicationMeans, from baseline: ReplicationMeans, _ figure: SummaryFigure
  ) {
    let pairs = zip(deployment.rows.figures, baseline.rows.figures).lazy.compactMap { one, other in
      figure.value(of: one).flatMap { value in
        figure.value(of: other).map { (value, $0) }
      }
    }
    var sums = ValueSums()
    var sizes = 0.0
    for (one, other) in pairs {
      sums.add(one - other)
      sizes += one.magnitude + other.magnitude
    }
    for (one, other) in pairs { sums.addSquare(of: one - other) }
    row = deployment.first
    self.baseline = baseline.first.label.deployment
    self.figure = figure
    count = sums.count
    interval = sums.interval
    mean = sums.mean
    error = sums.count == 0 ? 0 : figure.relativeError * sizes / Double(sums.count)
  }

  /// All differences of deployments from the first of them, by deployment and figure.
  package static func all(_ means: [ReplicationMeans]) -> [[PairedDifference]] {
    guard let baseline = means.first else { return [] }
    return means.dropFirst().map { deployment in
      figures.map { PairedDifference(deployment, from: baseline, $0) }
    }
  }

  /// The name of the deployment.
  public var deployment: String { row.label.deployment }
  /// The figure's column in `summary.csv`.
  public var column: String { figure.column }

  /// Whether 0 is outside the interval; nil without one.
  public var excludesZero: Bool? { interval.map { !$0.contains(0) } }

  /// The first line of `differences.csv`.
  package static let header =
    "scenario,deployment,baseline,figure,replications,difference,difference_ci95,excludes_zero,"
    + "seed,scenario_digest\n"

  /// The difference as a line of `differences.csv`.
  package var line: String {
    func text(_ value: Double?) -> String {
      value.map { DecimalText.fixed($0, digits: figure.digits) } ?? ""
    }
    let fields = [
      row.label.scenario, row.label.deployment, baseline, figure.column, "\(count)", text(mean),
      text(interval?.halfWidth), excludesZero.map { "\($0)" } ?? "", "\(row.seed)",
      row.scenarioDigest?.text ?? "",
    ]
    return fields.map(CSVField.text).joined(separator: ",") + "\n"
  }
}
