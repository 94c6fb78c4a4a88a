import Charts
import Documents
import Studies

/// What a folder says of a sweep: its record, and its rows by combination and deployment.
struct SweepSource {
  /// A figure that a sweep shows.
  struct Figure: Sendable {
    let column: String
    let name: String
    let text: @Sendable (Double) -> String
    /// Whether equal factors are equal distances.
    let isLogarithmic: Bool
    /// Whether it is a share of a whole.
    var isShare: Bool { column == "success_ratio" }
  }

  /// The figures that are shown.
  static let figures = [
    Figure(
      column: "latency_mean_s", name: "mean latency, s", text: { FigureText.significant($0) },
      isLogarithmic: true),
    Figure(
      column: "latency_p99_s", name: "p99 latency, s", text: { FigureText.significant($0) },
      isLogarithmic: true),
    Figure(
      column: "success_ratio", name: "success", text: { FigureText.success($0) },
      isLogarithmic: false),
    Figure(
      column: "cost_usd", name: "cost of the run, USD", text: { FigureText.significant($0) },
      isLogarithmic: false),
  ]

  /// The record.
  let record: SweepRecord
  /// The rows.
  let table: ReportTable
  /// The means over the replications, by deployment, combination and figure.
  private let means: [[[Double?]]]

  /// Reads and checks a folder.
  ///
  /// - Throws: `StudyError` with what is wrong with it.
  init(_ folder: ReportFolder) throws(StudyError) {
    guard let record = SweepRecord(try folder.bytes(SweepRecord.name)) else {
      throw folder.fault(SweepRecord.name, "is no record of a sweep, or only half of one")
    }
    try folder.checkVersion(record.version, SweepRecord.name)
    if record.shard.count > 1 {
      throw StudyError(
        "\(Quoted.text(folder.name)) is part \(record.shard.text) of a sweep",
        advice: "Join the parts with 'simctl merge', and give the folder of the whole.")
    }
    let paths = record.axes.map(\.path)
    let table = try folder.table(
      SweepRecord.rowsName,
      paths + ["scenario", "deployment", "replication", "scenario_digest"]
        + Self.figures.map(\.column))
    let (points, names) = (SweepGrid(record.axes).count ?? 0, record.deployments)
    guard table.rows.count == points * names.count * record.replications,
      table.rows.allSatisfy({ table.text($0, "scenario") == record.scenario })
    else { throw folder.fault(SweepRecord.rowsName, "is of another sweep than sweep.json") }
    var sums = names.map { _ in
      Array(repeating: Self.figures.map { _ in (sum: 0.0, count: 0) }, count: points)
    }
    // Rows stand by combination, replication and deployment.
    for (index, row) in table.rows.enumerated() {
      let point = index / (names.count * record.replications)
      let values = SweepGrid(record.axes).values(of: point)
      guard zip(paths, values).allSatisfy({ table.text(row, $0) == $1 }) else {
        throw folder.fault(SweepRecord.rowsName, "has rows in another order than sweep.json")
      }
      for (place, figure) in Self.figures.enumerated() {
        guard let value = table.number(row, figure.column) else { continue }
        sums[index % names.count][point][place].sum += value
        sums[index % names.count][point][place].count += 1
      }
    }
    means = sums.map { $0.map { $0.map { $0.count > 0 ? $0.sum / Double($0.count) : nil } } }
    (self.record, self.table) = (record, table)
  }

  /// The mean of a figure; nil where no replication has it.
  func mean(_ figure: Int, deployment: Int, point: Int) -> Double? {
    means[deployment][point][figure]
  }
}
