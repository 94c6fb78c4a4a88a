/// What a plan does not try at a deployment, and why.
package enum PlanGap: CaseIterable, Hashable, Sendable {
  /// Another machine than the platform's.
  case machines
  /// Instances that are always ready, without a price.
  case provisioned
  /// Batches that bring nothing.
  case serverBatches
  /// Batches that change what clients do.
  case clientBatches
  /// Capacity of one's own.
  case custom
  /// Several services, each with settings of its own.
  case services

  /// The reason, as a sentence about deployments.
  package func sentence(_ names: String) -> String {
    switch self {
    case .machines:
      "Other machines for \(names): service times are known on the machine of each platform."
    case .provisioned:
      "Provisioned instances of \(names): the platform has no price for them."
    case .serverBatches:
      "Batches of workers of \(names): nothing says that a batch takes less time than its "
        + "requests one by one (\"batch_marginal\")."
    case .clientBatches:
      "Batches of clients of \(names): they would change what clients do. Write one in "
        + "\"client\", and its sizes are tried."
    case .services:
      "Settings and platforms of the services of \(names): vary them by their keys, such as "
        + "deployments.NAME.services.NAME.memory."
    case .custom: "Capacity of \(names): its policy is one of its own."
    }
  }
}
