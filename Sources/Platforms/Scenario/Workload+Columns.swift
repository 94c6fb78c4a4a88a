import SimCore

extension Workload {
  /// Why columns cannot add to service times of these requests, with what would be right.
  ///
  /// - Parameters:
  ///   - columns: the columns.
  ///   - isBatched: whether requests may be served together.
  /// - Returns: nil where they can, or where there are none.
  func problem(
    of columns: [ColumnTime], isBatched: Bool
  ) -> (what: String, fix: String)? {
    if columns.isEmpty { return nil }
    guard case .trace(let trace) = arrivals, trace.part.counts == nil else {
      return (
        "needs the columns of a trace, and requests do not come from one that has a row for each",
        "let the requests come from a trace, with the column of their times named"
      )
    }
    guard let times = trace.column else {
      return (
        "needs the header of the trace, and the column of the times is not named",
        "name it, such as \"column\": \"time\" in the trace"
      )
    }
    if columns.contains(where: { $0.name == times }) {
      return ("has the column of the arrival times", "leave that column out")
    }
    if isBatched {
      return (
        "says what each request takes, and requests are served in batches",
        "remove the batches, or this"
      )
    }
    return nil
  }
}
