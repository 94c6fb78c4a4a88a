/// The generator of pseudo-random numbers: xoshiro256++, seeded through SplitMix64.
///
/// A run never uses one generator for everything. Each purpose (arrivals, service times, cold
/// starts, routing) draws from a stream of its own, derived from the run's seed, the number of the
/// replication and the stream's name; a policy that draws more numbers from one stream shifts no
/// other. The same three always give the same numbers, on every machine.
///
/// Source: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS
/// 47(4), 2021; G. Steele, D. Lea and C. Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014.
@frozen
public struct Random: Sendable, BitwiseCopyable {
  @usableFromInline var s0: UInt64
  @usableFromInline var s1: UInt64
  @usableFromInline var s2: UInt64
  @usableFromInline var s3: UInt64

  /// A generator whose whole state follows from one number.
  public init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    s0 = mixer.next()
    s1 = mixer.next()
    s2 = mixer.next()
    s3 = mixer.next()
  }

  /// The generator of one stream of one replication of a run.
  ///
  /// - Parameters:
  ///   - seed: the scenario's seed.
  ///   - replication: the index of the replication, from 0.
  ///   - stream: what the numbers are for.
  public init(seed: UInt64, replication: UInt64 = 0, stream: RandomStream) {
    var mixer = SplitMix64(state: seed)
    let first = mixer.next() ^ stream.key
    mixer = SplitMix64(state: first)
    let second = mixer.next() ^ replication
    mixer = SplitMix64(state: second)
    self.init(seed: mixer.next())
  }

  /// The next 64 random bits.
  @inlinable
  @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = ((sum &<< 23) | (sum &>> 41)) &+ s0
    let shifted = s1 &<< 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = (s3 &<< 45) | (s3 &>> 19)
    return result
  }

  /// A number drawn evenly from the 2^53 multiples of 2^-53 in [0, 1).
  @inlinable
  @inline(__always)
  public mutating func nextUnit() -> Double { Double(next() &>> 11) * 0x1p-53 }

  /// A whole number drawn evenly from `0 ..< bound`.
  ///
  /// Source: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019.
  ///
  /// - Parameter bound: at least 1.
  /// - Returns: a number below the bound, each equally likely.
  @inlinable
  @inline(__always)
  public mutating func next(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "a random number below zero does not exist")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }
}

/// The purpose of a stream of random numbers; streams of different names are independent.
@frozen
public struct RandomStream: Hashable, Sendable, BitwiseCopyable {
  /// What the name is reduced to when a generator is seeded.
  @usableFromInline package let key: UInt64

  /// The stream of that name; a policy outside this package may name its own.
  ///
  /// The key is the name's 64-bit FNV-1a hash (Fowler, Noll and Vo).
  public init(_ name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    key = hash
  }

  /// The times between requests.
  @usableFromInline package static let arrivals = RandomStream("arrivals")
  /// The path of states of a modulated arrival process.
  @usableFromInline package static let arrivalStates = RandomStream("arrival states")
  /// The time a request is served for.
  @usableFromInline package static let service = RandomStream("service")
  /// The time an instance takes to start.
  @usableFromInline package static let coldStarts = RandomStream("cold starts")
  /// The choice among instances.
  @usableFromInline package static let routing = RandomStream("routing")
  /// Where within a period, or between two requests, those of a trace lie that have no time.
  package static let trace = RandomStream("trace")
  /// The time on the network.
  @usableFromInline package static let network = RandomStream("network")
}

/// The sequence that turns one seed into the words of a generator's state.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed &>> 31)
  }
}
