import SimCore

/// The latency of machines that are up, with the model loaded, before the first request comes.
public struct PreloadedLatency: LatencyPolicy, Hashable {
  /// The time on the network, both ways together.
  package let networkTime: Distribution
  /// The service time.
  package let serviceTime: ServiceTime
  /// The longest time in service.
  public let executionLimit: Interval?

  /// A latency of network and service.
  public init(
    network: Distribution, serviceTime: ServiceTime, executionLimit: Interval? = nil
  ) {
    networkTime = network
    self.serviceTime = serviceTime
    self.executionLimit = executionLimit
  }

  /// The time on the network.
  @inline(__always)
  public func network(using random: inout Random) -> Interval {
    networkTime.sample(using: &random)
  }

  /// The service time.
  @inline(__always)
  public func service(_ load: Load, using random: inout Random) -> Interval {
    serviceTime.sample(load, using: &random)
  }

  /// The time on the network, where it is of a simple family.
  public var plainNetwork: PlainDraw { networkTime.plain }

  /// The service time, where load does not change it.
  public var independentService: Distribution? { serviceTime.independent }
}
