import Documents
import SimCore
import TestSupport
import Testing

@testable import Platforms

/// Functions whose requests are the rows of a file.
@Suite struct FunctionRequestsTests {
  private struct Requests: RunObserver {
    var seesRequests: Bool { true }
    var seesEvents: Bool { false }
    var latencies: [Interval] = []

    mutating func request(_ record: RequestRecord) { latencies.append(record.latency) }
    mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
    mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {}
    mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
  }

  private func run(
    _ text: String, columns: String = "", load: String = "1"
  ) throws -> (profiles: [FunctionProfile], latencies: [Interval], requests: Int64) {
    let folder = try ScratchDirectory()
    try folder.write(text, to: "r.csv")
    var scenario = try Decoded.scenario(
      """
      { "seed": 1,
        "workload": { "duration": "1h", "load": \(load),
          "arrivals": { "functions": { "requests": "r.csv"\(columns) } } },
        "deployments": [{ "platform": "aws-lambda", "memory": "2GB",
          "latency": { "service_time": "100ms", "network": "0s",
            "cold_start": { "container_initialisation": { "base": "0s", "per_mb": "0s" },
              "library_import": "0s", "model_download": { "base": "0s", "per_mb": "0s" },
              "model_load": "0s", "first_inference": "0s", "variation": 0,
              "prerequisite": "0s" } } }] }
      """)
    try scenario.foldTrace(in: folder.path)
    guard case .functions(let functions) = scenario.workload.arrivals else {
      throw RunError.stopped
    }
    var seen = Requests()
    let figures = try scenario.run(
      scenario.deployments[0], directory: folder.path, observer: &seen)
    let profiles = try scenario.profiles(
      functions, memory: .gigabytes(1), directory: folder.path)
    return (profiles, seen.latencies, Int64(figures.requests))
  }

  private func times(_ profile: FunctionProfile) -> [Double] {
    guard case .times(let times) = profile.traffic else { return [] }
    return times.map { ($0 - Instant.zero).seconds }
  }

  @Test func `the trace of 2021 is read as it is`() throws {
    // Sorted by end, as it is published: the long one came first.
    let (profiles, latencies, requests) = try run(
      "app,func,end_timestamp,duration\nA,f,2,0.5\nA,g,3,1\nB,f,9,2\nA,f,60,59.5\n")
    #expect(profiles.map(\.name) == ["f", "g", "B,f"])
    #expect(profiles.map(times) == [[0.5, 1.5], [2], [7]])
    #expect(profiles[0].durations == [.seconds(59) + .milliseconds(500), .milliseconds(500)])
    #expect(profiles.allSatisfy { $0.memory == .gigabytes(1) })
    #expect(requests == 4)
    // Each request takes the time of its own row.
    #expect(latencies.map(\.seconds).sorted() == [0.5, 1, 2, 59.5])
  }

  @Test func `columns are named, and what no column says is the deployment's`() throws {
    let (profiles, latencies, _) = try run(
      "at,mb,fn\n1,128,x\n2,300,x\n1.5,64,y\n",
      columns: #", "columns": { "function": ["fn"], "start": "at", "memory": "mb" }"#)
    #expect(profiles.map(\.name) == ["x", "y"])
    #expect(profiles.map(times) == [[1, 2], [1.5]])
    #expect(profiles.map(\.memory) == [.init(bytes: 300 << 20), .init(bytes: 64 << 20)])
    #expect(latencies == Array(repeating: .milliseconds(100), count: 3))
  }

  @Test(arguments: [
    ("f,at\nx,1700000000\nx,1700000002.5\n", [0, 2.5]), ("f,at\nx,3\nx,5\n", [3, 5]),
  ])
  func `times since 1970 begin with the first request`(text: String, expected: [Double]) throws {
    let found = try run(text, columns: #", "columns": { "function": ["f"], "start": "at" }"#)
    #expect(found.profiles.map(times) == [expected])
  }

  @Test func `what ended before its own length had passed moves the beginning`() throws {
    let found = try run("app,func,end_timestamp,duration\na,f,1,3\na,f,4,1\n")
    #expect(found.profiles.map(times) == [[0, 5]])
  }

  @Test func `a load adds requests between those of a function, and takes some away`() throws {
    let text =
      "f,at,d\n" + (0..<1000).map { "\($0 % 2 == 0 ? "x" : "y"),\($0),0.\($0 % 2 + 1)\n" }.joined()
    let columns = #", "columns": { "function": ["f"], "start": "at", "duration": "d" }"#
    let more = try run(text, columns: columns, load: "2.5")
    let counts = more.profiles.map { times($0).count }
    // Each of 500 requests has two or three: 1250, with a standard deviation of 11.
    #expect(counts.allSatisfy { (1205...1295).contains($0) }, "\(counts)")
    for (profile, seconds) in zip(more.profiles, [0.1, 0.2]) {
      #expect(times(profile) == times(profile).sorted())
      #expect(
        Set(times(profile)).isSuperset(of: stride(from: seconds == 0.1 ? 0 : 1, to: 1000, by: 2)))
      #expect(
        profile.durations
          == Array(repeating: Interval(seconds: seconds), count: times(profile).count))
    }
    let fewer = try run(text, columns: columns, load: "0.5").profiles.map { times($0).count }
    #expect(fewer.allSatisfy { (205...295).contains($0) }, "\(fewer)")
  }

  @Test(arguments: [
    ("app,func,end_timestamp\n", "no column named \"duration\""), ("", "holds no arrival"),
    ("app,func,end_timestamp,duration\n", "holds no arrival"),
    ("app,func,end_timestamp,duration\na,b,x,1\n", "line 2: the row has no number"),
    ("app,func,end_timestamp,duration\na,b,-1,1\n", "line 2: the row has no number"),
    ("app,func,end_timestamp,duration\na,b,1\n", "line 2: the row has no number"),
    ("app,func,end_timestamp,duration\na\n", "line 2: the row has no field"),
    ("app,func,end_timestamp,duration\na,b,1e14,1\n", "line 2: the arrival time is beyond"),
  ])
  func `what is wrong is said with its line`(text: String, says: String) throws {
    let error = try #require(throws: RunError.self) { _ = try run(text) }
    #expect("\(error)".contains(says), "\(error)")
  }
}
