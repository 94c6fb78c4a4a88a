import SimCore
import Testing

@testable import Platforms

@Suite struct StartLimitTests {
  private func at(_ milliseconds: Int64) -> Instant { .zero + .milliseconds(milliseconds) }

  @Test func `the burst may be created at once and no more`() {
    let limit = StartLimit(burst: 5, rate: 0)
    var bucket = StartLimit.Bucket(limit)
    #expect(limit.take(3, from: &bucket, at: .zero) == 3)
    #expect(limit.take(3, from: &bucket, at: .zero) == 2)
    #expect(limit.take(1, from: &bucket, at: .zero) == 0)
    #expect(limit.take(1, from: &bucket, at: .latestHorizon) == 0)
  }

  @Test func `a token is there exactly when its time has come`() {
    // Ten a second: one every 100 ms.
    let limit = StartLimit(burst: 2, rate: 10)
    var bucket = StartLimit.Bucket(limit)
    #expect(limit.take(2, from: &bucket, at: at(1000)) == 2)
    #expect(limit.take(1, from: &bucket, at: at(1100) - Interval(nanoseconds: 1)) == 0)
    #expect(limit.take(1, from: &bucket, at: at(1100)) == 1)
    #expect(limit.take(1, from: &bucket, at: at(1200) - Interval(nanoseconds: 1)) == 0)
    #expect(limit.take(1, from: &bucket, at: at(1200)) == 1)
  }

  @Test func `asking in between does not lose the part of a token that is earned`() {
    let limit = StartLimit(burst: 2, rate: 10)
    var bucket = StartLimit.Bucket(limit)
    _ = limit.take(2, from: &bucket, at: .zero)
    for time: Int64 in 1..<100 { #expect(limit.take(5, from: &bucket, at: at(time)) == 0) }
    #expect(limit.take(5, from: &bucket, at: at(100)) == 1)
    #expect(limit.take(5, from: &bucket, at: at(199)) == 0)
    #expect(limit.take(5, from: &bucket, at: at(200)) == 1)
  }

  @Test func `tokens do not pile up beyond the burst`() {
    let limit = StartLimit(burst: 3, rate: 10)
    var bucket = StartLimit.Bucket(limit)
    _ = limit.take(3, from: &bucket, at: .zero)
    #expect(limit.take(10, from: &bucket, at: at(1_000_000)) == 3)
    // A full bucket begins to refill when something is taken, not before.
    #expect(limit.take(1, from: &bucket, at: at(1_000_099)) == 0)
    #expect(limit.take(1, from: &bucket, at: at(1_000_100)) == 1)
  }

  @Test func `nothing is taken where nothing is wanted`() {
    let limit = StartLimit(burst: 3, rate: 10)
    var bucket = StartLimit.Bucket(limit)
    #expect(limit.take(0, from: &bucket, at: .zero) == 0)
    #expect(limit.take(-4, from: &bucket, at: .zero) == 0)
    #expect(bucket.tokens == 3)
  }

  @Test func `five hundred a minute are one every 120 milliseconds`() {
    let limit = StartLimit(burst: 3000, rate: 500.0 / 60)
    var bucket = StartLimit.Bucket(limit)
    #expect(limit.take(5000, from: &bucket, at: .zero) == 3000)
    #expect(limit.take(5000, from: &bucket, at: at(120) - Interval(nanoseconds: 1)) == 0)
    #expect(limit.take(5000, from: &bucket, at: at(120)) == 1)
    #expect(limit.take(5000, from: &bucket, at: .zero + .minutes(1)) == 499)
  }

  private static let fractions: [(rate: Double, top: Int, bottom: Int)] = [
    (7, 7, 1), (3, 3, 1), (500.0 / 60, 25, 3), (1.0 / 3600, 1, 3600), (0.001, 1, 1000),
    (0.1, 1, 10), (1e9, 1_000_000_000, 1), (1e9 / 7, 1_000_000_000, 7), (2.0 / 86_400, 1, 43_200),
    (123.456, 15_432, 125), (1e-12, 1, 1_000_000_000_000),
  ]

  @Test(arguments: fractions)
  func `a rate is the fraction that is meant`(rate: Double, top: Int, bottom: Int) {
    let fraction = SimplestFraction(rate)
    #expect(fraction.numerator == UInt128(top) && fraction.denominator == UInt128(bottom))
  }

  @Test(arguments: [1, 3, 7, 11, 13, 600, 999] as [Int])
  func `so many a second are so many after a second, asked at any times`(rate: Int) {
    let limit = StartLimit(burst: 100_000, rate: Double(rate))
    var random = Random(seed: UInt64(rate), stream: RandomStream("asking"))
    var bucket = StartLimit.Bucket(limit)
    _ = limit.take(100_000, from: &bucket, at: .zero)
    for second in 1...20 {
      let before = at(Int64(second) * 1000) - Interval(nanoseconds: 1)
      var taken = 0
      let parts = (0..<5).map { _ in Int64(random.next(below: 999_999_999)) }.sorted()
      for part in parts {
        let time = at(Int64(second - 1) * 1000) + Interval(nanoseconds: part)
        taken += limit.take(.max, from: &bucket, at: time)
      }
      taken += limit.take(.max, from: &bucket, at: before)
      #expect(taken == rate - 1)
      #expect(limit.take(.max, from: &bucket, at: at(Int64(second) * 1000)) == 1)
    }
  }

  @Test func `nothing overflows for any rate, burst and time`() {
    for rate in [0, 1e-300, 1e-12, 0.3, 7, 999_999_999.7, 1e9, 1e300] {
      for burst in [1, 7, 1_000_000_000] {
        let limit = StartLimit(burst: burst, rate: rate)
        var bucket = StartLimit.Bucket(limit)
        let last = Instant.latestHorizon + .longest
        for time in [Instant.zero, at(1), .latestHorizon, last] {
          let granted = limit.take(.max, from: &bucket, at: time)
          #expect(granted >= 0 && granted <= burst)
        }
      }
    }
  }

  @Test func `a burst without an instance is refused`() async {
    await #expect(processExitsWith: .failure) { _ = StartLimit(burst: 0, rate: 1) }
  }

  /// The bucket in its textbook form: the level in units of a nanosecond of refill, so that all is
  /// in whole numbers, updated at every call.
  private struct Textbook {
    let burst: Int64
    let step: Int64
    var level: Int64
    var updated: Int64 = 0

    mutating func take(_ wanted: Int, at now: Int64) -> Int {
      level = min(burst * step, level + (now - updated))
      updated = now
      let granted = min(Int64(wanted), level / step)
      level -= granted * step
      return Int(granted)
    }
  }

  @Test(arguments: 1...30)
  func `any sequence of requests agrees with the textbook's bucket`(seed: UInt64) {
    var random = Random(seed: seed)
    let burst = 1 + Int(random.next(below: 20))
    let step = Int64(1 + random.next(below: 500))
    let limit = StartLimit(burst: burst, rate: 1e9 / Double(step))
    var bucket = StartLimit.Bucket(limit)
    var textbook = Textbook(burst: Int64(burst), step: step, level: Int64(burst) * step)
    var now: Int64 = 0
    for _ in 0..<2000 {
      now += Int64(random.next(below: 700))
      let wanted = Int(random.next(below: 4))
      let instant = Instant(nanoseconds: now)
      #expect(limit.take(wanted, from: &bucket, at: instant) == textbook.take(wanted, at: now))
    }
  }
}
