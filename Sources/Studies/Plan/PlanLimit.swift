import Platforms
import SimCore

/// How much traffic a candidate takes within the objectives.
package struct PlanLimit: Sendable, Hashable {
  /// The greatest multiple of the traffic known to be within; nil where none was found.
  package let holds: Double?
  /// The least multiple above it known not to be; nil where none was found.
  package let fails: Double?

  /// The greatest multiple that is tried, and the reciprocal of the least.
  package static let most = 16.0
  /// The search ends when the multiples are this near, as a quotient.
  package static let nearness = 1.05
  /// The most replications of a load.
  package static let mostReplications = 3

  /// Where between loads something ceases to hold.
  ///
  /// From 1 the load is doubled while it holds, or halved until it does; then the bracket is
  /// halved in its logarithm.
  ///
  /// - Parameter holds: whether it does at a load.
  init(while holds: (Double) throws -> Bool) rethrows {
    var (low, high): (Double?, Double?) = (nil, nil)
    var load = 1.0
    if try holds(load) {
      low = load
      while load < Self.most {
        load *= 2
        guard try holds(load) else {
          high = load
          break
        }
        low = load
      }
    } else {
      high = load
      while load > 1 / Self.most {
        load /= 2
        if try holds(load) {
          low = load
          break
        }
        high = load
      }
    }
    while let below = low, let above = high, above / below > Self.nearness {
      let middle = Double(VaryValues.rounded((below * above).squareRoot(), digits: 4)) ?? below
      if try holds(middle) { low = middle } else { high = middle }
    }
    (self.holds, fails) = (low, high)
  }
}

extension Workload {
  /// The mean rate of requests, per second; nil where only the run itself tells.
  package var meanRate: Double? {
    if let requests = expectedRequests, let length = TrafficCost.duration(self), length > 0 {
      return requests / length
    }
    if case .process(let process) = arrivals { return process.meanRate }
    return nil
  }

  /// Whether its traffic can be multiplied, which that of a trace cannot.
  package var isScalable: Bool {
    switch arrivals {
    case .process, .closedLoop, .functions: true
    case .trace: false
    }
  }
}
