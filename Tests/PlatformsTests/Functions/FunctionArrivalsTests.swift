import Documents
@testable import SimCore
import Testing

@testable import Platforms

@Suite struct FunctionArrivalsTests {
  private func all(
    _ traffic: [FunctionTraffic], before end: Interval = .seconds(600), load: Double = 1
  ) -> [(time: Instant, function: Int)] {
    let profiles = traffic.enumerated().map {
      FunctionProfile(name: "f\($0)", memory: .megabytes(1), traffic: $1)
    }
    let arrivals = FunctionArrivals(
      profiles, before: end, load: load, seeds: traffic.indices.map { UInt64($0) },
      replication: 0)
    var found: [(time: Instant, function: Int)] = []
    while let time = arrivals.next() { found.append((time, arrivals.function)) }
    return found
  }

  private func counts(_ numbers: [Int64]) -> FunctionCounts {
    var counts = FunctionCounts()
    for number in numbers { counts.append(number) }
    return counts
  }

  @Test func `requests of all functions come in order, those of one as it alone makes them`() {
    let traffic: [FunctionTraffic] = [
      .poisson(rate: 3), .timer(period: .seconds(7)), .minutes(counts([5, 0, 300, 2])),
      .poisson(rate: 0.01), .times([.zero, .zero, .zero + .seconds(90)]),
    ]
    let merged = all(traffic)
    for (one, next) in zip(merged, merged.dropFirst()) {
      #expect((one.time, one.function) <= (next.time, next.function))
    }
    for (index, one) in traffic.enumerated() {
      let profiles = traffic.indices.map { place in
        FunctionProfile(
          name: "f\(place)", memory: .megabytes(1),
          traffic: place == index ? one : FunctionTraffic.times([]))
      }
      let arrivals = FunctionArrivals(
        profiles, before: .seconds(600), load: 1, seeds: [0, 1, 2, 3, 4], replication: 0)
      var alone: [Instant] = []
      while let time = arrivals.next() { alone.append(time) }
      #expect(alone == merged.filter { $0.function == index }.map(\.time))
    }
  }

  @Test func `a minute has as many requests as it says, evenly at random`() {
    let found = all([.minutes(counts([0, 1000, 3, 0, 70_000, 128]))], before: .seconds(360))
    let minutes = Dictionary(grouping: found) { $0.time.nanoseconds / 60_000_000_000 }
    #expect(minutes.mapValues(\.count) == [1: 1000, 2: 3, 4: 70_000, 5: 128])
    let within = (minutes[4] ?? []).map { Double($0.time.nanoseconds % 60_000_000_000) / 6e10 }
    let mean = within.reduce(0, +) / 70_000
    #expect(abs(mean - 0.5) < 4 * 0.2887 / 264)
    let early = Double(within.count { $0 < 0.1 }) / 70_000
    #expect(abs(early - 0.1) < 4 * 0.3 / 264)
  }

  @Test func `a load multiplies counts, and the end cuts them`() {
    let many = all([.minutes(counts([10_000, 10_000]))], before: .seconds(120), load: 0.25)
    #expect(many.count == 5000)
    let cut = all([.minutes(counts([10_000, 10_000]))], before: .seconds(60))
    #expect(cut.count == 10_000)
    #expect(all([.minutes(counts([0, 0]))]).isEmpty)
    #expect(all([.times([])]).isEmpty)
  }

  @Test func `a timer has even intervals`() {
    let times = all([.timer(period: .seconds(60))], before: .seconds(6000)).map(\.time)
    #expect(times.count == 100 && times[0] < .zero + .seconds(60))
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 == .seconds(60) })
  }

  @Test func `many requests at one instant keep the order of the functions`() {
    let traffic = (0..<200).map { _ in FunctionTraffic.times([.zero + .seconds(1)]) }
    #expect(all(traffic).map(\.function) == Array(0..<200))
  }

  @Test func `rates, times and memory are as published`() {
    let profiles = FunctionPopulation(count: 4000).profiles(seed: 3)
    func rate(_ profile: FunctionProfile) -> Double {
      profile.traffic.meanRate(within: .longest, load: 1)
    }
    let rates = profiles.map(rate)
    #expect(rates.count { $0 <= 1.0 / 3600 } == 1800)
    #expect(rates.count { $0 <= 1.0 / 60 + 1e-9 } == 3240)
    // The busiest fifth has nearly all requests, as in the study.
    let busy = rates.filter { $0 > 1.0 / 60 }.reduce(0, +) / rates.reduce(0, +)
    #expect(busy > 0.985)
    let means = profiles.map { Elementary.log($0.execution?.mean ?? 1) }
    let mean = means.reduce(0, +) / 4000
    #expect(abs(mean - -0.38) < 4 * 2.36 / 63)
    let memory = profiles.map(\.memory.megabytes).sorted()
    // The median of the distribution of Burr: 107.083 ((2^(1/k) - 1)^(1/c)).
    #expect(abs(memory[2000] / 139.6 - 1) < 0.05)
    let timers = profiles.count { if case .timer = $0.traffic { true } else { false } }
    #expect(abs(Double(timers) / 4000 - 0.2 * 0.81) < 0.02)
    #expect(Set(profiles.map(\.name)).count == 4000)
  }

  @Test func `rates add up to what is asked for`() {
    var population = FunctionPopulation(count: 300)
    population.rate = 55
    let sum = population.profiles(seed: 1).reduce(0) {
      $0 + $1.traffic.meanRate(within: .longest, load: 1)
    }
    #expect(abs(sum - 55) < 0.001)
  }
}
