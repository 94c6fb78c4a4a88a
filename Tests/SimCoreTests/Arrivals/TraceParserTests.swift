import SimCore
import Testing

@Suite struct TraceParserTests {
  /// A text, the column of its times, the times in milliseconds, and the error and its line.
  struct Row: Sendable {
    var text: String
    var column = TraceColumn.index(0)
    var times: [Int64] = []
    var reason: TraceError.Reason?
    var line: Int?
  }

  static let rows = [
    Row(text: "0.5\n1.5\n", times: [500, 1500]),
    Row(text: "0.5\r\n1.5", times: [500, 1500]),
    Row(text: "0.5\r1.5\r", times: [500, 1500]),
    Row(text: "time\n0.5\n0.5\n", times: [500, 500]),
    Row(text: "\u{feff}0.5\n1\n", times: [500, 1000]),
    Row(text: "\n\r\ntime\n\n1\n\n2\n\n", times: [1000, 2000]),
    Row(text: "a,1,x\nb,2,y\n", column: .index(1), times: [1000, 2000]),
    Row(text: "who,time\na,1\nb,2\n", column: .name("time"), times: [1000, 2000]),
    Row(text: "\"who\",\" time \"\na,1\n", column: .name("time"), times: [1000]),
    Row(text: "5,7\n1,2\n", column: .name("7"), times: [2000]),
    Row(text: "\"1\",\"a,\"\"b\"\"\n2\"\n\"2\" ,x\n", times: [1000, 2000]),
    Row(text: "a\"b,1\nc,2\n", column: .index(1), times: [1000, 2000]),
    Row(text: "\u{e9}t\u{e9},1\n", column: .index(1), times: [1000]),
    Row(text: "", reason: .empty),
    Row(text: "\n\n", reason: .empty),
    Row(text: "time\n", reason: .empty),
    Row(text: "1\nx\n", times: [1000], reason: .notANumber, line: 2),
    Row(text: "time\ntime\n", reason: .notANumber, line: 2),
    Row(text: "1\n\"\"\n", times: [1000], reason: .notANumber, line: 2),
    Row(text: "1\n \n", times: [1000], reason: .notANumber, line: 2),
    Row(text: "-1\n", reason: .negative, line: 1),
    Row(text: "1\n2\n1.999\n", times: [1000, 2000], reason: .unsorted, line: 3),
    Row(text: "1\n2305843010\n", times: [1000], reason: .unlikelySeconds, line: 2),
    // Above 64 bits in nanoseconds, of numbers that are within them at the last digit but one.
    Row(text: "2e35\n", reason: .beyondHorizon, line: 1),
    Row(text: "2000000000000000000e1\n", reason: .beyondHorizon, line: 1),
    Row(text: "0\n230584300e1\n", times: [0], reason: .unlikelySeconds, line: 2),
    Row(text: "1,2\n3\n", column: .index(1), times: [2000], reason: .noField, line: 2),
    Row(text: "1\n", column: .index(3), reason: .noField, line: 1),
    Row(text: "who,when\na,1\n", column: .name("time"), reason: .noColumn("time"), line: 1),
    Row(text: "t,t\n1,2\n", column: .name("t"), reason: .severalColumns("t"), line: 1),
    Row(text: "1\n2\0\n", times: [1000], reason: .notText, line: 2),
    Row(text: "1\n\u{7f}ELF", times: [1000], reason: .notText, line: 2),
    Row(text: "1\n\"2\"3\n", times: [1000], reason: .textAfterQuote, line: 2),
    Row(text: "1,\"a\nb\"\n2,\"c\n\n", times: [1000], reason: .openQuote, line: 3),
    Row(text: "1,\"a\r\nb\"\nx,y\n", times: [1000], reason: .notANumber, line: 3),
  ]

  @Test(arguments: rows)
  func `a text reads as its times or its error, however it is cut into chunks`(row: Row) {
    let expected = TraceReading(
      times: row.times.map { $0 * 1_000_000 },
      error: row.reason.map { TraceError($0, line: row.line) })
    for size in 1...row.text.utf8.count + 2 {
      let byChunk = readTrace(ByteList(row.text), column: row.column, chunkSize: size)
      #expect(byChunk == expected, "in chunks of \(size)")
      let byPortion = readTrace(ByteList(row.text, portion: size), column: row.column)
      #expect(byPortion == expected, "in portions of \(size)")
    }
  }

  @Test func `a row may have 65536 bytes and no more`() {
    let filling = String(repeating: "x", count: TraceParser.longestRow - 3)
    #expect(readTrace(ByteList("1,\(filling)\n2,\n")).times.count == 2)
    let reading = readTrace(ByteList("0\n1,\(filling)x\n2,\n"))
    #expect(reading.error == TraceError(.rowTooLong, line: 2))
    #expect(reading.times == [0])
  }

  @Test func `so many empty lines may follow one another and no more`() {
    let empty = String(repeating: "\n", count: TraceParser.mostEmptyLines)
    #expect(readTrace(ByteList("1\n\(empty)2\n\(empty)")).times.count == 2)
    let reading = readTrace(ByteList("1\n\(empty)\n2\n"))
    #expect(
      reading.error == TraceError(.tooManyEmptyLines, line: TraceParser.mostEmptyLines + 2))
    #expect(reading.times.count == 1)
  }

  @Test(arguments: [TraceColumn.index(0), .name("time")])
  func `a header that is no UTF-8 is not text`(column: TraceColumn) {
    var source = ByteList("time,x\n1,2\n")
    source.bytes[5] = 0xFF
    #expect(readTrace(source, column: column).error == TraceError(.notText, line: 1))
    // Later rows are read for their times only.
    source = ByteList("time,x\n1,2\n")
    source.bytes[9] = 0xFF
    #expect(readTrace(source, column: column).times == [1_000_000_000])
  }

  @Test func `a broken byte order mark is not text`() {
    var source = ByteList("1\n")
    source.bytes.insert(contentsOf: [0xef, 0xbb], at: 0)
    #expect(readTrace(source).error == TraceError(.notText, line: 1))
  }

  @Test func `an error is thrown again and nothing is read after it`() {
    var parser = TraceParser()
    var source = ByteList("-1\n5\n")
    for _ in 0..<2 {
      #expect(throws: TraceError(.negative, line: 1)) { try parser.next(from: &source) }
    }
  }

  @Test func `a source that fails is reported in its own words`() {
    var source = ByteList("1\n2\n3\n", portion: 2)
    source.failsAt = 4
    let reading = readTrace(source)
    #expect(reading.times == [1_000_000_000, 2_000_000_000])
    #expect(reading.error?.description == "the disk is on fire")
  }
}
