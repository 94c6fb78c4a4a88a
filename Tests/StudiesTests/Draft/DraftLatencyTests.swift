import SimCore
import TestSupport
import Testing

@testable import Studies

@Suite struct DraftLatencyTests {
  private func latency(_ samples: String) throws -> DraftLatency {
    let folder = try ScratchDirectory()
    try folder.write(samples, to: "samples.csv")
    return try DraftLatency(folder.file("samples.csv")) { false }
  }

  @Test func `a time is the same for all requests`() throws {
    let found = try DraftLatency("80ms") { false }
    #expect(found.quantiles.map(\.time) == [.milliseconds(80)])
    #expect(found.value.compactText == #""80ms""#)
  }

  @Test(arguments: [
    ("0s", "the latency is zero"), ("80", "has no unit"), ("-1s", "neither a duration nor a file"),
    ("soon", "neither a duration nor a file"),
  ])
  func `what is neither a time nor a file is refused`(text: String, what: String) {
    let error = #expect(throws: DraftMistake.self) { try DraftLatency(text) { false } }
    #expect(error?.what.contains(what) == true, "\(String(describing: error))")
  }

  @Test func `samples become quantiles from the least to the greatest`() throws {
    // 101 samples of 1 to 101 ms: a fiftieth of them is two apart.
    let samples = (1...101).reversed().map { "\($0)" }.joined(separator: "\n")
    let found = try latency("latency_ms\n" + samples + "\n")
    #expect(found.quantiles.first?.time == .milliseconds(1))
    #expect(found.quantiles.last?.time == .milliseconds(101))
    let median = try #require(found.quantiles.first { $0.probability == 0.5 })
    #expect(median.time == .milliseconds(51))
    let high = try #require(found.quantiles.first { $0.probability == 0.995 })
    #expect(abs(high.time.seconds - 0.1005) < 1e-9)
  }

  @Test func `samples are durations or seconds in the first column`() throws {
    #expect(try latency("0.25\r\n0.25\n").quantiles.allSatisfy { $0.time == .milliseconds(250) })
    #expect(try latency("250ms,x\n250ms,y").quantiles.allSatisfy { $0.time == .milliseconds(250) })
    #expect(try latency("250ms\n").quantiles.count == 1)
  }

  @Test(arguments: [
    ("1\nx\n", "line 2: x is no time"), ("0\n0\n", "has no sample above zero"),
    ("name\n", "has no sample above zero"), ("1\n-2\n", "line 2: -2 is no time"),
    ("1\ninf\n", "line 2: inf is no time"), ("1\nnan\n", "line 2: nan is no time"),
  ])
  func `a file without good samples is refused with its line`(text: String, what: String) {
    let error = #expect(throws: DraftMistake.self) { try latency(text) }
    #expect(error?.what.contains(what) == true, "\(String(describing: error))")
  }
}
