import SimCore

/// The time an instance needs for one request, and how it grows when the instance is busy.
///
/// With `n` requests in service on an instance whose hardware serves `parallelism` of them at full
/// speed, each takes `max(1, n / parallelism)` times as long: the hardware is shared evenly. When
/// more than `overloadFrom` requests wait, every service time is multiplied by `overloadFactor`:
/// what a server loses to switching, memory and time-outs of its own under overload. Both are
/// looked at when service begins.
///
/// A batch of `b` requests takes `1 + batchMarginal (b - 1)` times as long as one request, with one
/// draw for all: what a batch costs whatever its size, and so much for each request. Measured times
/// are that linear; source: A. Ali and others, "BATCH: Machine Learning Inference Serving on
/// Serverless Platforms with Adaptive Batching", SC 2020. Where they are not, ``batchTimes`` says
/// what a batch takes.
public struct ServiceTime: Hashable, Sendable {
  /// The time of one request alone.
  package let distribution: Distribution
  /// How many requests the hardware serves at full speed; infinite where it never slows down.
  package let parallelism: Double
  /// The queue length beyond which the server is overloaded.
  package let overloadFrom: Int
  /// How many times as long service takes under overload; 1 for no effect.
  package let overloadFactor: Double

  /// What each further request of a batch adds, as a fraction of the time of one alone.
  package let batchMarginal: Double
  /// The times of batches by their size, in place of ``batchMarginal``; nil for none.
  package let batchTimes: BatchTimes?

  /// What numbers in columns of a trace add to the time of one request alone; empty for nothing.
  package let columnTimes: [ColumnTime]

  let isPlain: Bool

  /// A service time of which a batch takes the same for each further request.
  ///
  /// - Parameters:
  ///   - distribution: the time of one request alone.
  ///   - parallelism: requests served at full speed, above zero.
  ///   - overloadFrom: queue length beyond which the server is overloaded.
  ///   - overloadFactor: factor under overload, at least 1.
  ///   - batchMarginal: what a further request of a batch adds, as a fraction of the time of one
  ///     alone; 0 for nothing, 1 for no gain by batches.
  public init(
    _ distribution: Distribution, parallelism: Double = .infinity, overloadFrom: Int = .max,
    overloadFactor: Double = 1, batchMarginal: Double = 1
  ) {
    self.init(
      distribution, parallelism: parallelism, overloadFrom: overloadFrom,
      overloadFactor: overloadFactor, batchMarginal: batchMarginal, batchTimes: nil)
  }

  /// A service time whose batches take what a table says of their size, if there is one.
  package init(
    _ distribution: Distribution, parallelism: Double = .infinity, overloadFrom: Int = .max,
    overloadFactor: Double = 1, batchMarginal: Double = 1, batchTimes: BatchTimes?,
    columnTimes: [ColumnTime] = []
  ) {
    precondition(parallelism > 0 && overloadFactor >= 1, "service does not speed up under load")
    precondition(batchMarginal >= 0, "a batch takes no less time than one request")
    self.distribution = distribution
    self.parallelism = parallelism
    self.overloadFrom = overloadFrom
    self.overloadFactor = overloadFactor
    self.batchMarginal = batchMarginal
    self.batchTimes = batchTimes
    self.columnTimes = columnTimes
    isPlain = parallelism == .infinity && overloadFactor == 1
  }

  /// The time of a single request, where load does not change it.
  var independent: Distribution? { isPlain ? distribution : nil }

  /// How many times as long a batch of some size takes as one request alone.
  package func batchFactor(of size: Int) -> Double {
    batchTimes?.factor(of: size) ?? 1 + batchMarginal * Double(size - 1)
  }

  /// Whether there is a batch that takes less time than its requests one by one.
  package var gainsByBatches: Bool {
    guard let batchTimes else { return batchMarginal < 1 }
    return zip(batchTimes.sizes, batchTimes.factors).contains { $1 < Double($0) }
  }

  /// A service time under some load.
  @inline(__always)
  package func sample(_ load: Load, using random: inout Random) -> Interval {
    slowed(distribution.sample(using: &random), load)
  }

  /// The same of a request that takes some time more, by the columns of its trace.
  package func sample(
    _ load: Load, adding work: Interval, using random: inout Random
  ) -> Interval {
    // Each of the two may be as long as a time can be.
    let alone = min(distribution.sample(using: &random), .longest) + min(work, .longest)
    return slowed(min(alone, .longest), load)
  }

  /// What load makes of the time of a request alone.
  @inline(__always)
  private func slowed(_ alone: Interval, _ load: Load) -> Interval {
    if isPlain && load.batch == 1 { return alone }
    var factor = max(1, Double(load.inService) / parallelism)
    if load.waiting > overloadFrom { factor *= overloadFactor }
    if load.batch > 1 { factor *= batchFactor(of: load.batch) }
    return factor == 1 ? alone : alone.scaled(by: factor)
  }
}
