import Documents

/// What a deployment of several services consists of.
public struct SystemDeployment: Sendable, Hashable {
  /// The services, each as a deployment of its own, of names that differ.
  public var services: [Deployment]
  /// What some of them share.
  public var accounts: [Account]
  /// The way of a request.
  public var stages: [Stage]
  /// What it costs besides whenever a request comes to a stage.
  public var stepPrice: Money
  /// What counts the machines of some services together; nil where each counts its own.
  package var planner: FleetPlanner?

  /// A system of deployments, of which none has several services itself.
  public init(
    services: [Deployment], accounts: [Account] = [], stages: [Stage], stepPrice: Money = .zero
  ) {
    precondition(services.allSatisfy { $0.system == nil }, "a service is one service")
    self.services = services
    self.accounts = accounts
    self.stages = stages
    self.stepPrice = stepPrice
  }

  /// The plan by which it runs.
  public var plan: SystemPlan {
    var plan = SystemPlan(
      services: services.map { ServicePlan($0) }, accounts: accounts, stages: stages)
    plan.stepPrice = stepPrice
    plan.planner = planner
    return plan
  }
}

extension Deployment {
  /// A deployment of several services.
  ///
  /// Its names are those of all services, each once. Its own policies are those of its first
  /// service, and nothing that knows of systems asks them.
  ///
  /// - Parameters:
  ///   - name: the name, unique within the scenario.
  ///   - system: what it consists of, with one service at least.
  public init(name: String, system: SystemDeployment) {
    func names(_ name: (Deployment) -> String) -> String {
      var names: [String] = []
      for service in system.services where !names.contains(name(service)) {
        names.append(name(service))
      }
      return names.filter { !$0.isEmpty }.joined(separator: " + ")
    }
    let first = system.services[0]
    self.init(
      name: name, platform: names(\.platform), model: names(\.model), runtime: names(\.runtime),
      capacity: first.capacity, latency: first.latency, billing: first.billing)
    self.system = system
  }

  /// The services that it consists of, by names that say whose they are; itself where it is one.
  package var parts: [(name: String, deployment: Deployment)] {
    guard let system else { return [(name, self)] }
    return system.services.map { (Self.partName(of: name, $0.name), $0) }
  }

  /// What a service is called behind the name of its deployment.
  static func partName(of deployment: String, _ service: String) -> String {
    "\(deployment) / \(service)"
  }

  /// The plan of a run, where that takes more than one service by itself: for several services, and
  /// for clients that send requests again.
  var systemPlan: SystemPlan? {
    if let system { return system.plan }
    guard let retries = client.retries else { return nil }
    var service = ServicePlan(self)
    service.drawsAlone = true
    return SystemPlan(services: [service], stages: [Stage(.overflow([0]), retry: retries)])
  }
}
