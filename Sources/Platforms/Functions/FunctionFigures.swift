import Documents
import SimCore

/// What became of the functions of an account in one run.
public struct FunctionFigures: Sendable, Hashable {
  /// Each function by itself, in the order of the account; empty where only the classes are kept.
  public var functions: [FunctionRow]
  /// The functions put together by how often they were called, from the least.
  public var classes: [FunctionClassRow]
}

/// The figures of one function in one run.
public struct FunctionRow: Sendable, Hashable {
  /// Its name.
  public var name: String
  /// The memory of an instance.
  public var memory: ByteCount
  /// What was counted.
  public var counts: FunctionCounters
  /// The 99th percentile of the latency of successful requests, within 3.2 %; nil without any.
  public var latencyP99: Interval?
}

/// The figures of the functions that were called about equally often in one run.
public struct FunctionClassRow: Sendable, Hashable {
  /// How many functions there are.
  public var functions = 0
  /// What was counted of all of them.
  public var counts = FunctionCounters()
  /// The 99th percentile of the latency of their successful requests, within 3.2 %; nil without
  /// any.
  public var latencyP99: Interval?
  /// The memory of idle instances times how long they were so, in byte-seconds.
  public var idleByteSeconds = 0.0
  /// The requests of each class that stood in the way when requests of this one were refused at the
  /// limit, as parts of the limit: they add up to ``FunctionCounters/throttledByLimit``.
  public var blockedBy: [Double] = []
}

/// What is counted of functions.
public struct FunctionCounters: Sendable, Hashable {
  /// Requests that arrived.
  public var requests: UInt64 = 0
  /// Requests answered in time.
  public var succeeded: UInt64 = 0
  /// Requests that were the first of their instance.
  public var coldStarts: UInt64 = 0
  /// Requests refused because the account had as many at a time as it may.
  public var throttledByLimit: UInt64 = 0
  /// Requests refused because the account may not start instances faster.
  public var throttledByStarts: UInt64 = 0
  /// Requests refused because the instances that serve took all memory there is.
  public var throttledByMemory: UInt64 = 0
  /// The sum of the latencies of successful requests, in nanoseconds.
  public var latencySum: Int128 = 0
  /// Instances that were created.
  public var instancesCreated: UInt64 = 0
  /// Those of them that were created ahead of a request.
  public var preWarmed: UInt64 = 0
  /// How long instances were there, in nanoseconds.
  public var instanceTime: Int128 = 0
  /// How long they served, in nanoseconds.
  public var busyTime: Int128 = 0
  /// How long they were ready and served nothing, in nanoseconds.
  public var idleTime: Int128 = 0
  /// The refused requests of the whole account, times the part of the limit that requests of these
  /// functions took when they were refused.
  public var blocking = 0.0

  /// Nothing.
  public init() {}

  /// Requests refused for any reason.
  public var throttled: UInt64 { throttledByLimit + throttledByStarts + throttledByMemory }

  /// The mean latency of successful requests in seconds; nil without any.
  public var latencyMean: Double? {
    succeeded == 0 ? nil : Double(latencySum) / Double(succeeded) / 1e9
  }

  /// The cold starts as a fraction of the requests that were served; nil without any.
  public var coldFraction: Double? {
    let served = requests - throttled
    return served == 0 ? nil : Double(coldStarts) / Double(served)
  }

  /// Everything that is counted, which ``add(_:)`` and files go through.
  static let counts: [any WritableKeyPath<FunctionCounters, UInt64> & Sendable] = [
    \.requests, \.succeeded, \.coldStarts, \.throttledByLimit, \.throttledByStarts,
    \.throttledByMemory, \.instancesCreated, \.preWarmed,
  ]
  /// Everything that is measured in nanoseconds.
  static let times: [any WritableKeyPath<FunctionCounters, Int128> & Sendable] = [
    \.latencySum, \.instanceTime, \.busyTime, \.idleTime,
  ]

  /// Adds what was counted of others.
  package mutating func add(_ other: FunctionCounters) {
    for path in Self.counts { self[keyPath: path] += other[keyPath: path] }
    for path in Self.times { self[keyPath: path] += other[keyPath: path] }
    blocking += other.blocking
  }
}

/// The classes of functions by how often they are called.
public enum FunctionClass {
  /// The words for each class, from the least called.
  public static let names = [
    "under 1 a day", "1 a day to 1 an hour", "1 an hour to 10 an hour",
    "10 an hour to 1 a minute", "1 a minute to 1 a second", "1 to 10 a second",
    "10 to 100 a second", "100 a second and more",
  ]
  /// The rates at which the classes after the first begin, in requests a second.
  static let bounds = [1.0 / 86_400, 1.0 / 3600, 1.0 / 360, 1.0 / 60, 1, 10, 100]

  /// The class of a function that is called so often a second.
  static func index(ofRate rate: Double) -> Int { bounds.count { $0 <= rate } }
}
