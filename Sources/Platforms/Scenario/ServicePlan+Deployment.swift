extension ServicePlan {
  /// A service as a deployment of a scenario has it, by the deployment's name or by another.
  public init(_ deployment: Deployment, name: String? = nil) {
    self.init(
      name ?? deployment.name, capacity: deployment.capacity.policy,
      latency: deployment.latency.policy, billing: deployment.billing.policy,
      client: deployment.client)
  }
}
