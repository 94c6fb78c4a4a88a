import SimCore

/// The latency of instances that start cold, in steps, and then serve: serverless functions, and
/// instances that an autoscaler adds.
public struct StagedLatency: LatencyPolicy, Hashable {
  /// The time on the network, both ways together.
  public let networkTime: Distribution
  /// The steps of a start.
  public let coldStart: ColdStart
  /// The service time of a warm instance.
  public let serviceTime: ServiceTime
  /// The longest time in service.
  public let executionLimit: Interval?

  /// A latency of network, cold start and service.
  public init(
    network: Distribution, coldStart: ColdStart, serviceTime: ServiceTime,
    executionLimit: Interval? = nil
  ) {
    networkTime = network
    self.coldStart = coldStart
    self.serviceTime = serviceTime
    self.executionLimit = executionLimit
  }

  /// The time on the network.
  @inlinable
  @inline(__always)
  public func network(using random: inout Random) -> Interval {
    networkTime.sample(using: &random)
  }

  /// Container and imports.
  public func startup(using random: inout Random) -> Startup { coldStart.startup(using: &random) }

  /// Download, load and first inference.
  public func firstRequest(using random: inout Random) -> Interval {
    coldStart.firstRequest(using: &random)
  }

  /// The service time of a warm instance.
  @inlinable
  @inline(__always)
  public func service(_ load: Load, using random: inout Random) -> Interval {
    serviceTime.sample(load, using: &random)
  }

  /// The time on the network, where it is of a simple family.
  public var plainNetwork: PlainDraw { networkTime.plain }

  /// The service time, where load does not change it.
  public var independentService: Distribution? { serviceTime.independent }
}
