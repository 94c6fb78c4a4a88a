import SimCore

/// The requests of many functions in the order of time; at one instant in that of the functions.
///
/// The engine takes its times, and the functions look whose they are. All of it is one value, so
/// that a request pays for one check of exclusive access, and not for one of each property.
final class FunctionArrivals: ArrivalSource {
  private var slices: FunctionSlices

  /// The requests of functions.
  ///
  /// - Parameters:
  ///   - profiles: the functions, at most 2^20 of them.
  ///   - end: the time before which requests arrive.
  ///   - load: what counts of minutes are multiplied with.
  ///   - seeds: a seed for each function.
  ///   - replication: the index of the replication.
  init(
    _ profiles: [FunctionProfile], before end: Interval, load: Double, seeds: [UInt64],
    replication: UInt64
  ) {
    slices = FunctionSlices(
      profiles, before: end, load: load, seeds: seeds, replication: replication)
  }

  /// The function of the request that was given last.
  var function: Int { slices.function }

  /// The next request's time; ``function`` says whose it is.
  func next() -> Instant? { slices.next() }
}

/// The requests of many functions, slice by slice.
///
/// Time is cut into slices of some thousand requests. For each slice every function makes its own
/// times from a stream of its own, and all are sorted by buckets: that costs less than a heap of
/// all functions, and the memory depends on the number of functions alone.
private struct FunctionSlices: ~Copyable {
  /// The function of the request that was given last.
  private(set) var function = -1

  private var sources: Table<Source>
  /// The next time of each function; the greatest number after the last.
  ///
  /// They stand by themselves, because every slice looks at all of them, and at few of the sources.
  private var nexts: Table<Int64>
  private let counts: [FunctionCounts?]
  private let times: [[Instant]]
  private let end: Int64
  private let load: Double
  /// The times of a slice from its beginning, each with the function in the lowest bits.
  private var keys = Table<UInt64>(minimumCapacity: 8192)
  private var sorted = Table<UInt64>(minimumCapacity: 8192)
  private var starts: Table<Int32>
  private var position = 0
  private var sliceStart: Int64 = 0
  private var nextSlice: Int64 = 0
  /// A slice is two to this power nanoseconds long.
  private let lengthBits: Int
  private let functionBits: Int

  /// What one function's next time is made from.
  private struct Source: BitwiseCopyable {
    var random: Random
    /// The mean time between requests in nanoseconds, or the time between the calls of a timer.
    var gap: Double
    var kind: Kind
    /// Where the next count or time is.
    var place = 0
    /// The minute of the counts at hand, and how many requests of it are left.
    var minute: Int64 = -1
    var left: Int64 = 0
    /// The time within the minute in exponential gaps, and how long one of them is.
    var within = 0.0
    var scale = 0.0
  }

  private enum Kind: UInt8, BitwiseCopyable { case poisson, timer, minutes, times }

  /// How many buckets a slice is sorted by, as a power of two.
  private static let bucketBits = 12
  private static let minuteLength = 60e9

  /// The requests of functions, from the first.
  init(
    _ profiles: [FunctionProfile], before end: Interval, load: Double, seeds: [UInt64],
    replication: UInt64
  ) {
    precondition(profiles.count <= 1 << 20, "an account has at most 2^20 functions")
    self.end = end.nanoseconds
    self.load = load
    sources = Table(minimumCapacity: profiles.count)
    nexts = Table(minimumCapacity: profiles.count)
    starts = Table(repeating: 0, count: (1 << Self.bucketBits) + 1)
    functionBits = max(1, Int.bitWidth - max(profiles.count - 1, 1).leadingZeroBitCount)
    lengthBits = Self.lengthBits(Self.peakRate(profiles, load))
    counts = profiles.map { if case .minutes(let counts) = $0.traffic { counts } else { nil } }
    times = profiles.map { if case .times(let times) = $0.traffic { times } else { [] } }
    for (index, profile) in profiles.enumerated() {
      var source = Source(
        random: Random(seed: seeds[index], replication: replication, stream: .arrivals),
        gap: 0, kind: .times)
      var next: Int64 = 0
      switch profile.traffic {
      case .poisson(let rate):
        source.kind = .poisson
        source.gap = 1e9 / rate
      case .timer(let period):
        source.kind = .timer
        source.gap = Double(period.nanoseconds)
        next = Int64(source.random.nextUnit() * source.gap)
      case .minutes: source.kind = .minutes
      case .times: break
      }
      sources.append(source)
      nexts.append(next)
      if source.kind != .timer { advance(index) }
      if nexts[index] >= self.end { nexts[index] = .max }
    }
    nextSlice = earliest
  }

  /// The next request's time; ``function`` says whose it is.
  mutating func next() -> Instant? {
    while position == sorted.count {
      if nextSlice == .max {
        function = -1
        return nil
      }
      fillSlice()
    }
    let key = sorted[position]
    position &+= 1
    function = Int(key & ((1 &<< UInt64(functionBits)) &- 1))
    return Instant(nanoseconds: sliceStart &+ Int64(key &>> UInt64(functionBits)))
  }

  private var earliest: Int64 {
    var least = Int64.max
    for index in 0..<nexts.count { least = min(least, nexts[index]) }
    return least
  }

  /// Makes and sorts the requests of the next slice in which there is one.
  private mutating func fillSlice() {
    sliceStart = nextSlice
    let sliceEnd = sliceStart &+ (1 &<< Int64(lengthBits))
    keys.truncate(to: 0)
    var least = Int64.max
    for index in 0..<nexts.count {
      while nexts[index] < sliceEnd {
        let offset = UInt64(bitPattern: nexts[index] &- sliceStart)
        keys.append(offset &<< UInt64(functionBits) | UInt64(truncatingIfNeeded: index))
        advance(index)
      }
      least = min(least, nexts[index])
    }
    nextSlice = least
    sort()
    position = 0
  }

  /// Sorts the keys into buckets of equal length, and within them by insertion.
  private mutating func sort() {
    let count = keys.count
    let shift = UInt64(functionBits + lengthBits - Self.bucketBits)
    for bucket in 0..<starts.count { starts[bucket] = 0 }
    for index in 0..<count { starts[Int(keys[index] &>> shift) &+ 1] &+= 1 }
    for bucket in 1..<starts.count { starts[bucket] &+= starts[bucket &- 1] }
    sorted.truncate(to: min(sorted.count, count))
    while sorted.count < count { sorted.append(0) }
    for index in 0..<count {
      let key = keys[index]
      let bucket = Int(key &>> shift)
      let place = Int(starts[bucket])
      starts[bucket] &+= 1
      sorted[place] = key
    }
    // Now a bucket begins where the one before it says.
    var first = 0
    for bucket in 0..<starts.count &- 1 {
      let last = Int(starts[bucket])
      if last &- first > 1 { sort(first, last) }
      first = last
    }
  }

  private mutating func sort(_ first: Int, _ last: Int) {
    if last - first > 64 { return sortMany(first, last) }
    for index in first + 1..<last {
      let key = sorted[index]
      var place = index
      while place > first && sorted[place &- 1] > key {
        sorted[place] = sorted[place &- 1]
        place &-= 1
      }
      sorted[place] = key
    }
  }

  /// Where very many requests come at once.
  private mutating func sortMany(_ first: Int, _ last: Int) {
    var some: [UInt64] = []
    for index in first..<last { some.append(sorted[index]) }
    some.sort()
    for index in first..<last { sorted[index] = some[index - first] }
  }

  /// Finds the next time of a function.
  private mutating func advance(_ index: Int) {
    var next = Int64.max
    switch sources[index].kind {
    case .poisson:
      let gap = sources[index].random.nextExponential() * sources[index].gap
      next = nexts[index] &+ Interval(roundingNanoseconds: gap).nanoseconds
    case .timer:
      next = nexts[index] &+ Interval(roundingNanoseconds: sources[index].gap).nanoseconds
    case .minutes: next = nextOfMinutes(index)
    case .times:
      let place = sources[index].place
      if place < times[index].count {
        next = times[index][place].nanoseconds
        sources[index].place = place + 1
      }
    }
    nexts[index] = next < end ? next : .max
  }

  /// The next time of a function that comes so often a minute.
  ///
  /// The times of n requests that fall evenly into a minute, in order, are the sums of n + 1
  /// exponential gaps over the sum of all. They are drawn twice, from the same state of the stream:
  /// first for the sum and then one by one, so that no minute has to be kept.
  private mutating func nextOfMinutes(_ index: Int) -> Int64 {
    var source = sources[index]
    defer { sources[index] = source }
    while source.left == 0 {
      guard var count = counts[index]?.next(&source.place) else { return .max }
      source.minute += 1
      if Double(source.minute) * Self.minuteLength >= Double(end) { return .max }
      if load != 1 {
        count = Int64(Double(count) * load + source.random.nextUnit())
      }
      if count == 0 { continue }
      source.left = count
      source.within = 0
      var ahead = source.random
      var sum = 0.0
      for _ in 0...count { sum += ahead.nextExponential() }
      source.scale = Self.minuteLength / sum
    }
    source.within += source.random.nextExponential()
    source.left -= 1
    // The gap after the last request is drawn too, so that the stream stands where the sum ended.
    if source.left == 0 { _ = source.random.nextExponential() }
    let offset = min(source.within * source.scale, Self.minuteLength - 1)
    return source.minute * Int64(Self.minuteLength) + Int64(offset)
  }

  /// The greatest number of requests a second that is to be reckoned with.
  private static func peakRate(_ profiles: [FunctionProfile], _ load: Double) -> Double {
    var steady = 0.0
    var minutes: [Double] = []
    for profile in profiles {
      switch profile.traffic {
      case .poisson(let rate): steady += rate
      case .timer(let period): steady += 1e9 / Double(max(period.nanoseconds, 1))
      case .times(let times):
        let span = times.last.map { ($0 - times[0]).seconds } ?? 0
        steady += Double(times.count) / max(span, 1e-3)
      case .minutes(let counts):
        var (place, minute) = (0, 0)
        while let count = counts.next(&place) {
          if minute == minutes.count { minutes.append(0) }
          minutes[minute] += Double(count) * load / 60
          minute += 1
        }
      }
    }
    return steady + (minutes.max() ?? 0)
  }

  /// The length of slices with some thousand requests at a rate, from a millisecond to a minute.
  private static func lengthBits(_ rate: Double) -> Int {
    var bits = 20
    while bits < 36 && Double(1 << (bits + 1)) * rate / 1e9 <= 6000 { bits += 1 }
    return bits
  }
}
