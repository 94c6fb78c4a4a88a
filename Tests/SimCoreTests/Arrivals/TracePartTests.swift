import Testing

@testable import SimCore

/// A part of a trace, counts of periods, and other loads.
@Suite struct TracePartTests {
  private func times(
    _ text: String, _ part: TracePart, counts last: String? = nil, column: TraceColumn = .index(0),
    seed: UInt64 = 1
  ) -> (times: [Int64], error: TraceError?) {
    let parser =
      part.counts == nil
      ? TraceParser(column: column) : TraceParser(counts: column, through: last, chunkSize: 5)
    var arrivals = TraceArrivals(
      source: ByteList(text), parser: parser, part: part,
      random: Random(seed: seed, stream: .trace))
    var times: [Int64] = []
    while let time = arrivals.next() { times.append(time.nanoseconds) }
    return (times, arrivals.error)
  }

  private func part(_ change: (inout TracePart) -> Void) -> TracePart {
    var part = TracePart()
    change(&part)
    return part
  }

  @Test func `a part begins at its start and ends before its end`() {
    let text = "0\n1\n2\n3\n4\n"
    let part = part { ($0.start, $0.length) = (.seconds(1), .seconds(2)) }
    #expect(times(text, part).times == [0, 1_000_000_000])
    let fast = self.part { ($0.start, $0.timeScale) = (.seconds(3), 0.5) }
    #expect(times(text, fast).times == [0, 500_000_000])
    let late = self.part { $0.start = .seconds(9) }
    #expect(times(text, late).error == TraceError(.nothingLeft))
  }

  @Test func `counts lie evenly in their periods where that is asked for`() {
    let part = part { $0.counts = .init(period: .seconds(1), isEven: true) }
    let found = times("requests\n2\n0\n1\n", part)
    #expect(found.times == [250_000_000, 750_000_000, 2_500_000_000])
    #expect(found.error == nil)
  }

  @Test func `counts lie at random in their periods, as many as there are`() {
    let part = part { $0.counts = .init(period: .seconds(1)) }
    let counts = (0..<200).map { $0 % 50 }
    let text = counts.map { "\($0)\n" }.joined()
    let found = times(text, part).times
    #expect(found == found.sorted())
    var seen = Array(repeating: 0, count: counts.count)
    for time in found { seen[Int(time / 1_000_000_000)] += 1 }
    #expect(seen == counts)
    #expect(times(text, part).times == found)
    #expect(times(text, part, seed: 2).times != found)
    // Uniform numbers have mean 1/2 and variance 1/12.
    let places = found.map { Double($0 % 1_000_000_000) / 1e9 }
    let mean = places.reduce(0, +) / Double(places.count)
    let error = 4 / (12 * Double(places.count)).squareRoot()
    #expect(abs(mean - 0.5) < error)
    let least = places.min() ?? 1
    #expect(least < 0.01 && (places.max() ?? 0) > 0.99)
  }

  @Test func `a part of counts begins within a period`() {
    let part = part {
      $0.counts = .init(period: .seconds(10), isEven: true)
      ($0.start, $0.length) = (.seconds(15), .seconds(10))
    }
    // Requests at 11, 13, 15, 17, 19, and at 25.
    let found = times("7\n5\n1\n", part).times.map { $0 / 1_000_000_000 }
    #expect(found == [0, 2, 4])
  }

  @Test func `columns of counts are added up over all rows`() {
    let part = part { $0.counts = .init(period: .seconds(1), isEven: true) }
    let text = "hash,trigger,1,2,3\na,http,1,0,2\nb,\"x,y\",1,0,1\n"
    let found = times(text, part, counts: "3", column: .name("1"))
    #expect(found.times.map { $0 / 1_000_000_000 } == [0, 0, 2, 2, 2])
    let short = times("1,2,3\n1,2\n", part, counts: "3", column: .name("1"))
    #expect(short.error == TraceError(.noField, line: 2))
    let turned = times("3,2,1\n1,2,3\n", part, counts: "3", column: .name("1"))
    #expect(turned.error == TraceError(.noColumnsBetween, line: 1))
    let missing = times("1,2\n1,2\n", part, counts: "9", column: .name("1"))
    #expect(missing.error == TraceError(.noColumn("9"), line: 1))
  }

  @Test(arguments: [
    ("1\n-2\n", TraceError(.notACount, line: 2)), ("1\n2.5\n", TraceError(.notACount, line: 2)),
    ("-2\n", TraceError(.notACount, line: 1)), ("1\nx\n", TraceError(.notACount, line: 2)),
    ("1\n1e17\n", TraceError(.tooManyRequests, line: 2)), ("0\n0\n", TraceError(.nothingLeft)),
    ("", TraceError(.empty)),
  ])
  func `what is no count is refused`(text: String, error: TraceError) {
    let part = part { $0.counts = .init(period: .seconds(1)) }
    #expect(times(text, part).error == error)
  }

  @Test func `a load above 1 sends more between requests, and keeps those there are`() {
    let text = (0..<1000).map { "\($0 * $0)\n" }.joined()
    let own = Set((0..<1000).map { Int64($0 * $0) * 1_000_000_000 })
    let found = times(text, part { $0.load = 10 }).times
    #expect(found.count == 10_000)
    #expect(found == found.sorted())
    #expect(Set(found).isSuperset(of: own))
    // Each gap has ten times its one request.
    let early = found.count { $0 < 500 * 500 * 1_000_000_000 }
    #expect(early == 5000)
    let part = times(text, part { $0.load = 2.5 }).times
    // A half of a request is one or none.
    let error = 4 * (1000.0 * 0.25).squareRoot()
    #expect(abs(Double(part.count) - 2500) < error)
  }

  @Test func `a load below 1 leaves out requests, independently of one another`() {
    let text = (0..<4000).map { "\($0)\n" }.joined()
    let found = times(text, part { $0.load = 0.25 }).times
    let error = 4 * (4000.0 * 0.25 * 0.75).squareRoot()
    #expect(abs(Double(found.count) - 1000) < error)
    #expect(found.allSatisfy { $0 % 1_000_000_000 == 0 })
    #expect(Set(found).count == found.count)
  }

  @Test func `the counts of periods are multiplied, on average exactly`() {
    let part = part {
      $0.counts = .init(period: .seconds(1))
      $0.load = 1.5
    }
    let text = String(repeating: "1\n", count: 2000)
    let found = times(text, part).times
    let error = 4 * (2000.0 * 0.25).squareRoot()
    #expect(abs(Double(found.count) - 3000) < error)
  }
}
