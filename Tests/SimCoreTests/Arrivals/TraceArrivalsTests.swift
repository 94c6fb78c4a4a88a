import SimCore
import Testing

@Suite struct TraceArrivalsTests {
  private func times(
    _ text: String, requests: Int64? = nil, duration: Interval? = nil, timeScale: Double = 1
  ) -> (milliseconds: [Int64], error: TraceError?) {
    var part = TracePart()
    part.timeScale = timeScale
    var arrivals = TraceArrivals(
      source: ByteList(text), parser: TraceParser(), requests: requests, duration: duration,
      part: part)
    var times: [Int64] = []
    while let time = arrivals.next() { times.append(time.nanoseconds / 1_000_000) }
    return (times, arrivals.error)
  }

  @Test func `a number of requests stops before the rest is read`() {
    let (found, error) = times("1\n2\nbroken\n", requests: 2)
    #expect(found == [1000, 2000])
    #expect(error == nil)
    #expect(times("1\n", requests: 0).milliseconds.isEmpty)
  }

  @Test func `a duration excludes an arrival at its end`() {
    let (found, error) = times("1\n2\n3\nbroken\n", duration: .seconds(3))
    #expect(found == [1000, 2000])
    #expect(error == nil)
  }

  @Test func `a time scale stretches times before the duration is applied`() {
    #expect(times("1\n2\n3\n", timeScale: 0.5).milliseconds == [500, 1000, 1500])
    #expect(times("1\n2\n", duration: .seconds(3), timeScale: 2).milliseconds == [2000])
  }

  @Test func `a scaled time beyond the horizon is an error of its row`() {
    let (found, error) = times("time\n1\n2\n", timeScale: 2e9)
    #expect(found == [2_000_000_000_000])
    #expect(error == TraceError(.beyondHorizon, line: 3))
  }

  @Test func `an error ends the stream and stays readable`() {
    var arrivals = TraceArrivals(source: ByteList("2\n1\n3\n"), parser: TraceParser())
    #expect(arrivals.next() != nil)
    #expect(arrivals.next() == nil)
    #expect(arrivals.next() == nil)
    #expect(arrivals.error == TraceError(.unsorted, line: 2))
  }
}
