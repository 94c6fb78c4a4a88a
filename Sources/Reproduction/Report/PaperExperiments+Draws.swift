import Studies

extension PaperExperiments {
  /// Does all runs of several draws, of which each has other random numbers.
  ///
  /// - Parameters:
  ///   - count: how many draws there are, at least one.
  ///   - jobs: how many runs at a time.
  ///   - arrived: called now and then with the number of further requests that have arrived.
  ///   - check: called as often; what it throws ends all runs.
  /// - Returns: the report on all of them.
  /// - Throws: what keeps a run from its end.
  package func report(
    draws count: Int, jobs: Int, count arrived: @Sendable (Int) -> Void = { _ in },
    check: @Sendable () throws -> Void = {}
  ) throws -> PaperReport {
    let first = try run(jobs: jobs, count: arrived, check: check)
    // A whole draw at a time: of its runs only the numbers are kept.
    let further = try Workers.collect(count - 1, jobs: jobs) { index in
      PaperDraw(try run(replication: index + 1, jobs: 1, count: arrived, check: check).runs)
    }
    return PaperReport(first, further: further)
  }
}
