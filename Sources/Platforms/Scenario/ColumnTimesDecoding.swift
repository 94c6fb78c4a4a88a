import Documents
import SimCore

/// The key of service times that come of columns of a trace.
enum ColumnTimeKeys {
  /// The most columns that may add to a service time.
  static let most = 16

  static let columnTimes = Key<JSONValue?>(
    "column_times",
    .value(
      .worded(
        .list(.pair(.string(length: 1), .duration(.zero ... .longest)), least: 1, most: most),
        "list of `[column, duration]`")),
    .otherwise("nothing"),
    """
    what each unit of the numbers in columns of the [trace](#arrival-processes) adds to \
    `service_time`, for every request by its own row; not scaled to memory
    """)
}

extension ProblemLog {
  /// What columns add to the service time; nil with problems reported.
  func columnTimes(_ value: JSONValue, _ path: JSONPath) -> [ColumnTime]? {
    guard let elements = array(value, path) else { return nil }
    guard (1...ColumnTimeKeys.most).contains(elements.count) else {
      report(
        value, path: path, what: "has \(elements.count) elements",
        fix: "give 1 to \(ColumnTimeKeys.most) pairs, such as [[\"output_tokens\", \"20ms\"]]")
      return nil
    }
    var columns: [ColumnTime] = []
    for (element, place) in elements {
      guard let column = columnTime(element, place) else { continue }
      if columns.contains(where: { $0.name == column.name }) {
        report(
          element, path: place, what: "names a column that another pair names too",
          fix: "give each column once")
      }
      columns.append(column)
    }
    return columns.count == elements.count ? columns : nil
  }

  private func columnTime(_ element: JSONValue, _ path: JSONPath) -> ColumnTime? {
    guard
      let pair = self.pair(
        element, path, of: "a column and a duration, such as [\"output_tokens\", \"20ms\"]")
    else { return nil }
    let name = string(pair.first.0, pair.first.1)
    let each = amount(pair.second.0, pair.second.1, in: Interval.zero...Interval.longest)
    guard let name, let each else { return nil }
    guard !name.isEmpty else {
      report(
        pair.first.0, path: pair.first.1, what: "is empty",
        fix: "name a column of the trace's header")
      return nil
    }
    return ColumnTime(name, each: each)
  }

  /// Reports the deployments to whose service times columns cannot add.
  func checkColumns(
    _ deployments: [Deployment], _ elements: [(JSONValue, JSONPath)], _ workload: Workload
  ) {
    for (deployment, (element, path)) in zip(deployments, elements) {
      let isBatched = deployment.capacity.policy.plan.isBatched(deployment.client)
      let columns = deployment.latency.policy.columnTimes
      if !columns.isEmpty, deployment.client.retries != nil {
        report(
          element, path: path,
          what: "has service times by columns of a trace, and clients that send requests again",
          fix: "remove \"column_times\" or \"retries\"")
        continue
      }
      guard let problem = workload.problem(of: columns, isBatched: isBatched) else { continue }
      let place = path.appending(key: DeploymentKeys.latency.name)
        .appending(key: ColumnTimeKeys.columnTimes.name)
      report(element, path: place, what: problem.what, fix: problem.fix)
    }
  }
}
