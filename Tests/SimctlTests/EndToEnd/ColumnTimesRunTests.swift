import Foundation
import TestSupport
import Testing

/// Requests of a trace whose rows say what they take, in runs of the program.
@Suite struct ColumnTimesRunTests {
  private static func scenario(_ deployment: String, workload: String = "") -> String {
    """
    { "seed": 1,
      "workload": { \(workload) "arrivals": { "trace": { "file": "t.csv", "column": "at" } } },
      "deployments": [\(deployment)] }
    """
  }

  private static let server = """
    { "name": "server", "platform": "aws-cpu-server",
      "capacity": { "workers": 1, "backlog": 2 },
      "latency": { "network": "0s", "service_time": "100ms",
        "column_times": [["prompt", "1ms"], ["output", "10ms"]] } }
    """

  private static let function = """
    { "name": "function", "platform": "aws-lambda",
      "latency": { "network": "0s", "service_time": "0s", "column_times": [["seconds", "1s"]],
        "cold_start": { "container_initialisation": "0s", "library_import": "0s",
          "model_download": "0s", "model_load": "0s", "first_inference": "0s" } } }
    """

  private func rows(_ workplace: Workplace, _ arguments: [String] = []) throws -> [[String]] {
    let result = try Program.run(
      ["run", "s", "--requests", "--out", "out"] + arguments, in: workplace.directory.path)
    try #require(result.status == 0, "\(result.messages)")
    return try workplace.table("out/s/requests.csv").rows
      .sorted { $0.count("request") < $1.count("request") }
      .map { [$0["latency_s"] ?? "", $0["outcome"] ?? ""] }
  }

  @Test func `each request takes what its own row says, however it waits or others are refused`()
    throws
  {
    let workplace = try Workplace(["s": Self.scenario(Self.server)])
    // 300 ms, then 160 and 1100 ms behind it; the fourth finds the queue full.
    try workplace.write(
      "at,prompt,output\n0,100,10\n0.1,50,1\n0.1,0,100\n0.2,999,999\n5,7,0\n", to: "t.csv")
    let found = try rows(workplace)
    #expect(
      found == [
        ["0.3", "succeeded"], ["0.36", "succeeded"], ["1.46", "succeeded"], ["0", "backlog_full"],
        ["0.107", "succeeded"],
      ])
    #expect(try rows(workplace, ["--jobs", "1"]) == found)
  }

  @Test func `a column of measured times is replayed as it is, on functions too`() throws {
    let workplace = try Workplace(["s": Self.scenario(Self.function)])
    try workplace.write(
      "seconds,at\n" + (0..<500).map { "\(Double($0 % 7) / 8),\($0)\n" }.joined(), to: "t.csv")
    let times = try rows(workplace).map { Double($0[0]) }
    #expect(times == (0..<500).map { Double($0 % 7) / 8 })
  }

  @Test func `a load sends copies that take the same, and the check of a run agrees`() throws {
    let workplace = try Workplace(["s": Self.scenario(Self.function, workload: #""load": 4,"#)])
    try workplace.write(
      "at,seconds\n" + (0..<50).map { "\(10 * $0),\($0)\n" }.joined(), to: "t.csv")
    let times = try rows(workplace).compactMap { Double($0[0]) }
    #expect(times == (0..<200).map { Double($0 / 4) })
    let result = try Program.run(["check", "s"], in: workplace.directory.path)
    #expect(result.status == 0, "\(result.messages)")
  }

  @Test func `validate finds a row without its number`() throws {
    let workplace = try Workplace(["s": Self.scenario(Self.server)])
    try workplace.write("at,prompt,output\n0,1,1\n1,,1\n", to: "t.csv")
    for command in ["validate", "run"] {
      let result = try Program.run([command, "s"], in: workplace.directory.path)
      #expect(result.status != 0)
      let message = "line 3: the row has no number from 0 on in the column \"prompt\""
      #expect(result.messages.contains(message), "\(result.messages)")
    }
  }
}
