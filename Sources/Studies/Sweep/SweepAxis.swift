import Documents
import Platforms

/// A key of a scenario that a sweep varies, and the values that it takes.
package struct SweepAxis: Hashable, Sendable {
  /// The key's path, as it was written: with an index or the name of a deployment.
  package let path: String
  /// The values, in their order.
  package let values: [String]

  /// An axis.
  package init(path: String, values: [String]) {
    self.path = path
    self.values = values
  }

  /// The axis that a path and the text of its values name.
  ///
  /// - Throws: `VaryValues.Mistake`.
  package init(path: String, text: String) throws(VaryValues.Mistake) {
    switch path {
    case "deployments":
      throw VaryValues.Mistake(
        what: "varies all deployments at once",
        fix: "vary a key of one, such as deployments[0].memory, or choose with --only")
    case "seed":
      throw VaryValues.Mistake(
        what: "varies the seed", fix: "write --replications N: they have independent randomness")
    default: break
    }
    self.init(path: path, values: try VaryValues.values(text))
  }
}

/// Several axes together: every combination of their values is a point.
package struct SweepGrid: Hashable, Sendable {
  /// The axes; the last one varies fastest.
  package let axes: [SweepAxis]

  /// The points of some axes.
  package init(_ axes: [SweepAxis]) { self.axes = axes }

  /// The most points of a sweep.
  package static let mostPoints = 1_000_000

  /// The number of points; nil for more than ``mostPoints``.
  package var count: Int? {
    var count = 1
    for axis in axes {
      let product = count.multipliedReportingOverflow(by: axis.values.count)
      if product.overflow || product.partialValue > Self.mostPoints { return nil }
      count = product.partialValue
    }
    return count
  }

  /// The values of a point, in the order of the axes.
  package func values(of point: Int) -> [String] {
    var rest = point
    var values: [String] = []
    for axis in axes.reversed() {
      values.append(axis.values[rest % axis.values.count])
      rest /= axis.values.count
    }
    return values.reversed()
  }
}
