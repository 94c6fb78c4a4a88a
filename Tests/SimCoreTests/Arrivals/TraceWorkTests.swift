import Testing

@testable import SimCore

/// What columns of a trace add to the service time of each request.
@Suite struct TraceWorkTests {
  private static let tokens = [
    ColumnTime("in", each: .milliseconds(2)),
    ColumnTime("out", each: Interval(nanoseconds: 500_000)),
  ]

  private struct Reading: Equatable {
    var times: [Int64] = []
    /// In microseconds.
    var work: [Int64] = []
    var error: TraceError?
  }

  private func reading(
    _ text: String, _ columns: [ColumnTime] = tokens, part: TracePart = TracePart(),
    chunkSize: Int = 64
  ) -> Reading {
    let parser = TraceParser(column: .name("at"), chunkSize: chunkSize).reading(columns)
    var arrivals = TraceArrivals(source: ByteList(text), parser: parser, part: part)
    var reading = Reading()
    while let time = arrivals.next() {
      reading.times.append(time.nanoseconds / 1_000_000)
      reading.work.append(arrivals.work.nanoseconds / 1000)
    }
    reading.error = arrivals.error
    return reading
  }

  @Test(arguments: [
    "at,in,out\n0,10,4\n1,0,1\n2,0.5,0\n", "out,at,x,in\n4,0,a,10\n1,1,\"b,\"\"\n7\",0\n0,2,,0.5\n",
    "in,\"out\",at\r\n 10 ,4,0\r\n\r\n0,\"1\",1\r\n5e-1,+0,2\r\n",
    "{\"at\":0,\"in\":10,\"out\":4}\n{\"out\":\"1\",\"in\":0,\"at\":1}\n"
      + "{\"at\":2,\"x\":{\"in\":9},\"in\":0.5,\"out\":0}\n",
  ])
  func `numbers of every row add to its own request`(text: String) {
    for size in [1, 2, 7, 64] {
      let found = reading(text, chunkSize: size)
      #expect(found == Reading(times: [0, 1000, 2000], work: [22_000, 500, 1000]), "\(size)")
    }
  }

  @Test func `the sum is rounded once, and may be as long as a time can be`() {
    let thirds = [
      ColumnTime("a", each: Interval(nanoseconds: 1)),
      ColumnTime("b", each: Interval(nanoseconds: 1)),
    ]
    let parser = TraceParser(column: .name("at")).reading(thirds)
    var arrivals = TraceArrivals(source: ByteList("at,a,b\n0,0.3,0.2\n0,0.3,0.1\n"), parser: parser)
    _ = arrivals.next()
    #expect(arrivals.work == Interval(nanoseconds: 1))
    _ = arrivals.next()
    #expect(arrivals.work == .zero)
    let whole = [ColumnTime("in", each: .longest)]
    #expect(reading("at,in\n0,1\n", whole).work == [Interval.longest.nanoseconds / 1000])
    for number in ["1.1", "9e9", "1e300"] {
      let error = reading("at,in\n0,\(number)\n", whole).error
      #expect(error == TraceError(.serviceTooLong, line: 2), "\(number)")
    }
    #expect(reading("at,in\n0,1e300\n", [ColumnTime("in", each: .zero)]).work == [0])
  }

  @Test(arguments: [
    ("at,in,out\n0,1,2\n1,x,2\n", TraceError(.noNumber("in"), line: 3)),
    ("at,in,out\n0,1,\n", TraceError(.noNumber("out"), line: 2)),
    ("at,in,out\n0,1\n", TraceError(.noNumber("out"), line: 2)),
    ("at,in,out\n0,-1,2\n", TraceError(.noNumber("in"), line: 2)),
    ("at,in\n0,1\n", TraceError(.noColumn("out"), line: 1)),
    ("at,in,out,in\n0,1,2,3\n", TraceError(.severalColumns("in"), line: 1)),
    ("{\"at\":0,\"in\":1}\n", TraceError(.noNumber("out"), line: 1)),
    ("{\"at\":0,\"in\":1,\"out\":null}\n", TraceError(.noNumber("out"), line: 1)),
  ])
  func `a row without a number is refused with its line`(text: String, error: TraceError) {
    let found = reading(text)
    #expect(found.error == error)
    #expect(found.times.count == (error.line == 3 ? 1 : 0))
    #expect(error.advice != nil || error.line == 1)
  }

  @Test func `copies take what their original takes, whatever is left out`() {
    let rows = (0..<200).map { "\($0),\($0),0\n" }.joined()
    var part = TracePart()
    part.load = 3
    let more = reading("at,in,out\n" + rows, part: part)
    #expect(more.times.count == 600)
    for (time, work) in zip(more.times, more.work) {
      #expect(work == time / 1000 * 2000)
    }
    part.load = 0.5
    part.start = .seconds(50)
    let fewer = reading("at,in,out\n" + rows, part: part)
    #expect(fewer.times.count > 40 && fewer.times.count < 110)
    for (time, work) in zip(fewer.times, fewer.work) {
      #expect(work == (time / 1000 + 50) * 2000)
    }
  }
}
