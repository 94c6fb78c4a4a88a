import Testing

@testable import Calibration

@Suite struct LogReaderTests {
  private static let second: Int64 = 1_000_000_000
  /// 16 November 2023, 18:17:03.
  private static let moment = 1_700_158_623 * second

  private func entry(_ line: String) -> LogEntry? {
    var reader = LogReader()
    return reader.read(ArraySlice(Array(line.utf8)), log: "log", line: 1)
  }

  private static let report =
    "REPORT RequestId: 8f5\tDuration: 2000.50 ms\tBilled Duration: 2251 ms\tMemory Size: 512 MB\t"
    + "Max Memory Used: 68 MB\tInit Duration: 499.50 ms\t"

  @Test(arguments: [
    "2023-11-16T18:17:05.500Z\t\(report)", "2023-11-16 18:17:05.500 \(report)",
    "1700158625500,\"\(report)\"", "2023-11-16T18:17:05.500000+00:00 2023/11/16/[1]abc \(report)",
    #"{"timestamp":1700158625500,"message":"\#(report)\n"}"#,
    #"{"message":"\#(report)","@timestamp": "2023-11-16 18:17:05.500"}"#,
  ])
  func `a report of Lambda is a request that arrived before its end`(line: String) {
    var expected = LogEntry()
    expected.arrival = Self.moment
    expected.service = 2_000_500_000
    expected.start = 499_500_000
    expected.isCold = true
    expected.memory = 512
    #expect(entry(line) == expected)
  }

  @Test(arguments: [
    "2023-11-16T18:17:05.500000+00:00 2023/11/16/[$LATEST]\(name) \(report)",
    #"{"logStreamName":"2023/11/16/[$LATEST]\#(name)","timestamp":1,"message":"\#(report)\n"}"#,
    "2023/11/16/[12]\(name)\t1700158625500\t\(report)",
  ])
  func `the log stream of a report is its instance`(line: String) {
    #expect(entry(line)?.instance == InstanceName(hexadecimal: Array(Self.name.utf8)[...]))
    #expect(entry(line)?.instance != InstanceName(0xfedc_ba98_7654_3210))
    #expect(InstanceName(hexadecimal: Array("x".utf8)[...]) == nil)
  }

  private static let name = "0123456789abcdeffedcba9876543210"

  @Test func `a report without a start is warm, and one without a time has none`() {
    let line = "REPORT RequestId: 8f5 Duration: 3 ms Billed Duration: 4 ms Memory Size: 128 MB"
    var expected = LogEntry()
    expected.service = 3_000_000
    expected.isCold = false
    expected.memory = 128
    #expect(entry(line) == expected)
    #expect(entry(line + " Status: timeout")?.hasFailed == true)
  }

  @Test func `an entry of Cloud Run arrived at its time`() {
    let line =
      #"{"httpRequest": {"latency": "0.250s", "status": 503}, "timestamp": "2023-11-16T18:17:03Z"}"#
    let found = entry(line)
    #expect(found?.arrival == Self.moment)
    #expect(found?.service == Self.second / 4)
    #expect(found?.hasFailed == true)
  }

  @Test(arguments: ["0.500", "rt=0.500 uct=0.000", "\"-\" request_time=0.500"])
  func `a line of a web server is written at the end`(ending: String) {
    let line =
      #"1.2.3.4 - - [16/Nov/2023:19:17:04 +0100] "GET /a b HTTP/1.1" 200 12 "-" "x" "# + ending
    let found = entry(line)
    #expect(found?.service == Self.second / 2)
    #expect(found?.arrival == Self.moment + Self.second / 2)
    #expect(found?.hasFailed == false)
  }

  @Test func `a line of a load balancer is written at the end`() {
    let line =
      "https 2023-11-16T18:17:04.000000Z app/a/b 1.2.3.4:5 10.0.0.1:80 0.001 0.498 0.001 502 - 0 0"
    let found = entry(line)
    #expect(found?.service == Self.second / 2)
    #expect(found?.arrival == Self.moment + Self.second / 2)
    #expect(found?.hasFailed == true)
  }

  @Test func `points of k6 are made at the end`() {
    let table = entry("http_req_duration,1700158624,500.0,,,,")
    let object = entry(
      #"{"metric":"http_req_duration","type":"Point","data":"#
        + #"{"time":"2023-11-16T19:17:04+01:00","value":500,"tags":{}}}"#)
    for found in [table, object] {
      #expect(found?.service == Self.second / 2)
      #expect(found?.arrival == Self.moment + Self.second / 2)
    }
  }

  @Test func `requests of a simulated run are those of its first deployment`() {
    var reader = LogReader()
    let lines = [
      "scenario,deployment,replication,request,arrival_s,latency_s,outcome,cold,instance,billed_s",
      "s,a,0,0,1.5,0.25,succeeded,true,0,0.3", "s,b,0,0,1.5,0.25,succeeded,true,0,0.3",
      "s,a,0,1,2.5,0.5,timed_out,false,0,0.3",
    ]
    let found = lines.enumerated().compactMap { index, line in
      reader.read(ArraySlice(Array(line.utf8)), log: "log", line: index + 1)
    }
    #expect(found.map(\.arrival) == [1_500_000_000, 2_500_000_000])
    #expect(found.map(\.isCold) == [true, false])
    #expect(found.map(\.hasFailed) == [false, true])
    #expect(reader.others == 2)
  }

  @Test func `lines that are not understood are counted, and the first shown`() {
    var reader = LogReader()
    let lines = [
      "START RequestId: 1 Version: 2", "nonsense", "REPORT RequestId: 1 Duration: x ms", "", "a",
      "b", "c", "d", "{\"httpRequest\": {", "http 1 2 3", "\u{1B}[2J",
    ]
    for (index, line) in lines.enumerated() {
      #expect(reader.read(ArraySlice(Array(line.utf8)), log: "log", line: index + 1) == nil)
    }
    #expect(reader.others == 1)
    #expect(reader.malformed == 9)
    #expect(reader.firstMalformed.map(\.line) == [2, 3, 5, 6, 7])
    #expect(reader.firstMalformed.allSatisfy { !$0.excerpt.contains("\u{1B}") })
    #expect(reader.formats.isEmpty)
  }
}
