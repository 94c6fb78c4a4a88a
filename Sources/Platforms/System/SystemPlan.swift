import Documents
import SimCore

/// Several services as one system: the accounts that they share, and the way of a request.
///
/// A request goes through the stages one after another. At each, a ``Router`` sends it to a
/// service, and the time on the network of that service is part of the way: a request that is
/// answered comes to the next stage when its answer is back.
public struct SystemPlan: Sendable {
  /// The services; everything else names them by their index.
  public var services: [ServicePlan]
  /// What some of them share.
  public var accounts: [Account]
  /// Where a request goes, stage after stage.
  public var stages: [Stage]
  /// What it costs besides whenever a request comes to a stage, retries included, as orchestrators
  /// charge for it.
  public var stepPrice = Money.zero
  /// What counts the machines of some services together; nil where each counts its own.
  package var planner: FleetPlanner?

  /// A system; ``problem`` says whether it has a meaning.
  public init(services: [ServicePlan], accounts: [Account] = [], stages: [Stage]) {
    self.services = services
    self.accounts = accounts
    self.stages = stages
  }

  /// A system in which nobody sends a request again.
  public init(services: [ServicePlan], accounts: [Account] = [], stages: [Router]) {
    self.init(services: services, accounts: accounts, stages: stages.map { Stage($0) })
  }
}

/// A service of a system: a name, three policies, and how it is called.
public struct ServicePlan: Sendable {
  /// Its name, unlike all others of the system.
  ///
  /// Its random numbers depend on it and not on its place, so that another service beside it shifts
  /// none of them.
  public var name: String
  /// What is there to serve.
  public var capacity: any CapacityPolicy
  /// How long things take.
  public var latency: any LatencyPolicy
  /// What they cost.
  public var billing: any BillingPolicy
  /// How it is called: how long an answer is waited for, and what is gathered before.
  public var client: Client
  /// Whether its random numbers are those that it has in a run of its own, as in a system of it
  /// alone they should be.
  package var drawsAlone = false

  /// A service.
  public init(
    _ name: String, capacity: some CapacityPolicy, latency: some LatencyPolicy,
    billing: some BillingPolicy, client: Client = Client()
  ) {
    self.name = name
    self.capacity = capacity
    self.latency = latency
    self.billing = billing
    self.client = client
  }
}
