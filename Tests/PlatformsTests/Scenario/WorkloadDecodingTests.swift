import SimCore
import Testing

@testable import Platforms

struct WorkloadDecodingTests {
  @Test(arguments: [
    Wrong(
      #"▸{ "duration": "1s" }"#, "workload", "the key `arrivals` is missing", #"add "arrivals""#),
    Wrong(
      #"▸{ "arrivals": { "poisson": { "rate": "1/s" } } }"#, "workload",
      "says neither how long requests come nor how many", #"add "duration": "10min""#),
    Wrong(
      #"{ "duration": "1s", ▸"request": 5, "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.request", "unknown key", "did you mean `requests`?"),
    Wrong(
      #"{ "duration": ▸"0s", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.duration", #"must be at least 1ns, found "0s""#, "write a duration"),
    Wrong(
      #"{ "duration": ▸"-5s", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.duration", #"the duration "-5s" must not be negative"#, "without the sign"),
    Wrong(
      #"{ "duration": ▸60, "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.duration", "must be a duration with its unit, found the number 60",
      #"write "60s""#),
    Wrong(
      #"{ "duration": ▸null, "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.duration", "must be a duration, found null", "write a duration such as"),
    Wrong(
      #"{ "requests": ▸0, "arrivals": { "poisson": { "rate": "1/s" } } }"#, "workload.requests",
      "must be at least 1, found 0", "write a whole number from 1 to 9007199254740992"),
    Wrong(
      #"{ "requests": ▸"5", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.requests", #"must be a whole number, found "5""#, "write 5 without quotes"),
    Wrong(
      #"{ "duration": "1s", "patience": ▸"8 sec", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.patience", #"the duration "8 sec" has the unknown unit "sec""#,
      "did you mean `s`?"),
    Wrong(
      #"{ "duration": "1s", "warm_up": ▸"mser5", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.warm_up", #"is neither a duration nor a rule, found "mser5""#, #"or "mser-5""#),
    Wrong(
      #"{ "duration": "1s", "warm_up": ▸"1s", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.warm_up", "leaves nothing to count of a duration of 1s",
      "write less than the duration"),
    Wrong(
      #"{ "duration": "1s", "warm_up": ▸"5 sec", "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.warm_up", #"the duration "5 sec" has the unknown unit "sec""#,
      "did you mean `s`?"),
    Wrong(
      #"{ "duration": "1s", "warm_up": ▸0, "arrivals": { "poisson": { "rate": "1/s" } } }"#,
      "workload.warm_up", "must be a duration with its unit, found the number 0", "write"),
    Wrong(
      #"{ "duration": "1s", "arrivals": ▸"poisson" }"#, "workload.arrivals",
      #"must be an object, found "poisson""#, #"write { "poisson""#),
    Wrong(
      #"{ "duration": "1s", "arrivals": ▸{} }"#, "workload.arrivals",
      "names no arrival process", "write one of constant, poisson"),
    Wrong(
      #"{ "duration": "1s", "arrivals": { ▸"poison": { "rate": "1/s" } } }"#,
      "workload.arrivals.poison", "unknown key", "did you mean `poisson`?"),
    Wrong(
      #"{ "duration": "1s", "arrivals": ▸{ "poisson": { "rate": "1/s" }, "trace": {} } }"#,
      "workload.arrivals", "names more than one arrival process", "write one of"),
    Wrong(
      #"{ "arrivals": { "trace": ▸{} } }"#, "workload.arrivals.trace",
      "the key `file` is missing", #"add "file""#),
    Wrong(
      #"{ "arrivals": { "trace": { "file": ▸"" } } }"#, "workload.arrivals.trace.file",
      "is empty", "name a file of CSV"),
    Wrong(
      #"{ "arrivals": { "trace": { "file": ▸"a\u0000b" } } }"#, "workload.arrivals.trace.file",
      "has control characters", "name a file of CSV"),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "column": ▸0 } } }"#,
      "workload.arrivals.trace.column", "must be a string, found 0", "write"),
    Wrong(
      #"{ "arrivals": { "trace": { "file": "a.csv", "scale": ▸0 } } }"#,
      "workload.arrivals.trace.scale", "must be at least 1e-09, found 0", "write a number"),
    Wrong(
      #"{ "arrivals": { "trace": { ▸"flie": "a.csv", "file": "a.csv" } } }"#,
      "workload.arrivals.trace.flie", "unknown key", "did you mean `file`?"),
    Wrong(
      #"{ "duration": "1s", "requests": 5, "#
        + #""arrivals": ▸{ "map": { "d0": [[-1]], "d1": [[1]] } } }"#,
      "workload.arrivals",
      "a Markovian arrival process takes a number of requests or a duration, not both: given "
        + "their number, its arrival times are not independent draws",
      #"remove "requests" or "duration""#),
    Wrong(
      """
      { "duration": "1s", "requests": 5, "arrivals": ▸{ "piecewise": { "pieces": [
        { "rate": "0/s", "for": "5s" }, { "rate": "1/s", "for": "5s" } ] } } }
      """, "workload.arrivals", "no request can arrive, because the rate is 0 all the time",
      "within the duration"),
  ])
  func `what is wrong with a key of a workload is said where it stands`(_ wrong: Wrong) throws {
    try wrong.inWorkload.check()
  }

  @Test func `a duration, a number of requests, or both say how far arrivals are followed`() throws
  {
    let arrivals = ScenarioText.arrivals
    let duration = try Decoded.workload(#"{ "duration": "2min", "arrivals": \#(arrivals) }"#)
    #expect(duration.extent == .duration(.minutes(2)))
    #expect(duration.patience == nil)
    let requests = try Decoded.workload(#"{ "requests": 7, "arrivals": \#(arrivals) }"#)
    #expect(requests.extent == .requests(7))
    let both = try Decoded.workload(
      #"{ "requests": 7, "duration": "1s", "patience": "0s", "arrivals": \#(arrivals) }"#)
    #expect(both.extent == .exactly(requests: 7, within: .seconds(1)))
    #expect(both.patience == .zero)
  }

  @Test func `a trace needs no extent, and takes one`() throws {
    let whole = try Decoded.workload(#"{ "arrivals": { "trace": { "file": "a.csv" } } }"#)
    #expect(whole.arrivals == .trace(.init(file: "a.csv", column: nil, timeScale: 1)))
    #expect(whole.extent == nil)
    let part = try Decoded.workload(
      """
      { "requests": 3,
        "arrivals": { "trace": { "file": "b.csv", "column": "time", "scale": 0.5 } } }
      """)
    #expect(part.arrivals == .trace(.init(file: "b.csv", column: "time", timeScale: 0.5)))
    #expect(part.extent == .requests(3))
  }

  @Test func `a warm-up is a time or the rule`() throws {
    func warmUp(_ text: String) throws -> WarmUp? {
      try Decoded.workload(
        #"{ "duration": "10s", \#(text) "arrivals": { "poisson": { "rate": "1/s" } } }"#
      ).warmUp
    }
    #expect(try warmUp("") == nil)
    #expect(try warmUp(#""warm_up": "2.5s","#) == .time(.milliseconds(2500)))
    #expect(try warmUp(#""warm_up": "mser-5","#) == .mser5)
    let trace = try Decoded.workload(
      #"{ "warm_up": "1h", "arrivals": { "trace": { "file": "a.csv" } } }"#)
    #expect(trace.warmUp == .time(.seconds(3600)))
  }
}
