import SimCore

/// How long on-demand capacity keeps instances that serve nothing: all of them equally long, fewer
/// and fewer of them, or each for a time of its own, drawn anew whenever it becomes idle.
///
/// Measurements of AWS Lambda in 2020 show both sides of the second law. Of instances that stop
/// together, half are left after 380 s, a quarter after 760 s, an eighth after 1,140 s (SeBS,
/// Middleware 2021). An only instance goes after some 640 s, while in a pool that is in use an
/// instance that is hardly needed lives through idle times of up to 1,450 s (28-hour runs of
/// Mahmoudi and Khazaei, 2020).
public struct KeepAlive: Hashable, Sendable {
  /// The longest that an idle instance is kept.
  public let longest: Interval
  /// How idle instances become fewer before that; nil where all are kept so long.
  public let halving: Halving?
  /// What the time of each is drawn from when it becomes idle; nil where it is not random.
  package let drawn: Distribution?

  /// How idle instances become fewer the longer they are idle.
  public struct Halving: Hashable, Sendable {
    /// After each such time of idleness every second goes of the instances that have been idle so
    /// long.
    ///
    /// The one that has been idle longest stays. Above zero.
    public let period: Interval
    /// How long an instance is kept that is the only one.
    public let alone: Interval

    /// A halving.
    public init(period: Interval, alone: Interval) {
      precondition(period > .zero, "The period of halving is above zero.")
      self.period = period
      self.alone = alone
    }
  }

  /// What is remembered of idle instances.
  public struct Memory: Sendable {
    /// The instance that was last seen to be the only one, by its number; -1 for none.
    var only = -1
    /// Since when it has been idle and the only one.
    var onlySince = Instant.zero
    /// Whether of the instances that have been idle so long the next one goes.
    var nextGoes = false

    /// Nothing.
    public init() {}
  }

  /// A law of keeping idle instances.
  public init(_ longest: Interval, halving: Halving? = nil) {
    self.longest = longest
    self.halving = halving
    drawn = nil
  }

  /// A random time for each instance, whenever it becomes idle.
  public init(drawnFrom distribution: Distribution) {
    longest = .longest
    halving = nil
    drawn = distribution
  }

  /// The same in the words of a plan.
  var idleLifetime: IdleLifetime {
    if let drawn { return .drawn(drawn) }
    return halving == nil ? .fixed(longest) : .decided
  }

  /// For how much longer an idle instance is kept before it is looked at again; zero for no longer.
  ///
  /// O(1). To be asked when the instance becomes idle, and each time that what it said has passed.
  func keep(
    _ instance: IdleInstance, of instances: Int, at now: Instant, memory: inout Memory
  ) -> Interval {
    let idle = now - instance.idleSince
    var left = longest - idle
    guard let halving, left > .zero else { return max(left, .zero) }
    if instances == 1 {
      if memory.only != instance.number || memory.onlySince < instance.idleSince {
        memory.only = instance.number
        memory.onlySince = now
      }
      left = min(left, memory.onlySince + halving.alone - now)
    } else {
      memory.only = -1
    }
    let beyond = idle.nanoseconds % halving.period.nanoseconds
    if beyond == 0 && idle > .zero && goes(instance, &memory) { return .zero }
    return max(min(left, Interval(nanoseconds: halving.period.nanoseconds - beyond)), .zero)
  }

  /// Whether an instance goes that has been idle for one more period.
  private func goes(_ instance: IdleInstance, _ memory: inout Memory) -> Bool {
    if instance.isLongestIdle {
      memory.nextGoes = true
      return false
    }
    defer { memory.nextGoes.toggle() }
    return memory.nextGoes
  }
}
