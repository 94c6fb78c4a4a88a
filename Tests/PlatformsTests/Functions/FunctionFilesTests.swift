import Documents
import SimCore
import TestSupport
import Testing

@testable import Platforms

@Suite struct FunctionFilesTests {
  private static let scenario = #"""
    { "seed": 1,
      "workload": { "duration": "4min", "arrivals": { "functions": { "file": "i.csv"MORE } } },
      "deployments": [{ "platform": "aws-lambda", "memory": "1GB",
        "latency": { "service_time": "100ms" } }] }
    """#

  static let invocations = """
    HashOwner,HashApp,HashFunction,Trigger,1,2,3
    o,a,f,http,2,0,1
    o,a,g,timer,0,0,300
    p,b,f,queue,1,1,1

    """
  static let durations = """
    HashOwner,HashApp,HashFunction,Average,Count,Minimum,Maximum,percentile_Average_0,\
    percentile_Average_1,percentile_Average_25,percentile_Average_50,percentile_Average_75,\
    percentile_Average_99,percentile_Average_100
    o,a,g,20,300,10,40,10,10,20,20,20,40,40

    """
  static let memory = """
    HashOwner,HashApp,SampleCount,AverageAllocatedMb,AverageAllocatedMb_pct1
    o,a,7,140.5,100

    """

  private func run(
    _ files: [String: String], more: String = ""
  ) throws -> (figures: RunFigures, profiles: [FunctionProfile]) {
    let folder = try ScratchDirectory()
    for (name, text) in files { try folder.write(text, to: name) }
    var scenario = try Decoded.scenario(Self.scenario.replacing("MORE", with: more))
    try scenario.foldTrace(in: folder.path)
    guard case .functions(let functions) = scenario.workload.arrivals else {
      throw RunError.stopped
    }
    var nobody = NoObserver()
    let figures = try scenario.run(
      scenario.deployments[0], directory: folder.path, observer: &nobody)
    return (
      figures, try scenario.profiles(functions, memory: .gigabytes(1), directory: folder.path)
    )
  }

  private static let all = #", "durations": "d.csv", "memory": "m.csv""#

  @Test func `counts, times and memory come from three files`() throws {
    let (figures, profiles) = try run(
      ["i.csv": Self.invocations, "d.csv": Self.durations, "m.csv": Self.memory],
      more: Self.all)
    #expect(figures.requests == 306)
    let rows = try #require(figures.functions?.functions)
    #expect(rows.map(\.name) == ["f", "g", "p,b,f"])
    #expect(rows.map(\.counts.requests) == [3, 300, 3])
    let measured = ByteCount(bytes: 147_324_928)
    #expect(rows.map(\.memory) == [measured, measured, .gigabytes(1)])
    #expect(profiles[0].execution == nil)
    // Ten to twenty for a quarter, twenty for half of the time, and up to forty for a quarter.
    let mean = try #require(profiles[1].execution?.mean)
    #expect(abs(mean - (0.01 * 10 + 0.24 * 15 + 0.5 * 20 + 0.24 * 30 + 0.01 * 40) / 1000) < 1e-9)
  }

  @Test func `lines may end as on other systems, and empty ones do not count`() throws {
    let text = "\u{FEFF}" + Self.invocations.replacing("\n", with: "\r\n") + "\r\n\r\n"
    #expect(try run(["i.csv": text]).figures.requests == 306)
    let open = String(Self.invocations.dropLast())
    #expect(try run(["i.csv": open]).figures.requests == 306)
  }

  @Test(arguments: [
    ("", "i.csv: the trace holds no arrival"),
    ("\n\n", "i.csv: the trace holds no arrival"),
    ("HashOwner,HashApp,HashFunction,Trigger,1\n", "i.csv: the trace holds no arrival"),
    ("HashOwner,HashApp,Trigger,1\n", "i.csv: the header has no column named \"HashFunction\""),
    (
      "HashOwner,HashApp,HashFunction,HashApp,1\n",
      "i.csv: the header has several columns named \"HashApp\""
    ),
    ("HashOwner,HashApp,HashFunction,Trigger\n", "i.csv: the header has no column named \"1\""),
    (invocations + "o,a,f,http,1,1,1\n", "i.csv: line 5: the function has an earlier row too"),
    (invocations + "o,a,h,http,1,1\n", "i.csv: line 5: the row has fewer minutes than the header"),
    (invocations + "o\n", "i.csv: line 5: the row has no field in the column of arrival times"),
    (
      invocations + "o,a,h,http,1,-1,1\n",
      "i.csv: line 5: the count is not a whole number of requests"
    ),
    (
      invocations + "o,a,h,http,1,,1\n",
      "i.csv: line 5: the count is not a whole number of requests"
    ),
    (
      invocations + "o,a,h,http,1,1e3,1\n",
      "i.csv: line 5: the count is not a whole number of requests"
    ),
    (
      invocations + "o,a,h,http,1,99999999999999999999,1\n",
      "i.csv: line 5: a minute has more than 10^9 requests"
    ),
    (
      invocations + "o,a,\u{1},http,1,1,1\n",
      "i.csv: line 5: the row holds bytes that are not text"
    ),
    ("\u{1f}\u{8b}", "i.csv: the header has no column named \"HashOwner\""),
  ])
  func `what is wrong with the counts is said`(_ text: String, _ message: String) {
    #expect { try run(["i.csv": text]) } throws: { error in
      "\(error)" == message
    }
  }

  @Test(arguments: [
    (
      "o,a,g,20,300,10,40,10,10,20,20,20,40\n",
      "no number from 0 on in the column \"percentile_Average_100\""
    ),
    (
      "o,a,g,20,300,10,40,10,10,20,20,20,40,x\n",
      "no number from 0 on in the column \"percentile_Average_100\""
    ),
    (
      "o,a,g,20,300,10,40,10,10,20,20,20,40,-1\n",
      "no number from 0 on in the column \"percentile_Average_100\""
    ),
    (
      "o,a,g,20,300,10,40,10,10,20,20,20,40,nan\n",
      "no number from 0 on in the column \"percentile_Average_100\""
    ),
    ("o,a,g,20,300,10,40,10,10,20,20,20,40,39\n", "the percentiles of the execution time fall"),
  ])
  func `what is wrong with the times is said`(_ row: String, _ message: String) {
    let header = Self.durations.split(separator: "\n")[0]
    #expect {
      try run(
        ["i.csv": Self.invocations, "d.csv": "\(header)\n\(row)", "m.csv": Self.memory],
        more: Self.all)
    } throws: { error in
      "\(error)".hasPrefix("d.csv: line 2: ") && "\(error)".hasSuffix(message)
    }
  }

  @Test func `files that are not there, or twice in a row, are said by their names`() {
    #expect { try run(["i.csv": Self.invocations], more: Self.all) } throws: { error in
      "\(error)".hasPrefix("d.csv: ")
    }
    #expect {
      try run(
        [
          "i.csv": Self.invocations, "d.csv": Self.durations,
          "m.csv": Self.memory + "o,a,1,2,3\n",
        ], more: Self.all)
    } throws: { error in
      "\(error)" == "m.csv: line 3: the application has an earlier row too"
    }
  }

  @Test func `a row without end is refused before it fills the memory`() {
    let text = "HashOwner,HashApp,HashFunction,Trigger,1\n" + String(repeating: "x", count: 400_000)
    #expect { try run(["i.csv": text]) } throws: { error in
      "\(error)" == "i.csv: line 2: the row is longer than 262144 bytes"
    }
  }
}
