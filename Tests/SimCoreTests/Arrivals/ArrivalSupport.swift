@testable import SimCore

/// All arrivals of a source, up to a number that no test should reach.
func allArrivals(_ source: some ArrivalSource, atMost limit: Int = 5_000_000) -> [Instant] {
  var source = source
  var times: [Instant] = []
  while times.count < limit, let time = source.next() { times.append(time) }
  return times
}

func arrivals(
  _ process: ArrivalProcess, _ extent: Extent, seed: UInt64 = 1, replication: UInt64 = 0
) throws -> [Instant] {
  allArrivals(
    try ArrivalStream(process, extent: extent, seed: seed, replication: replication))
}

/// How many arrivals fall in each of so many windows of equal length.
func windowCounts(_ times: [Instant], window: Interval, windows: Int) -> [Int] {
  var counts = Array(repeating: 0, count: windows)
  for time in times {
    let index = Int(time.nanoseconds / window.nanoseconds)
    if index < windows { counts[index] += 1 }
  }
  return counts
}

/// The variance of counts over their mean.
func dispersion(_ counts: [Int]) -> Double {
  let size = Double(counts.count)
  let mean = Double(counts.reduce(0, +)) / size
  let squares = counts.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
  return squares / (size - 1) / mean
}

/// The Kolmogorov-Smirnov distance of sorted numbers to the even distribution on 0...1, times the
/// square root of their number; above ``kolmogorovLimit`` with probability 0.001.
func kolmogorovStatistic(_ sorted: [Double]) -> Double {
  let size = Double(sorted.count)
  var distance = 0.0
  for (index, value) in sorted.enumerated() {
    distance = max(distance, value - Double(index) / size, Double(index + 1) / size - value)
  }
  return distance * size.squareRoot()
}

/// The 0.999 quantile of Kolmogorov's distribution.
let kolmogorovLimit = 1.949

/// The legs of the path that a modulated process with a named initial state takes.
func legs(
  rates: [Double], generator: [[Double]], initialState: Int, horizon: Interval, seed: UInt64 = 1
) -> [RateLeg] {
  let segments = RateSegments(
    rates: rates, generator: generator,
    initial: rates.indices.map { $0 == initialState ? 1 : 0 },
    random: Random(seed: seed, replication: 0, stream: .arrivalStates))
  var path = RatePath(segments, horizon: horizon)
  var legs: [RateLeg] = []
  while let leg = path.next() { legs.append(leg) }
  return legs
}

/// The integral of the rate up to each of several sorted times, the middle of their nanoseconds.
func work(at times: [Instant], along legs: [RateLeg]) -> [Double] {
  var index = 0
  var before = 0.0
  return times.map { time in
    func offset(_ leg: RateLeg) -> Double { Double(time.nanoseconds - leg.anchor) + 0.5 }
    while index + 1 < legs.count, offset(legs[index]) >= legs[index].end {
      before += legs[index].work
      index += 1
    }
    let leg = legs[index]
    return before + (min(offset(leg), leg.end) - leg.start) * leg.workPerNanosecond
  }
}
