import Documents
import SimCore

/// A row of `summary.csv`: the figures of one run, as named fields.
package struct SummaryRow: Sendable {
  /// What the run was of.
  package let label: RunLabel
  /// The deployment.
  package let deployment: Deployment
  /// The scenario's seed.
  package let seed: UInt64
  /// The figures; whoever keeps many rows may drop the windows of their timelines.
  package var figures: RunFigures
  /// The window with the greatest 99th percentile; nil where nobody looked for it.
  package var latencyPeak: LatencyPeak?
  /// The fingerprint of the scenario; nil for one that was made in code.
  package let scenarioDigest: Digest?
  /// What the timeline says of the steady state.
  package let steadyState: SteadyState
  /// Why figures of the run say less than they seem to, the gravest first.
  package let warnings: [RunWarning]

  /// A row.
  package init(
    label: RunLabel, deployment: Deployment, seed: UInt64, figures: RunFigures,
    scenarioDigest: Digest? = nil
  ) {
    self.init(
      label: label, deployment: deployment, seed: seed, figures: figures,
      scenarioDigest: scenarioDigest, steadyState: SteadyState(figures))
  }

  /// A row of a run whose timeline need not be there any more.
  init(
    label: RunLabel, deployment: Deployment, seed: UInt64, figures: RunFigures,
    scenarioDigest: Digest?, steadyState: SteadyState
  ) {
    self.label = label
    self.deployment = deployment
    self.seed = seed
    self.figures = figures
    self.scenarioDigest = scenarioDigest
    self.steadyState = steadyState
    warnings = RunWarning.all(figures, steadyState)
  }

  /// What a column with half the length of an interval ends in, after the name of its figure.
  package static let intervalEnding = "_ci95"

  /// A field: its column, its text, and whether it is a number, for formats that care.
  package struct Field: Sendable {
    /// The column's name.
    package let column: String
    /// The text; empty where the run has no such figure.
    package let text: String
    /// Whether the text is a number.
    package let isNumber: Bool

    /// A field.
    package init(_ column: String, _ text: String, isNumber: Bool = true) {
      self.column = column
      self.text = text
      self.isNumber = isNumber
    }
  }

  /// All fields in the order of the file.
  ///
  /// Times have nine digits after the point, which is exact; money fifteen, which is exact too. The
  /// columns of intervals are empty but for those that a long run may have by itself.
  package var fields: [Field] {
    fields(
      replication: "\(label.replication)", digest: figures.digest, bounds: figures.latency.bounds,
      warnings: warnings.map(\.kind)
    ) { figure in
      (figure.text(of: figures), interval(of: figure))
    }
  }

  /// Half the length of the interval that one run gives of a figure; empty where it gives none.
  private func interval(of figure: SummaryFigure) -> String {
    let found: BatchMeans
    switch figure.column {
    case "latency_mean_s": found = steadyState.latency
    case "success_ratio": found = steadyState.success
    default: return ""
    }
    return found.halfWidth.map { DecimalText.fixed($0, digits: figure.digits) } ?? ""
  }

  /// The fields of the row of a deployment's means over its replications, of which this is one.
  ///
  /// - Parameters:
  ///   - digest: the fingerprint of all replications.
  ///   - warnings: what any of them warns of.
  ///   - estimate: the mean of a figure, and half the length of its interval, each nil where there
  ///     is none.
  /// - Returns: the fields, in the order of the file; that of the replication is empty.
  package func fieldsOfMeans(
    digest: Digest, warnings: [RunWarning.Kind] = [],
    _ estimate: (SummaryFigure) -> (mean: Double?, halfWidth: Double?)
  ) -> [Field] {
    fields(replication: "", digest: digest, bounds: [], warnings: warnings) { figure in
      func text(_ value: Double?) -> String {
        value.map { DecimalText.fixed($0, digits: figure.digits) } ?? ""
      }
      let (mean, halfWidth) = estimate(figure)
      return (text(mean), text(halfWidth))
    }
  }

  private func fields(
    replication: String, digest: Digest, bounds: [PercentileBounds],
    warnings: [RunWarning.Kind], _ texts: (SummaryFigure) -> (figure: String, interval: String)
  ) -> [Field] {
    var fields = [
      Field("scenario", label.scenario, isNumber: false),
      Field("deployment", label.deployment, isNumber: false),
      Field("platform", deployment.platform, isNumber: false),
      Field("model", deployment.model, isNumber: false),
      Field("runtime", deployment.runtime, isNumber: false),
      Field("replication", replication), Field("seed", "\(seed)"),
    ]
    var intervals: [Field] = []
    func append(_ figures: [SummaryFigure]) {
      for figure in figures {
        let (text, interval) = texts(figure)
        fields.append(Field(figure.column, text))
        intervals.append(Field(figure.column + Self.intervalEnding, interval))
      }
    }
    append(SummaryFigure.first)
    fields.append(Field("digest", digest.text, isNumber: false))
    append(SummaryFigure.further)
    fields.append(Field("scenario_digest", scenarioDigest?.text ?? "", isNumber: false))
    for (fraction, name) in zip(PercentileBounds.fractions, ["p50", "p95", "p99", "p999"]) {
      let bound = bounds.first { $0.fraction == fraction }
      for (end, value) in [("low", bound?.low), ("high", bound?.high)] {
        let text = value.map { DecimalText.seconds($0, digits: 9) } ?? ""
        fields.append(Field("latency_\(name)_\(end)_s", text))
      }
    }
    fields.append(
      Field("warnings", warnings.map(\.rawValue).joined(separator: " "), isNumber: false))
    return fields + intervals
  }

  /// The first line of the file.
  package var header: String { Self.header(fields) }

  /// The row as a line of the file.
  package var line: String { Self.line(fields) }

  /// The first line of a file with such fields.
  package static func header(_ fields: [Field]) -> String {
    fields.map(\.column).joined(separator: ",") + "\n"
  }

  /// Fields as a line of a file.
  package static func line(_ fields: [Field]) -> String {
    fields.map { CSVField.text($0.text) }.joined(separator: ",") + "\n"
  }
}
