import Documents
import Platforms
import SimCore

/// A scenario at every point of a grid, in every replication: one row for each deployment.
public struct Sweep: Sendable {
  /// The scenario, and what is replaced in it at all points.
  let text: ScenarioText
  let settings: [(path: String, value: String)]
  let seed: UInt64?
  /// What is varied.
  let grid: SweepGrid
  /// What deployments may name.
  let catalog: Catalog
  /// The number of replications.
  let replications: Int
  /// The scenario before anything is varied.
  let base: Scenario
  /// The deployments that take part, by their index.
  let kept: [Int]
  /// The part that is done.
  package var shard = Shard.whole
  /// How many cells are done at a time.
  package var jobs = Workers.processors
  /// Whether what must hold in every run is checked.
  package var checks = false

  /// A sweep.
  ///
  /// - Parameters:
  ///   - text: the scenario.
  ///   - settings: paths and values that are replaced at all points.
  ///   - seed: what takes the place of the scenario's seed; nil for that.
  ///   - grid: what is varied, of ``SweepGrid/mostPoints`` points at most.
  ///   - replications: how often everything is run.
  ///   - catalog: what deployments may name.
  ///   - keeps: whether a deployment takes part.
  ///   - isStopped: asked now and then while a trace is read.
  /// - Throws: what is wrong with the scenario.
  package init(
    _ text: ScenarioText, settings: [(path: String, value: String)], seed: UInt64?,
    grid: SweepGrid, replications: Int, catalog: Catalog, keeps: (Deployment) -> Bool,
    isStopped: () -> Bool = { false }
  ) throws {
    self.text = text
    self.settings = settings
    self.seed = seed
    self.grid = grid
    self.catalog = catalog
    self.replications = replications
    var base = try text.scenario(catalog, at: StudyPoint(settings, seed: seed))
    try base.foldTrace(in: text.directory) { !isStopped() }
    kept = base.deployments.indices.filter { keeps(base.deployments[$0]) }
    self.base = base
  }

  /// What a finished sweep says of itself.
  func record(digest: String) -> SweepRecord {
    SweepRecord(
      version: Simulator.version, scenario: base.name, scenarioDigest: base.digest?.text ?? "",
      seed: base.seed, axes: grid.axes, deployments: kept.map { base.deployments[$0].name },
      replications: replications, shard: shard, digest: digest)
  }

  /// What the results in a journal are of: anything but the number of replications and the part.
  var identity: JournalIdentity {
    var record = record(digest: "")
    record.replications = 1
    record.shard = .whole
    return JournalIdentity(
      scenario: base.name, digest: Digest(of: Array(record.text.utf8)).text, seed: base.seed)
  }

  /// The scenario at a point, with the deployments that take part.
  ///
  /// - Throws: what is wrong with it, and at which values.
  func scenario(at point: Int) throws -> Scenario {
    let varied = zip(grid.axes, grid.values(of: point)).map { ($0.path, $1) }
    do {
      var scenario = try text.scenario(catalog, at: StudyPoint(settings + varied, seed: seed))
      scenario.deployments = kept.map { scenario.deployments[$0] }
      if case .trace = scenario.workload.arrivals { try scenario.foldTrace(in: text.directory) }
      scenario.outputs.requests = false
      scenario.outputs.events = false
      return scenario
    } catch let error as any UserFacingError {
      let place = varied.map { "\($0.0)=\($0.1)" }.joined(separator: " and ")
      throw StudyError(
        "with \(Quoted.brief(place)) the scenario is wrong:\n\(error.message)",
        advice: error.advice ?? "Leave such values out of --vary.")
    }
  }

  /// The first line of the rows.
  var header: String {
    let varied = grid.axes.map { CSVField.text($0.path) + "," }.joined()
    let nothing = SummaryRow(
      label: RunLabel(scenario: "", deployment: "", replication: 0),
      deployment: base.deployments[kept[0]], seed: 0, figures: .none)
    return varied + nothing.header
  }

  /// The rows of a cell.
  func rows(_ cell: SweepCell, of scenario: Scenario, _ body: (StudyTask) throws -> RunFigures)
    rethrows -> [UInt8]
  {
    let varied = grid.values(of: cell.point).map { CSVField.text($0) + "," }.joined()
    var bytes: [UInt8] = []
    for deployment in scenario.deployments {
      let task = StudyTask(
        scenario, deployment, replication: cell.replication, directory: text.directory)
      bytes += varied.utf8
      bytes += task.row(of: try body(task)).line.utf8
    }
    return bytes
  }
}
