import Documents
import SimCore

/// Turns use into money: requests as they end, instances as they go, and what is settled last.
///
/// A billing policy is a pure value. Its three parts add up to the cost of a run exactly, because
/// money is counted in whole femtodollars.
public protocol BillingPolicy: Sendable {
  /// The execution time charged for a request, and its price.
  func charge(_ usage: RequestUsage) -> RequestCharge

  /// Whether the time is charged in which instances serve, by ``charge(active:)``.
  var chargesActiveTime: Bool { get }

  /// The price of a time in which an instance served, from one request to several at once; asked
  /// for instances that serve several at a time, where ``chargesActiveTime`` is true.
  func charge(active usage: RequestUsage) -> RequestCharge

  /// The price of the start of an instance that belongs to no request.
  func charge(startup billed: Interval) -> RequestCharge

  /// The price of an instance from its launch to its termination.
  func charge(instance lifetime: Interval) -> Money

  /// The time for which an instance is charged, from its launch to its termination.
  func charged(instance lifetime: Interval) -> Interval

  /// The price of a provisioned instance while the run lasts, beside ``charge(instance:)``.
  func charge(provisioned lifetime: Interval) -> Money

  /// The price of the run itself, whatever comes in it: of what stands before the instances, or is
  /// kept for them.
  func charge(run length: Interval) -> Money

  /// How long instances that are still there at the end of the run are charged beyond it.
  var teardown: Interval { get }

  /// What is added (or, for a free tier, taken off) once the whole use is known.
  func settle(_ total: TotalUsage) -> Money
}

/// What one request used.
public struct RequestUsage: Sendable, BitwiseCopyable {
  /// The time in service, first-request steps included.
  public var execution: Interval
  /// Whether a provisioned instance served it.
  public var isProvisioned: Bool

  /// The use of one request.
  public init(execution: Interval, isProvisioned: Bool = false) {
    self.execution = execution
    self.isProvisioned = isProvisioned
  }
}

/// What is charged for something: the billed time and its price.
public struct RequestCharge: Sendable, BitwiseCopyable {
  /// The execution time after rounding.
  public var billed: Interval
  /// The price.
  public var cost: Money

  /// A charge.
  public init(billed: Interval, cost: Money) {
    self.billed = billed
    self.cost = cost
  }

  /// Nothing is charged.
  public static var none: RequestCharge {
    RequestCharge(billed: .zero, cost: Money(femtodollars: 0))
  }
}

/// What a whole run used.
public struct TotalUsage: Sendable {
  /// Requests that were charged.
  public var requests: UInt64
  /// The billed execution time of all requests and starts, in nanoseconds, without that on
  /// provisioned instances, for which there is no free tier.
  public var billedNanoseconds: Int128
  /// The time for which instances were charged, in nanoseconds; see
  /// ``BillingPolicy/charge(instance:)``.
  public var instanceNanoseconds: Int128 = 0
  /// The time in which instances served nothing while no more were there than the least number, in
  /// nanoseconds.
  public var idleNanoseconds: Int128 = 0

  /// The use of a run.
  public init(requests: UInt64, billedNanoseconds: Int128) {
    self.requests = requests
    self.billedNanoseconds = billedNanoseconds
  }
}

extension BillingPolicy {
  /// Requests cost nothing.
  public func charge(_ usage: RequestUsage) -> RequestCharge { .none }
  /// The time of instances costs nothing beside that of requests.
  public var chargesActiveTime: Bool { false }
  /// Nothing.
  public func charge(active usage: RequestUsage) -> RequestCharge { .none }
  /// Starts cost nothing.
  public func charge(startup billed: Interval) -> RequestCharge { .none }
  /// As long as it was there.
  public func charged(instance lifetime: Interval) -> Interval { lifetime }
  /// Instances cost nothing.
  public func charge(instance lifetime: Interval) -> Money { .zero }
  /// Provisioned instances cost no more than others.
  public func charge(provisioned lifetime: Interval) -> Money { .zero }
  /// Nothing is charged but use and instances.
  public func charge(run length: Interval) -> Money { .zero }
  /// Charged to the end of the run.
  public var teardown: Interval { .zero }
  /// Nothing to settle.
  public func settle(_ total: TotalUsage) -> Money { .zero }
}
