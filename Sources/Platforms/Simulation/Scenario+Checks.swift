extension Scenario {
  /// Runs one deployment in one replication, and checks all along what must hold in every run.
  ///
  /// - Parameters:
  ///   - deployment: a deployment of this scenario.
  ///   - replication: the index of the replication, from 0.
  ///   - directory: where the file of a trace is looked for when its path is relative.
  ///   - observer: what watches the run; it is handed back.
  ///   - proceed: called now and then with the number of arrivals; the run stops when it returns
  ///     false.
  /// - Returns: the figures, the same as without checks.
  /// - Throws: ``RunError``; of a violation with the name of the deployment.
  public func runChecked<Observer: RunObserver>(
    _ deployment: Deployment, replication: Int = 0, directory: String = ".",
    observer: inout Observer, proceed: (Int) -> Bool = { _ in true }
  ) throws(RunError) -> RunFigures {
    try run(
      deployment, replication: replication, directory: directory, isChecked: true,
      observer: &observer, proceed: proceed)
  }
}
