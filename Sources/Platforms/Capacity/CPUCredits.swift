import SimCore

/// The credits of a burstable machine: full speed while they last, the baseline fraction without.
///
/// A credit is one vCPU at full use for a minute. The machine earns `baseline` vCPU-seconds a
/// second, up to `maximum`, and spends one for each second of a vCPU in use. Source: AWS, "CPU
/// credits and baseline utilization for burstable performance instances".
///
/// The balance is a whole number, of 10^-9 vCPU for a nanosecond and divided by the slots of the
/// machine, of which each uses an equal part; so it is exact, however often it is brought up to
/// date.
public struct CPUCredits: Hashable, Sendable, BitwiseCopyable {
  /// The machine's vCPUs, in units of 10^-9.
  private let vCPUs: Int128
  /// The vCPUs that it may use without credits, and earns as credits.
  private let baseline: Int128
  /// The credits at the start, in units of 10^-9 vCPU-nanoseconds.
  private let initial: Int128
  /// The greatest number of credits it can hold.
  private let maximum: Int128

  /// Credits of a machine; each number is taken to nine decimals.
  ///
  /// - Parameters:
  ///   - vCPUs: the machine's vCPUs, above zero and up to 10^5.
  ///   - baseline: vCPUs usable without credits, from above zero to `vCPUs`.
  ///   - initial: credits at the start, in vCPU-seconds.
  ///   - maximum: the most it can hold, in vCPU-seconds, not less than `initial` and up to 10^11.
  public init(vCPUs: Double, baseline: Double, initial: Double, maximum: Double) {
    self.init(
      vCPUs: vCPUs, baseline: baseline, initial: Ratio(decimal: initial),
      maximum: Ratio(decimal: maximum))
  }

  /// The same with credits in minutes of a vCPU, as providers count them.
  package init(vCPUs: Double, baseline: Double, initialMinutes: Double, maximumMinutes: Double) {
    self.init(
      vCPUs: vCPUs, baseline: baseline, initial: Ratio(decimal: initialMinutes) * Ratio(60),
      maximum: Ratio(decimal: maximumMinutes) * Ratio(60))
  }

  private init(vCPUs: Double, baseline: Double, initial: Ratio, maximum: Ratio) {
    precondition(vCPUs > 0 && baseline > 0 && baseline <= vCPUs, "a baseline is part of a machine")
    precondition(vCPUs <= 100_000 && maximum <= Ratio(100_000_000_000), "a machine is no larger")
    precondition(initial <= maximum, "a machine holds the credits that it has at the start")
    let billionth = Ratio(1_000_000_000)
    self.vCPUs = max(Int128((Ratio(decimal: vCPUs) * billionth).rounded), 1)
    self.baseline = max(Int128((Ratio(decimal: baseline) * billionth).rounded), 1)
    // Of a second, a nanosecond is as small a part as a unit is of a vCPU.
    self.initial = Int128((initial * billionth).rounded) * 1_000_000_000
    self.maximum = Int128((maximum * billionth).rounded) * 1_000_000_000
  }

  /// The fraction of its speed that a machine has when all of it is in use and no credit is left.
  package var lastingSpeed: Double { Double(baseline) / Double(vCPUs) }

  /// The balance at the start of a machine with so many slots.
  @inline(__always)
  package func initialBalance(slots: Int) -> Int128 { initial * Int128(slots) }

  /// The balance some time later.
  ///
  /// - Parameters:
  ///   - balance: the balance before.
  ///   - elapsed: the time since.
  ///   - busy: how many slots of the machine were in use.
  ///   - slots: all its slots.
  /// - Returns: the balance, from zero to the maximum.
  package func balance(
    _ balance: Int128, after elapsed: Interval, busy: Int, of slots: Int
  ) -> Int128 {
    let rate = baseline * Int128(slots) - vCPUs * Int128(busy)
    let most = maximum * Int128(slots)
    let (change, overflow) = rate.multipliedReportingOverflow(by: Int128(elapsed.nanoseconds))
    if overflow { return rate < 0 ? 0 : most }
    return min(most, max(0, balance.addingReportingOverflow(change).partialValue))
  }

  /// How long work takes that starts now, given the balance and how busy the machine is.
  ///
  /// The machine runs at full speed until the balance is spent at the present rate, and then at the
  /// fraction of the baseline; later changes of how busy it is are not predicted. What it does not
  /// do at full speed for want of credits takes as many times as long as is used more than earned:
  /// all of it together is (work * used - balance) / baseline, rounded once.
  ///
  /// - Parameters:
  ///   - work: the time it takes at full speed.
  ///   - balance: the balance now.
  ///   - busy: how many slots are in use, that of this work included.
  ///   - slots: all slots of the machine.
  /// - Returns: the time it takes, to the nearest nanosecond and cut to ``Interval/longest``.
  package func duration(
    of work: Interval, balance: Int128, busy: Int, of slots: Int
  ) -> Interval {
    let used = UInt128(vCPUs * Int128(busy))
    let earned = UInt128(baseline * Int128(slots))
    guard used > earned else { return work }
    let (done, overflow) = used.multipliedReportingOverflow(by: UInt128(work.nanoseconds))
    if overflow { return .longest }
    let spent = done - earned * UInt128(work.nanoseconds)
    if UInt128(balance) >= spent { return work }
    let (whole, rest) = (done - UInt128(balance)).quotientAndRemainder(dividingBy: earned)
    let nanoseconds = rest >= earned - rest ? whole + 1 : whole
    return Interval(
      nanoseconds: Int64(min(nanoseconds, UInt128(Interval.longest.nanoseconds))))
  }
}
