import SimCore
import Testing

@testable import Platforms

extension Workload.Arrivals {
  /// The trace that arrivals come from; nil for a process.
  var trace: Workload.Trace? {
    if case .trace(let trace) = self { return trace }
    return nil
  }
}

@Suite struct TraceDecodingTests {
  private func trace(_ keys: String) throws -> Workload.Trace? {
    try Decoded.workload(
      #"{ "arrivals": { "trace": { "file": "a.csv", \#(keys) } } }"#
    ).arrivals.trace
  }

  @Test func `keys say how times are written and what is sent of them`() throws {
    let found = try trace(#""column": "t", "times": "ms", "from": "1h", "for": "5min", "speed": 4"#)
    #expect(found?.column == "t")
    #expect(found?.times == .milliseconds)
    #expect(found?.part.start == .minutes(60))
    #expect(found?.part.length == .minutes(5))
    #expect(found?.timeScale == 0.25)
    #expect(found?.part.counts == nil)
  }

  @Test func `a period makes counts of the rows`() throws {
    let found = try trace(
      #""column": "1", "last_column": "1440", "period": "1min", "spacing": "even""#)
    #expect(found?.part.counts == .init(period: .minutes(1), isEven: true))
    #expect(found?.lastColumn == "1440")
    #expect(try trace(#""period": "1s""#)?.part.counts == .init(period: .seconds(1)))
  }

  private static let noPeriod = "is for counts, and there is no period that they are of"

  @Test(arguments: [
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "speed": 2, "scale": ▸2 } } }"#,
      "workload.arrivals.trace.scale", "says once more how fast the trace is sent",
      "keep one"),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "spacing": ▸"even" } } }"#,
      "workload.arrivals.trace.spacing", noPeriod, "add \"period\""),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "last_column": ▸"9" } } }"#,
      "workload.arrivals.trace.last_column", noPeriod, "add \"period\""),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "period": "1s", "last_column": ▸"9" } } }"#,
      "workload.arrivals.trace.last_column", "needs to know where the counts begin",
      "add \"column\""),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "period": "1s", "times": ▸"s" } } }"#,
      "workload.arrivals.trace.times", "is for times, and with a period the rows are counts",
      "remove it"),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "times": ▸"min" } } }"#,
      "workload.arrivals.trace.times", "\"min\" is not one of the choices", "s"),
  ])
  func `keys that mean nothing together are refused`(_ wrong: Wrong) throws {
    try wrong.inWorkload.check()
  }
}
