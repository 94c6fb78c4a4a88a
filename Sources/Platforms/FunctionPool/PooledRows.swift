import SimCore

/// A function in a run.
struct PooledFunction: BitwiseCopyable {
  /// Its idle instances, from the one that has been so longest.
  var idle = Chain<AmongIdle>()
  /// Its requests in service, or with an instance that starts for them.
  var held: Int32 = 0
  /// Its instances.
  var instances: Int32 = 0
  /// Whether a timer is set for its oldest idle instance.
  var isTimed = false
  /// Whether it was called before, so that there is an idle time.
  var wasCalled = false
  /// When it last had no request any more.
  var lastEnd = Instant.zero
  /// When it is to be started ahead of a request; the last of times for never.
  var preWarming = Instant.never
}

/// A request while it is in flight.
struct PooledRequest: BitwiseCopyable {
  /// Its number in the order of arrivals.
  var number = -1
  /// When it arrived.
  var arrival = Instant.zero
  /// The window of the timeline in which it did.
  var window = 0
  /// Its place among the requests of its function, from 0.
  var place = 0
}

/// An instance of a function, and the request that it has.
struct PooledInstance: BitwiseCopyable {
  /// Its number in the order of creation, among those of all functions.
  var number: Int
  var launched: Instant
  /// Since when it has served what it serves, or nothing.
  var since: Instant
  /// When it is to end; used where each instance has a time of its own.
  var ends = Instant.never
  /// For when its timer is set.
  var timer = Instant.never
  /// The reading of the cache's clock at its last use.
  var clock = 0.0
  var request = PooledRequest()
  /// Its neighbours among the idle instances of its function.
  var links = Links()
  var function: Int32
  var state: State = .starting
  /// Whether it has begun to serve its first request.
  var hasServed = false
  var isCold = false
  var isCutShort = false
  /// Whether it is beyond the greatest age and ends with its request.
  var isTooOld = false
  /// Whether it will not be asked for again when its time is over.
  var isLast = true

  enum State: UInt8, BitwiseCopyable {
    /// The row is free.
    case none
    case starting, idle, serving
  }

  /// Takes a request.
  mutating func hold(_ request: PooledRequest) { self.request = request }
}

/// The idle instances of a function.
enum AmongIdle: ChainPlace {
  @inline(__always)
  static func links<Result>(of row: inout PooledInstance, _ body: (inout Links) -> Result)
    -> Result
  {
    body(&row.links)
  }
}

/// The times that one function draws: each kind from a stream of its own.
struct FunctionDraws {
  private var times: SampleBuffer
  /// The time of each request; empty where they are drawn.
  private let own: [Interval]
  var streams: Streams

  init(_ execution: Distribution, own: [Interval], _ streams: Streams) {
    times = SampleBuffer(execution)
    self.own = own
    self.streams = streams
  }

  /// The time of a request, by its place among those of the function.
  @inline(__always)
  mutating func execution(of place: Int) -> Interval {
    if place < own.count { return own[place] }
    return times.next(using: &streams.service) ?? .zero
  }
}

/// The latencies of each function in buckets of an even width on the scale of logarithms.
struct LatencyCounts: ~Copyable {
  /// So many of the buckets of a ``Histogram``, as a power of two, are one here: 16 to a doubling,
  /// so that the middle of one is within 3.2 % of every value in it.
  private static let joined = 5
  /// The bucket of 65 microseconds, in which what is shorter counts too.
  private static let first = Histogram.bucket(of: Interval(nanoseconds: 65_536)) >> joined
  /// How many buckets there are: up to some 18 minutes, and what is longer counts in the last.
  static let count = 24 * 16

  private var counts: Table<UInt32>

  init(functions: Int) { counts = Table(repeating: 0, count: max(functions, 1) * Self.count) }

  /// Counts a latency of a function.
  @inline(__always)
  mutating func add(_ latency: Interval, to function: Int) {
    let bucket = (Histogram.bucket(of: latency) &>> Self.joined) &- Self.first
    let place = function &* Self.count &+ min(max(bucket, 0), Self.count &- 1)
    counts[place] &+= 1
  }

  /// The 99th percentile of the latencies of some functions together; nil without any.
  func p99(of functions: some Sequence<Int>) -> Interval? {
    var sums = [UInt64](repeating: 0, count: Self.count)
    for function in functions {
      let first = function * Self.count
      for bucket in 0..<Self.count { sums[bucket] += UInt64(counts[first + bucket]) }
    }
    let total = sums.reduce(0, +)
    if total == 0 { return nil }
    let rank = PercentileRanks(0.99, of: total).rank
    var seen: UInt64 = 0
    for bucket in 0..<Self.count {
      seen += sums[bucket]
      if seen >= rank {
        let low = Histogram.bounds(of: (bucket + Self.first) << Self.joined).lowerBound
        let high = Histogram.bounds(
          of: (bucket + Self.first) << Self.joined + (1 << Self.joined) - 1
        ).upperBound
        return Interval(nanoseconds: low + (high - low) / 2)
      }
    }
    return nil
  }
}

/// Who stands in the way when requests are refused at the limit.
///
/// When a request is refused, all of the limit is taken, by functions that hold so many requests
/// each. Nobody asks them then: a function knows how many refusals there had been when it last took
/// or gave back a place, and adds up what it held since. The classes are few enough to be asked.
struct ThrottleBooks: ~Copyable {
  private let limit: Int
  private let classes: [Int]
  private var refusals: Int64 = 0
  var functions: Table<State>
  private var heldByClass: [Int64]
  /// What classes held when requests of others were refused, summed.
  private(set) var matrix: [[Int64]]

  struct State: BitwiseCopyable {
    var held: Int64 = 0
    var seen: Int64 = 0
    var sum: Int64 = 0
  }

  /// Nobody was refused.
  init(functions count: Int, classes: [Int], limit: Int) {
    self.limit = limit
    self.classes = classes
    functions = Table(repeating: State(), count: max(count, 1))
    let size = FunctionClass.names.count
    heldByClass = Array(repeating: 0, count: size)
    matrix = Array(repeating: heldByClass, count: size)
  }

  /// A function takes places, or gives them back.
  @inline(__always)
  mutating func change(_ function: Int, by change: Int) {
    if functions[function].seen != refusals { bringUp(function) }
    functions[function].held &+= Int64(change)
    heldByClass[classes[function]] &+= Int64(change)
  }

  /// A request of a function is refused.
  mutating func throttle(_ function: Int) {
    refusals += 1
    for index in heldByClass.indices { matrix[classes[function]][index] += heldByClass[index] }
  }

  @inline(never)
  private mutating func bringUp(_ function: Int) {
    let state = functions[function]
    functions[function].sum += state.held * (refusals - state.seen)
    functions[function].seen = refusals
  }

  /// The refused requests, times the part of the limit that the function held.
  mutating func blocking(of function: Int) -> Double {
    bringUp(function)
    return limit > 0 ? Double(functions[function].sum) / Double(limit) : 0
  }

  /// The requests of a class that were refused, by the classes that held the limit.
  func blocked(_ index: Int) -> [Double] {
    matrix[index].map { limit > 0 ? Double($0) / Double(limit) : 0 }
  }
}
