import SimCore
import Testing

@testable import Calibration

/// Logs of valid lines with random changes: whatever they say, what is kept of them holds together.
@Suite struct RandomLogTests {
  private static let lines = [
    "2023-11-16T18:17:05.500000+00:00 2023/11/16/[$LATEST]0123456789abcdeffedcba9876543210 REPORT "
      + "RequestId: 8f5\tDuration: 2000.50 ms\tMemory Size: 512 MB\tInit Duration: 499.50 ms\t",
    #"{"timestamp":1700158625500,"message":"REPORT RequestId: 1\tDuration: 1.5 ms\n"}"#,
    #"{"httpRequest": {"latency": "0.250s", "status": 503}, "timestamp": "2023-11-16T18:17:03Z"}"#,
    #"1.2.3.4 - - [16/Nov/2023:19:17:04 +0100] "GET /a b HTTP/1.1" 200 12 "-" "x" 0.500"#,
    "h2 2023-11-16T18:17:05.000000Z app/x 1.2.3.4:5 1.2.3.4:6 0.001 0.200 0.000 200 200 34 5",
    "http_req_duration,1700158625,250.5,,,true",
    #"{"metric":"http_req_duration","type":"Point","#
      + #""data":{"time":"2023-11-16T18:17:05Z","value":9}}"#,
    "scenario,deployment,replication,request,arrival_s,latency_s,outcome,cold,instance",
    "s,f,0,1,0.25,0.125,succeeded,true,3", "[", "{", "}", "]", "  {\"events\": [", "",
  ].map { Array($0.utf8) }

  private static let bytes = Array("0123456789.,-:;{}[]\"\\ \tedms%\u{0}".utf8) + [0xff, 0xc3]

  /// A log of some lines, most of them changed in a few places.
  private func log(_ random: inout Random) -> [[UInt8]] {
    func below(_ count: Int) -> Int { min(Int(random.nextUnit() * Double(count)), count - 1) }
    return (0..<60).map { _ in
      var line = Self.lines[below(Self.lines.count)]
      for _ in 0..<below(4) where !line.isEmpty {
        let (place, byte) = (below(line.count), Self.bytes[below(Self.bytes.count)])
        switch below(4) {
        case 0: line[place] = byte
        case 1: line.insert(byte, at: place)
        case 2: line.removeSubrange(place..<min(line.count, place + 1 + below(9)))
        default: line.insert(contentsOf: Array(repeating: byte, count: below(30)), at: place)
        }
      }
      return line
    }
  }

  @Test func `no log makes figures that contradict one another`() throws {
    var (requests, refused, fitted) = (0, 0, 0)
    for number in 0..<1500 {
      var random = Random(seed: UInt64(number), stream: RandomStream("log"))
      var latest: Int64 = 0
      var intake = LogIntake(most: 64) { time in
        #expect(time >= latest, "arrivals rise")
        latest = time
      }
      intake.begin("log")
      for (index, line) in log(&random).enumerated() { try intake.take(line[...], index + 1) }
      intake.end()
      try intake.finish()
      #expect(intake.contradiction == nil)
      requests += intake.requests
      refused += intake.reader.malformed
      if intake.isEnough { fitted += 1 }
    }
    // The changes leave many lines what they were, and make many into nothing known.
    #expect(requests > 1500 * 5)
    #expect(refused > 1500 * 5)
    #expect(fitted > 750)
  }
}
