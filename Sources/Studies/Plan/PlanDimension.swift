import Platforms

/// A key of a deployment, and the values of it that a plan tries.
package struct PlanDimension: Hashable, Sendable {
  /// The key's path within the scenario, such as `deployments[0].memory`.
  package let path: String
  /// The key in a word or two, as people read it.
  package let label: String
  /// What it is without a change, as people read it; nil where the scenario's value is not tried.
  package let current: String?
  /// The values besides that.
  package let values: [String]

  /// A dimension of a plan.
  package init(path: String, label: String, current: String?, values: [String]) {
    self.path = path
    self.label = label
    self.current = current
    self.values = values
  }

  /// How many values there are, the present one included.
  var count: Int { values.count + (current == nil ? 0 : 1) }

  /// A value by its number; nil for the present one, which is the first.
  func value(_ number: Int) -> String? {
    guard current != nil else { return values[number] }
    return number == 0 ? nil : values[number - 1]
  }

  /// The key and all its values, such as `memory 2048MB, 1024MB`.
  package var text: String {
    label + " " + ((current.map { [$0] } ?? []) + values).joined(separator: ", ")
  }
}
