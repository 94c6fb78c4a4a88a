import Testing

@testable import SimCore

/// Rows of a trace chosen by the texts in some of their columns.
@Suite struct TraceChoiceTests {
  private static let rows = "at,fn,kind\n0,resize,a\n2,thumb,a\n3, resize ,b\n\n7,\"resize\",a\n"

  private func read(
    _ text: String, _ only: [(String, String)],
    parser: TraceParser = TraceParser(column: .name("at"))
  ) -> TraceReading {
    let texts = only.map { ColumnText(column: $0.0, text: $0.1) }
    var arrivals = TraceArrivals(source: ByteList(text), parser: parser.choosing(texts))
    var reading = TraceReading()
    while let time = arrivals.next() { reading.times.append(time.nanoseconds / 1_000_000) }
    reading.error = arrivals.error
    return reading
  }

  @Test(arguments: [
    ([("fn", "resize")], [0, 3000, 7000]), ([("fn", "thumb")], [2000]),
    ([("fn", "resize"), ("kind", "a")], [0, 7000]), ([("at", "2")], [2000]),
    ([], [0, 2000, 3000, 7000]),
  ])
  func `only rows that have all texts are sent`(
    only: [(String, String)], times: [Int64]
  ) {
    #expect(read(Self.rows, only) == TraceReading(times: times))
  }

  @Test func `the same goes for lines of JSON, whose keys may be missing`() {
    let text = """
      {"at": 1, "fn": "x", "n": 5}
      {"at": 2, "n": 5}
      {"fn": "x", "at": 3, "n": "5"}
      {"at": 4, "fn": "y", "n": 6}

      """
    #expect(read(text, [("fn", "x")]) == TraceReading(times: [1000, 3000]))
    #expect(read(text, [("n", "5")]) == TraceReading(times: [1000, 2000, 3000]))
  }

  @Test func `dates count from the first of all rows, and all rows rise`() {
    let dates = "at,fn\n2026-01-31T00:00:00Z,x\n2026-01-31T00:00:05Z,y\n"
    #expect(read(dates, [("fn", "y")]) == TraceReading(times: [5000]))
    let fallen = read("at,fn\n2,x\n1,y\n", [("fn", "x")])
    #expect(fallen.error == TraceError(.unsorted, line: 3))
  }

  @Test func `of counts the rows of one function make its periods`() {
    let days = "fn,1,2,3\nx,1,0,2\ny,5,5,5\nx,1,1,0\n"
    var parser = TraceParser(counts: .name("1"), through: "3").choosing([
      ColumnText(column: "fn", text: "x")
    ])
    var source = ByteList(days)
    while (try? parser.nextNumber(from: &source)) != nil {}
    #expect(parser.sums == [2, 1, 2])
    let long = "fn,n\nx,1\ny,5\nx,3\n"
    let even = TracePart.Counts(period: .seconds(1), isEven: true)
    var part = TracePart()
    part.counts = even
    var arrivals = TraceArrivals(
      source: ByteList(long),
      parser: TraceParser(counts: .name("n")).choosing([ColumnText(column: "fn", text: "x")]),
      part: part)
    var count = 0
    while arrivals.next() != nil { count += 1 }
    #expect(count == 4 && arrivals.error == nil)
  }

  @Test(arguments: [
    ("at,fn\n1,x\n", [("fn", "z")], TraceError(.noRow("fn", "z"))),
    ("at,fn\n1,x\n", [("f", "z")], TraceError(.noColumn("f"), line: 1)),
    ("at,fn,fn\n1,x,y\n", [("fn", "x")], TraceError(.severalColumns("fn"), line: 1)),
    ("at,fn\n1,x\n2\n", [("fn", "x")], TraceError(.noText("fn"), line: 3)),
    ("at,fn\n", [("fn", "x")], TraceError(.empty)),
  ])
  func `what cannot be chosen is said`(
    text: String, only: [(String, String)], error: TraceError
  ) {
    let found = read(text, only)
    #expect(found.error == error)
    if error.reason != .empty, error.line != 1 { #expect(error.advice?.contains("only") == true) }
  }
}
