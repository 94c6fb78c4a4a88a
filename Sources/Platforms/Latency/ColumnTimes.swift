import SimCore

extension LatencyPolicy {
  /// What columns of a trace add to the service time; empty for nothing.
  var columnTimes: [ColumnTime] { StagedLatency(self)?.serviceTime.columnTimes ?? [] }
}
