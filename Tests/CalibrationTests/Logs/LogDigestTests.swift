import Testing

@testable import Calibration

@Suite struct LogDigestTests {
  /// What a sink got.
  private final class Times {
    var times: [Int64] = []
  }

  private func entry(at seconds: Double, service: Double, isCold: Bool? = nil) -> LogEntry {
    var entry = LogEntry()
    entry.arrival = Int64(seconds * 1e9)
    entry.service = Int64(service * 1e9)
    entry.isCold = isCold
    return entry
  }

  @Test func `requests are put in the order of their arrival`() throws {
    let times = Times()
    var digest = LogDigest { times.times.append($0 / 1_000_000_000) }
    for second in [100, 102, 101, 105, 104] {
      try digest.add(entry(at: Double(second), service: 0.1))
    }
    try digest.finish()
    #expect(times.times == [0, 1, 2, 4, 5])
    #expect(digest.counts == [1, 1, 1, 0, 1, 1])
    #expect(digest.span == 5)
    #expect(digest.late == 0)
  }

  /// Requests at a time in seconds, cold or not, of an instance or of none that is named.
  private func oldest(_ requests: [(Double, Bool?, UInt64?)]) throws -> Int64 {
    var digest = LogDigest()
    for (time, isCold, instance) in requests {
      var entry = entry(at: time, service: 0.1, isCold: isCold)
      entry.instance = instance.map { InstanceName($0) }
      try digest.add(entry)
    }
    try digest.finish()
    return digest.ages.oldest / 1_000_000_000
  }

  @Test func `an instance is as old as the latest start before a warm request`() throws {
    #expect(
      try oldest([(0, true, nil), (60, false, nil), (90, true, nil), (100, false, nil)]) == 60)
    // The log begins after the start.
    #expect(try oldest([(0, false, nil), (70, false, nil), (90, true, nil)]) == 70)
    #expect(try oldest([(0, true, nil), (90, true, nil)]) == 0)
    #expect(try oldest([(0, nil, nil), (90, nil, nil)]) == 0)
  }

  @Test func `a memory chooses requests, and is that of those that say none`() throws {
    var digest = LogDigest(memory: 512)
    for (time, memory) in [(0.0, 512), (1, nil), (2, 1024)] as [(Double, Int?)] {
      var entry = entry(at: time, service: 0.1)
      entry.memory = memory
      try digest.add(entry)
    }
    try digest.finish()
    #expect(digest.observations.map(\.memory) == [512, 512])
  }

  @Test func `an instance that is named is as old as its own first request`() throws {
    #expect(try oldest([(0, true, 1), (50, true, 2), (80, false, 1), (85, false, 2)]) == 80)
    // A number is used again.
    #expect(try oldest([(0, true, 1), (50, true, 1), (80, false, 1)]) == 30)
  }

  @Test func `pauses count where nothing is in flight`() throws {
    var digest = LogDigest()
    // The second request overlaps the first; the third follows a pause of 8 s, the last of 90 s.
    for (time, service, isCold) in [
      (0.0, 2.0, true), (1, 1, true), (10, 1, false), (101, 1, true),
    ] {
      try digest.add(entry(at: time, service: service, isCold: isCold))
    }
    try digest.finish()
    let fit = try #require(LifetimeFit(digest.pauses))
    #expect((fit.warm, fit.cold) == (1, 1))
    #expect((fit.longestWarm, fit.shortestCold) == (8, 90))
    #expect(fit.estimate == 49)
    #expect(fit.misplaced == 0)
  }

  @Test func `a long log keeps as much as a short one`() throws {
    var digest = LogDigest(most: 1 << 12)
    for number in 0..<4_400 {
      try digest.add(entry(at: Double(number) * 2, service: 0.5))
    }
    try digest.finish()
    #expect(digest.requests == 4_400)
    #expect(digest.observations.count <= 1 << 12)
    #expect(digest.observations.count > 2_000)
    #expect(digest.period == 4)
    #expect(digest.counts.count <= 1 << 12)
    #expect(digest.counts.reduce(0, +) == digest.requests)
  }

  @Test func `lifetimes that vary have the range over which they do`() throws {
    var pauses = PauseCounts()
    for second in 1...100 { pauses.count(Double(second), isCold: second > 60) }
    pauses.count(70, isCold: false)
    let fit = try #require(LifetimeFit(pauses))
    #expect(fit.misplaced == 1)
    #expect(fit.range == 61...70)
    #expect((59...63).contains(fit.estimate))
    #expect(LifetimeFit(PauseCounts()) == nil)
  }
}
