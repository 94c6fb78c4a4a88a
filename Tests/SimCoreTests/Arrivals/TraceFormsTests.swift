import Testing

@testable import SimCore

/// Times and counts as they are found: dates, numbers since 1970, lines of JSON.
@Suite struct TraceFormsTests {
  private func reading(
    _ text: String, _ parser: TraceParser, keepingSilence: Bool = false
  ) -> TraceReading {
    var part = TracePart()
    part.keepsSilence = keepingSilence
    var arrivals = TraceArrivals(
      source: ByteList(text), parser: parser, part: part)
    var reading = TraceReading()
    while let time = arrivals.next() { reading.times.append(time.nanoseconds / 1_000_000) }
    reading.error = arrivals.error
    return reading
  }

  @Test(arguments: [
    "1700158623\n1700158623.5\n1700158625\n", "1700158623000\n1700158623500\n1700158625000\n",
    "1700158623000000\n1700158623500000\n1700158625000000\n",
    "1700158623000000000\n1700158623500000000\n1700158625000000000\n",
    "1.700158623e9\n1.7001586235e9\n1.700158625e9\n",
    "2023-11-16T18:17:03Z\n2023-11-16T18:17:03.5Z\n2023-11-16T19:17:05+01:00\n",
    "2023-11-16 18:17:03\n2023-11-16 18:17:03.500\n2023-11-16 18:17:05\n",
    "t\n1700158623\n1700158623.5\n1700158625\n",
  ])
  func `dates in any form are counted from the first of them`(text: String) {
    for size in [1, 2, 7, 64] {
      let found = reading(text, TraceParser(chunkSize: size))
      #expect(found == TraceReading(times: [0, 500, 2000]), "in chunks of \(size)")
    }
  }

  @Test func `times since a start of their own keep it`() {
    #expect(reading("5\n7\n", TraceParser()).times == [5000, 7000])
    #expect(reading("5\n7\n", TraceParser(times: .milliseconds)).times == [5, 7])
    #expect(reading("5000\n7000\n", TraceParser(times: .microseconds)).times == [5, 7])
    #expect(reading("5e6\n7e6\n", TraceParser(times: .nanoseconds)).times == [5, 7])
    #expect(
      reading("200000000\n", TraceParser(times: .seconds), keepingSilence: true)
        == TraceReading(times: [200_000_000_000]))
  }

  @Test(arguments: [
    ("805000000.5\n805000001\n", TraceTimes.seconds),
    ("805000000500\n805000001000\n", .milliseconds),
    ("1995-07-05T00:00:00.5Z\n1995-07-05T00:00:01Z\n", .automatic),
    ("1995-07-05 00:00:00.5\n1995-07-05 00:00:01\n", .dates),
    ("1970-01-01T00:00:00.5Z\n1970-01-01T00:00:01Z\n", .automatic),
  ])
  func `dates before 2000 are counted from the first too`(text: String, times: TraceTimes) {
    #expect(reading(text, TraceParser(times: times)) == TraceReading(times: [0, 500]))
  }

  @Test func `a silence of days before a short trace is refused unless it is meant`() {
    let text = "t\n1700000\n1700060\n"
    let silence = TraceError.Reason.lateStart(.seconds(1_700_000), .seconds(60))
    let found = reading(text, TraceParser())
    #expect(found.times == [1_700_000_000, 1_700_060_000])
    #expect(found.error == TraceError(silence, line: 2))
    #expect(found.error?.advice?.contains("\"from\": \"1700000s\"") == true)
    #expect(reading(text, TraceParser(), keepingSilence: true).error == nil)
    #expect(reading("5\n300000000\n", TraceParser(times: .seconds)).error == nil)
    let far = reading("0\n230584300e1\n2305843010\n", TraceParser(times: .seconds))
    #expect(far.times == [0, 2_305_843_000_000])
    #expect(far.error == TraceError(.beyondHorizon, line: 3))
    // A day is no error, nor is a part of a long trace.
    #expect(reading("86400\n86401\n", TraceParser()).error == nil)
    #expect(reading("1700000\n1900000\n", TraceParser()).error == nil)
  }

  @Test(arguments: [(1, nil), (nil, 1_700_030)] as [(Int64?, Int64?)])
  func `the silence is seen where not all of the trace is sent`(requests: Int64?, end: Int64?) {
    var arrivals = TraceArrivals(
      source: ByteList("1700000\n1700060\n"), parser: TraceParser(), requests: requests,
      duration: end.map { .seconds($0) })
    while arrivals.next() != nil {}
    #expect(arrivals.next() == nil)
    #expect(arrivals.error?.line == 1)
  }

  @Test(arguments: [
    ("500000000\n", TraceError(.unclearUnit, line: 1)),
    ("9999999999\n", TraceError(.unclearUnit, line: 1)),
    ("72000\n200000001\n", TraceError(.unlikelySeconds, line: 2)),
    ("t\n0\n1700158623\n", TraceError(.unlikelySeconds, line: 3)),
    ("1700158623\n2023-11-16T18:17:03Z\n", TraceError(.notANumber, line: 2)),
    ("2023-11-16T18:17:03Z\n1700158623\n", TraceError(.notADate, line: 2)),
    ("2023-11-16T18:17:03Z\n2023-11-16T18:17:04\n", TraceError(.mixedZones, line: 2)),
    ("2023-11-16T18:17:03Z\n2023-11-16T18:17:02Z\n", TraceError(.unsorted, line: 2)),
    ("1700158623000\n1700158623\n", TraceError(.unsorted, line: 2)),
    ("\u{1f}\u{8b}\u{8}", TraceError(.compressed, line: 1)),
  ])
  func `what is unclear or mixed is refused with its line and advice`(
    text: String, error: TraceError
  ) {
    let found = reading(text, TraceParser())
    #expect(found.error == error)
    // How to unpack a file is said where its name is known.
    if ![.notANumber, .compressed].contains(error.reason) { #expect(error.advice != nil) }
  }

  @Test(arguments: [
    ("time;x\n0.072;3\n", TraceForm.semicolons, 2), ("time;x\n0,072;3\n", .semicolons, 2),
    ("0.5;3\n1.5;3\n", .semicolons, 2), ("time\tx\n0.072\t3\n", .tabs, 2),
    ("t\n[16/Nov/2023:18:17:03 +0000]\n", .webServerDate, 2),
    ("t\n16/Nov/2023:18:17:03 +0000\n", .webServerDate, 2),
    ("a\n1.2.3.4 - - [16/Nov/2023:18:17:03 +0000] \"GET / HTTP/1.1\" 200 5\n", .webServerLine, 2),
    ("t\n16/11/2023 18:17\n", .slashes, 2), ("t\n2023-11-16\n", .dayAlone, 2),
    ("2023-11-16T18:17:03Z\n2023-11-16\n", .dayAlone, 2),
  ])
  func `a form that can be named is named, with advice`(text: String, form: TraceForm, line: Int) {
    let error = TraceError(.foreign(form), line: line)
    for size in [1, 5, 64] {
      let found = reading(text, TraceParser(chunkSize: size))
      #expect(found.error == error, "in chunks of \(size)")
    }
    #expect(error.advice == form.advice)
  }

  @Test func `a header with other separators is known by them where its column is named`() {
    let column = TraceColumn.name("time")
    for (text, form) in [("time;x\n0;3\n", TraceForm.semicolons), ("time\tx\n", .tabs)] {
      #expect(
        reading(text, TraceParser(column: column)).error == TraceError(.foreign(form), line: 1))
    }
    #expect(
      reading("t;s\n0.5\n", TraceParser(column: .name("t;s"))) == TraceReading(times: [500]))
    #expect(reading("t;s\n0.5\n", TraceParser()) == TraceReading(times: [500]))
    let counts = reading("n\tm\n3\t4\n", TraceParser(counts: .index(0)))
    #expect(counts.error == TraceError(.foreign(.tabs), line: 2))
    #expect(
      reading("x\n3;4\n", TraceParser(times: .milliseconds)).error
        == TraceError(.foreign(.semicolons), line: 2))
  }

  @Test(arguments: [TraceTimes.milliseconds, .dates])
  func `a header is passed whatever the form is`(times: TraceTimes) {
    let text = times == .dates ? "t\n2023-11-16T18:17:03Z\n" : "t\n0\n"
    #expect(reading(text, TraceParser(times: times)) == TraceReading(times: [0]))
    #expect(reading("t\nx\n", TraceParser(times: times)).error?.line == 2)
  }

  @Test func `lines of JSON are read by their key`() {
    let text = """
      {"id": "a\\"}", "t": 1.5, "more": {"t": 9, "list": [1, "]", {}]}}
      { "more" : [ { } ] , "t" : "2" }

      {"t":3}
      """
    for size in [1, 3, 64] {
      let parser = TraceParser(column: .name("t"), chunkSize: size)
      #expect(reading(text, parser) == TraceReading(times: [1500, 2000, 3000]))
    }
    let dates = #"{"time":"2023-11-16T18:17:03Z"}"# + "\n" + #"{"time":"2023-11-16T18:17:04Z"}"#
    #expect(reading(dates, TraceParser(column: .name("time"))).times == [0, 1000])
  }

  @Test(arguments: [
    ("{\"t\": 1}\n{\"u\": 2}\n", TraceError(.noField, line: 2)),
    ("{\"t\": 1}\n{\"t\": 2\n", TraceError(.notAnObject, line: 2)),
    ("{\"t\": 1}\n{\"t\": 2} x\n", TraceError(.notAnObject, line: 2)),
    ("{\"t\": 1}\n3\n", TraceError(.notAnObject, line: 2)),
    ("{\"t\": 1}\n{}\n", TraceError(.noField, line: 2)),
    ("{\"t\": 1}\n{\"t\": [2]}\n", TraceError(.notANumber, line: 2)),
    ("{\"t\": 1}\n{\"t\": \"2}\n", TraceError(.notAnObject, line: 2)),
    ("{\n\"t\": 1}\n", TraceError(.notAnObject, line: 1)),
  ])
  func `a wrong line of JSON is refused`(text: String, error: TraceError) {
    #expect(reading(text, TraceParser(column: .name("t"))).error == error)
  }

  @Test func `lines of JSON without a key are refused`() {
    #expect(reading("{\"t\": 1}\n", TraceParser()).error == TraceError(.noKeyChosen, line: 1))
  }
}
