import SimCore

/// The credits of a burstable machine: full speed while they last, the baseline fraction without.
///
/// A credit is one vCPU at full use for a minute; here they are counted in vCPU-seconds. The
/// machine earns `baseline` vCPU-seconds a second, up to `maximum`, and spends one for each second
/// of a vCPU in use. Source: AWS, "CPU credits and baseline utilization for burstable performance
/// instances".
public struct CPUCredits: Hashable, Sendable, BitwiseCopyable {
  /// The machine's vCPUs.
  package let vCPUs: Double
  /// The vCPUs that it may use without credits, and earns as credits.
  package let baseline: Double
  /// The credits at the start, in vCPU-seconds.
  package let initial: Double
  /// The greatest number of credits it can hold, in vCPU-seconds.
  package let maximum: Double

  /// Credits of a machine.
  ///
  /// - Parameters:
  ///   - vCPUs: the machine's vCPUs, above zero.
  ///   - baseline: vCPUs usable without credits, from above zero to `vCPUs`.
  ///   - initial: credits at the start, in vCPU-seconds.
  ///   - maximum: the most it can hold, in vCPU-seconds.
  public init(vCPUs: Double, baseline: Double, initial: Double, maximum: Double) {
    precondition(vCPUs > 0 && baseline > 0 && baseline <= vCPUs, "a baseline is part of a machine")
    self.vCPUs = vCPUs
    self.baseline = baseline
    self.initial = initial
    self.maximum = max(initial, maximum)
  }

  /// The balance some time later.
  ///
  /// - Parameters:
  ///   - balance: the balance before, in vCPU-seconds.
  ///   - elapsed: the time since.
  ///   - busy: the fraction of the machine that was in use, from 0 to 1.
  /// - Returns: the balance in vCPU-seconds, from zero to the maximum.
  package func balance(_ balance: Double, after elapsed: Interval, busy: Double) -> Double {
    let change = (baseline - busy * vCPUs) * elapsed.seconds
    return min(maximum, max(0, balance + change))
  }

  /// How long work takes that starts now, given the balance and how busy the machine is.
  ///
  /// The machine runs at full speed until the balance is spent at the present rate, and then at the
  /// fraction of the baseline; later changes of how busy it is are not predicted.
  ///
  /// - Parameters:
  ///   - work: the time it takes at full speed.
  ///   - balance: the balance now, in vCPU-seconds.
  ///   - busy: the fraction of the machine in use, this work included, from 0 to 1.
  /// - Returns: the time it takes.
  package func duration(of work: Interval, balance: Double, busy: Double) -> Interval {
    let used = busy * vCPUs
    guard used > baseline else { return work }
    let lasting = Interval(seconds: balance / (used - baseline))
    if lasting >= work { return work }
    return min(lasting + (work - lasting).scaled(by: used / baseline), .longest)
  }
}
