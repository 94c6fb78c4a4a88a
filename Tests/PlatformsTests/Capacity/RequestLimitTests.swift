import SimCore
import Testing

@testable import Platforms

@Suite struct RequestLimitTests {
  @Test func `those of a second are let in at once, and then one by one`() {
    let limit = RequestLimit(perSecond: 10)
    var use = RequestLimit.Use()
    let tenth = Interval.milliseconds(100)
    for _ in 0..<10 { #expect(limit.admits(&use, at: .zero)) }
    #expect(!limit.admits(&use, at: .zero))
    #expect(!limit.admits(&use, at: .zero + tenth - Interval(nanoseconds: 1)))
    #expect(limit.admits(&use, at: .zero + tenth))
    #expect(!limit.admits(&use, at: .zero + tenth))
    // A second without requests fills it, and more than a second no further.
    let later = Instant.zero + .seconds(100)
    #expect((0..<30).count { _ in limit.admits(&use, at: later) } == 10)
  }

  /// Ten in three seconds: a third of a request is lost to no rounding.
  @Test func `nothing is lost where a request takes no whole number of nanoseconds`() {
    let limit = RequestLimit(perSecond: 10.0 / 3)
    var use = RequestLimit.Use()
    let admitted = (0..<300_000).count {
      limit.admits(&use, at: .zero + .milliseconds(Int64($0)))
    }
    // Three at once, and 10 in each 3 s up to 299.999 s.
    #expect(admitted == 3 + 999)
  }

  /// The same bucket, filled by hand at each request.
  @Test func `it is the token bucket`() {
    var random = Random(seed: 5, stream: RandomStream("limit"))
    for rate in [1.0, 7, 1000, 0.25, 12.5] {
      let limit = RequestLimit(perSecond: rate)
      var use = RequestLimit.Use()
      let burst = max(rate.rounded(.down), 1)
      var (tokens, last, now) = (burst, Instant.zero, Instant.zero)
      for _ in 0..<2000 {
        // Milliseconds and rates that doubles hold exactly.
        now = now + .milliseconds(Int64(random.next(below: UInt64(4000 / rate) + 2)))
        tokens = min(tokens + (now - last).seconds * rate, burst)
        last = now
        let isThere = tokens >= 1 - 1e-9
        #expect(limit.admits(&use, at: now) == isThere)
        if isThere { tokens -= 1 }
      }
    }
  }

  @Test func `the smallest and the greatest rates have a meaning`() {
    for (rate, admitted) in [(1e-9, 1), (1e9, 5), (0.123_456_789_012_345, 1)] {
      let limit = RequestLimit(perSecond: rate)
      var use = RequestLimit.Use()
      #expect((0..<5).count { _ in limit.admits(&use, at: .latestHorizon) } == admitted)
    }
  }
}
