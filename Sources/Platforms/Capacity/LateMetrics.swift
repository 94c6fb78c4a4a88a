import SimCore

/// What an autoscaler measured and does not know yet, because a metric takes its time from the
/// instances to the alarm.
struct LateMetrics: Sendable {
  /// A measured value, and the mean number of instances that it was measured on.
  struct Point: Equatable, Sendable {
    /// The value as it is reported.
    let value: Double
    /// The same without rounding.
    let exact: Ratio
    /// The mean number of ready instances.
    let ready: Ratio
  }

  /// Those that are not known yet, from the oldest.
  private var points: [Point] = []
  /// What was known last.
  private var known: Point?

  /// Nothing was measured.
  init() {}

  /// Adds what was measured now.
  ///
  /// - Parameters:
  ///   - point: the value of the evaluation at hand.
  ///   - late: after how many further evaluations a value is known.
  /// - Returns: what is known now; nil where that is nothing yet.
  mutating func know(_ point: Point, after late: Int) -> Point? {
    if late == 0 { return point }
    points.append(point)
    known = points.count > late ? points.removeFirst() : nil
    return known
  }

  /// Whether as long as the same is measured, the same is known.
  var isSteady: Bool { points.allSatisfy { $0 == known } }
}

extension LateMetrics.Point {
  /// What an observation says of a metric of each instance.
  init(_ observation: Observation, _ metric: ManagedEndpoint.Metric) {
    let isUse = metric == .utilisation
    self.init(
      value: isUse ? observation.utilisation : observation.invocationsPerInstanceMinute,
      exact: isUse
        ? observation.exactUtilisation : observation.exactInvocationsPerInstanceMinute,
      ready: observation.exactMeanReady)
  }
}
