import Foundation
import TestSupport
import Testing

/// Traces as they are found, in runs of the program.
@Suite struct TraceFormsRunTests {
  private static func scenario(_ trace: String, load: String = "1") -> String {
    ExampleScenarios.machine(
      workload: #"{ "load": \#(load), "arrivals": { "trace": \#(trace) } }"#)
  }

  private func arrivals(of workplace: Workplace, _ arguments: String...) throws -> [String] {
    let result = try Program.run(
      ["run", "s", "--requests", "--out", "out"] + arguments, in: workplace.directory.path)
    try #require(result.status == 0, "\(result.messages)")
    return try workplace.table("out/s/requests.csv").rows
      .sorted { $0.count("request") < $1.count("request") }.compactMap { $0["arrival_s"] }
  }

  @Test(arguments: [
    ("t.csv", "1700158623\n1700158625.5\n", #"{ "file": "t.csv" }"#),
    ("t.csv", "at,x\n1700158623000,1\n1700158625500,2\n", #"{ "file": "t.csv" }"#),
    (
      "t.csv", "x,at\n1,2023-11-16 18:17:03.000\n2,2023-11-16 18:17:05.5000000\n",
      #"{ "file": "t.csv", "column": "at" }"#
    ),
    (
      "t.jsonl", "{\"at\": \"2023-11-16T18:17:03Z\"}\n{\"at\": \"2023-11-16T18:17:05.5Z\"}\n",
      #"{ "file": "t.jsonl", "column": "at" }"#
    ),
    ("t.csv", "0\n2500\n", #"{ "file": "t.csv", "times": "ms" }"#),
    ("t.csv", "805000000\n805000002.5\n", #"{ "file": "t.csv", "times": "s" }"#),
    ("t.csv", "1700000\n1700002.5\n", #"{ "file": "t.csv", "from": "1700000s" }"#),
    ("t.csv", "0\n5\n", #"{ "file": "t.csv", "speed": 2 }"#),
    ("t.csv", "3\n7\n9.5\n12\n", #"{ "file": "t.csv", "from": "7s", "for": "5s" }"#),
  ])
  func `times of any form start the run with the first request`(
    file: String, text: String, trace: String
  ) throws {
    let workplace = try Workplace(["s": Self.scenario(trace)])
    try workplace.write(text, to: file)
    #expect(try arrivals(of: workplace) == ["0", "2.5"])
  }

  @Test func `counts become requests, other ones in each replication`() throws {
    let workplace = try Workplace([
      "s": Self.scenario(#"{ "file": "t.csv", "period": "1min" }"#)
    ])
    try workplace.write("requests\n2\n0\n3\n", to: "t.csv")
    let times = try arrivals(of: workplace).compactMap(Double.init)
    #expect(times.map { Int($0 / 60) } == [0, 0, 2, 2, 2])
    let again = try arrivals(of: workplace, "--jobs", "1", "--seed", "77").compactMap(Double.init)
    #expect(again.map { Int($0 / 60) } == [0, 0, 2, 2, 2])
    #expect(again != times)
  }

  @Test func `a load sends so many requests for each of the trace`() throws {
    let workplace = try Workplace(["s": Self.scenario(#"{ "file": "t.csv" }"#)])
    try workplace.write((0..<100).map { "\($0)\n" }.joined(), to: "t.csv")
    #expect(try arrivals(of: workplace, "--load", "3").count == 300)
  }

  @Test(arguments: [
    ("10", "", "load 10: each request 10 times (superposed), at its own time and at random ones"),
    ("2.5", "", "load 2.5: each request 2 or 3 times (superposed)"),
    ("0.5", "", "load 0.5: each request stays with probability 0.5 (thinned)"),
    ("4", #", "period": "1s""#, "load 4: each count times 4"),
  ])
  func `validate and run say how a load was made`(
    load: String, more: String, says: String
  ) throws {
    let workplace = try Workplace([
      "s": Self.scenario(#"{ "file": "t.csv"\#(more) }"#, load: load),
      "own": Self.scenario(#"{ "file": "t.csv"\#(more) }"#),
    ])
    try workplace.write((0..<50).map { "\($0)\n" }.joined(), to: "t.csv")
    #expect(try workplace.output(of: "validate", "s").contains("\n  \(says)"))
    let note = "- L" + says.dropFirst().prefix(40)
    #expect(try workplace.output(of: "run", "s").contains(note))
    for command in ["validate", "run"] {
      let text = try workplace.output(of: command, "own")
      #expect(!text.contains("load 1") && !text.contains("Load 1"))
    }
  }

  @Test func `one function of a trace is sent alone`() throws {
    let workplace = try Workplace([
      "s": Self.scenario(#"{ "file": "t.csv", "column": "at", "only": [["fn", "a b"]] }"#)
    ])
    try workplace.write("at,fn\n0,x\n1.5,a b\n2,x\n4,a b\n", to: "t.csv")
    #expect(try arrivals(of: workplace) == ["1.5", "4"])
    try workplace.write("at,fn\n0,x\n", to: "t.csv")
    let none = try workplace.run("run", "s")
    #expect(none.status == 1)
    #expect(none.messages.contains("t.csv: no row has \"a b\" in the column \"fn\""))
  }

  @Test func `validate reads the trace and says what it holds`() throws {
    let workplace = try Workplace(["s": Self.scenario(#"{ "file": "t.csv" }"#)])
    try workplace.write("1700158623\n1700158625\n1700158690\n", to: "t.csv")
    let text = try workplace.output(of: "validate", "s")
    #expect(
      text.hasPrefix(
        """
        s: valid, 1 deployment
          trace t.csv: 3 requests from 0s to 67s, within 67s, 0.03 a second
          peak minute: 2 from 0s on, 0.03 a second
          times count from 2023-11-16 18:17:03 UTC

        """))
    #expect(!text.contains("taken for seconds"))
    try workplace.write("72\n1012\n1005300\n", to: "t.csv")
    let guess = try workplace.output(of: "validate", "s")
    #expect(
      guess.contains("3 requests from 72s to 279h 15min 0s, within 279h 13min 48s, 0.00 a second"))
    #expect(guess.contains("  times are taken for seconds; \"times\" in \"trace\" can say \"ms\""))
    try workplace.write("1\n0\n", to: "t.csv")
    let wrong = try workplace.run("validate", "s")
    #expect(wrong.status == 1)
    #expect(wrong.messages.contains("t.csv: line 2: the arrival time is earlier"))
    #expect(wrong.messages.contains("Sort the rows"))
  }

  @Test(arguments: [
    ("500000000\n", "the unit of the first arrival time is not clear", "\"times\""),
    ("72000\n1005300000\n", "line 2: the arrival time would be more than 200000000 s", "\"ms\""),
    ("1700000\n1700060\n", "line 1: the first request comes 1700000 s", "\"from\": \"1700000s\""),
    ("2026-01-31T00:00:00Z\n2026-01-31T00:00:01\n", "line 2: dates with a zone", "with none"),
    ("{\"t\": 1}\n", "line 1: the rows are objects of JSON", "\"column\""),
  ])
  func `what is not clear is refused with advice`(
    text: String, says: String, advice: String
  ) throws {
    let workplace = try Workplace(["s": Self.scenario(#"{ "file": "t.csv" }"#)])
    try workplace.write(text, to: "t.csv")
    let result = try workplace.run("run", "s", "--out", "out")
    #expect(result.status == 1)
    #expect(result.messages.contains(says), "\(result.messages)")
    #expect(result.messages.contains(advice), "\(result.messages)")
  }
}
