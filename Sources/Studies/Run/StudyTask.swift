import Platforms
import SimCore

/// One run of a study: a deployment of a scenario in one replication.
///
/// Where a study compares several points, each of them is a scenario: see ``StudyPoint``.
public struct StudyTask: Sendable {
  /// The scenario, at the point of the study that the run is of.
  public let scenario: Scenario
  /// One of its deployments.
  public let deployment: Deployment
  /// The index of the replication, from 0.
  public let replication: Int
  /// Where the file of a trace is looked for when its path is relative.
  public let directory: String
  /// The measures of which the worst windows are to be found.
  package var watched: [WindowMeasure] = []
  /// Whether percentiles of the windows of the timeline are to be found.
  package var findsPercentiles = false

  /// A run of a deployment.
  public init(
    _ scenario: Scenario, _ deployment: Deployment, replication: Int = 0, directory: String = "."
  ) {
    self.scenario = scenario
    self.deployment = deployment
    self.replication = replication
    self.directory = directory
  }

  /// What the rows of the run begin with.
  package var label: RunLabel {
    RunLabel(scenario: scenario.name, deployment: deployment.name, replication: replication)
  }

  /// The run's row of a summary, without the windows of its timeline, which it does not show.
  package func row(of figures: RunFigures) -> SummaryRow {
    var row = SummaryRow(
      label: label, deployment: deployment, seed: scenario.seed, figures: figures,
      scenarioDigest: scenario.digest)
    row.latencyPeak = LatencyPeak(figures)
    row.figures.timeline = figures.timeline.withoutWindows
    row.figures.windowPercentiles = []
    row.figures.functions?.functions = []
    row.figures.system = figures.system?.withoutWindows
    return row
  }

  /// Does the run.
  ///
  /// - Parameters:
  ///   - checks: whether what must hold in every run is checked all along.
  ///   - advance: called now and then with the number of further requests that have arrived.
  ///   - check: called as often; the run ends with what it throws.
  /// - Returns: the run's figures.
  /// - Throws: `RunError`, or what `check` throws.
  public func figures(
    checks: Bool = false, advance: (Int) -> Void = { _ in }, check: () throws -> Void = {}
  ) throws -> RunFigures {
    var nobody = NoObserver()
    return try figures(observer: &nobody, checks: checks, advance: advance, check: check)
  }

  /// Does the run, and hands back what watched it.
  package func figures<Watching: RunObserver>(
    watchedBy observer: Watching, advance: (Int) -> Void = { _ in }, check: () throws -> Void = {}
  ) throws -> (figures: RunFigures, observer: Watching) {
    var watching = observer
    let figures = try figures(
      observer: &watching, checks: false, advance: advance, check: check)
    return (figures, watching)
  }

  /// Does the run for an observer of this library.
  package func figures<Observer: RunObserver>(
    observer: inout Observer, checks: Bool, advance: (Int) -> Void, check: () throws -> Void
  ) throws -> RunFigures {
    if watched.isEmpty && !findsPercentiles {
      return try unwatched(observer: &observer, checks: checks, advance: advance, check: check)
    }
    var windows = WindowObserver(
      observer, watched, percentilesOf: findsPercentiles ? scenario.outputs.window : nil)
    var figures = try unwatched(
      observer: &windows, checks: checks, advance: advance, check: check)
    figures.worst = windows.worst(figures)
    figures.windowPercentiles = windows.percentiles(figures)
    if let watching = windows.base as? Observer { observer = watching }
    return figures
  }

  private func unwatched<Observer: RunObserver>(
    observer: inout Observer, checks: Bool, advance: (Int) -> Void, check: () throws -> Void
  ) throws -> RunFigures {
    var course = Course()
    do throws(RunError) {
      let figures =
        checks
        ? try scenario.runChecked(
          deployment, replication: replication, directory: directory, observer: &observer,
          proceed: { course.proceeds($0, advance, check) })
        : try scenario.run(
          deployment, replication: replication, directory: directory, observer: &observer,
          proceed: { course.proceeds($0, advance, check) })
      course.end(with: figures, advance)
      return figures
    } catch {
      throw course.reason ?? error
    }
  }

  /// How far a run is, and what has ended it.
  private struct Course {
    /// What a check has thrown.
    var reason: (any Error)?
    private var counted = 0

    /// Whether a run goes on, of which so many requests have arrived.
    mutating func proceeds(
      _ arrived: Int, _ advance: (Int) -> Void, _ check: () throws -> Void
    ) -> Bool {
      advance(arrived - counted)
      counted = arrived
      do {
        try check()
        return true
      } catch {
        reason = error
        return false
      }
    }

    /// Tells of the requests that have arrived since the last look.
    func end(with figures: RunFigures, _ advance: (Int) -> Void) {
      advance(Int(figures.requests + (figures.warmUp?.requests ?? 0)) - counted)
    }
  }
}

extension Workload {
  /// About how many requests a run has; nil where only the run itself tells.
  package var expectedRequests: Double? {
    if let count = extent?.count { return Double(count) }
    if case .functions(let functions) = arrivals, case .drawn(let population) = functions.source {
      guard let rate = population.rate, let limit = extent?.limit else { return nil }
      return rate * functions.load * limit.seconds
    }
    guard case .process(let process) = arrivals, let limit = extent?.limit else { return nil }
    return process.meanRate.map { $0 * limit.seconds }
  }
}
