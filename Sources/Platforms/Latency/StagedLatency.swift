import SimCore

/// The latency of instances that start cold, in steps, and then serve: serverless functions, and
/// instances that an autoscaler adds.
public struct StagedLatency: LatencyPolicy, Hashable {
  /// The time on the network, both ways together.
  package let networkTime: Distribution
  /// The steps of a start.
  package let coldStart: ColdStart
  /// The service time of a warm instance.
  package let serviceTime: ServiceTime
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
  @inline(__always)
  public func service(_ load: Load, using random: inout Random) -> Interval {
    serviceTime.sample(load, using: &random)
  }

  /// The time on the network, where it is of a simple family.
  public var plainNetwork: PlainDraw { networkTime.plain }

  /// The service time, where load does not change it.
  public var independentService: Distribution? { serviceTime.independent }
}

extension StagedLatency {
  /// The latency of a policy of the catalog's kinds; nil for any other.
  ///
  /// A machine that is up before the first request is one whose start takes no time, so that one
  /// event loop serves both.
  init?(_ policy: any LatencyPolicy) {
    if let staged = policy as? StagedLatency {
      self = staged
    } else if let preloaded = policy as? PreloadedLatency {
      self.init(
        network: preloaded.networkTime, coldStart: .none, serviceTime: preloaded.serviceTime,
        executionLimit: preloaded.executionLimit)
    } else {
      return nil
    }
  }

  /// No time for anything.
  static let none = StagedLatency(
    network: .constant(.zero), coldStart: .none, serviceTime: ServiceTime(.constant(.zero)))
}
