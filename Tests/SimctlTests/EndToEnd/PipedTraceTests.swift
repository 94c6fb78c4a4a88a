import Foundation
import TestSupport
import Testing

/// Traces that come through standard input, as a shell brings them.
@Suite struct PipedTraceTests {
  private static let times = "at\n0\n2.5\n4\n"

  private static func scenario(_ file: String) -> String {
    """
    {
      "seed": 1,
      "workload": { "arrivals": { "trace": { "file": "\(file)", "column": "at" } } },
      "deployments": [
        {
          "name": "one", "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6"
        },
        {
          "name": "two", "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6",
          "memory": "3GB"
        }
      ]
    }
    """
  }

  /// What a line of a shell gives, in which `$simctl` is the program.
  private func shell(
    _ line: String, in workplace: Workplace
  ) throws -> (status: Int32, output: String, messages: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "{ \(line); } >output 2>messages"]
    process.currentDirectoryURL = URL(fileURLWithPath: workplace.directory.path)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["simctl": try Program.path, "TMPDIR": workplace.directory.path]) { $1 }
    process.standardInput = FileHandle.nullDevice
    try Program.start(process)
    process.waitUntilExit()
    return (
      process.terminationStatus, try workplace.directory.text("output"),
      try workplace.directory.text("messages")
    )
  }

  private func workplace(_ file: String) throws -> Workplace {
    let workplace = try Workplace([
      "s": Self.scenario(file), "ordinary": Self.scenario("t.csv"),
    ])
    try workplace.write(Self.times, to: "t.csv")
    return workplace
  }

  @Test(.timeLimit(.hang), arguments: ["-", "/dev/stdin"])
  func `every deployment reads what gzip brings through a pipe`(file: String) throws {
    let workplace = try workplace(file)
    let run = try shell(
      "gzip -k t.csv && gzip -dc t.csv.gz | $simctl run s --requests --out out", in: workplace)
    try #require(run.status == 0, "\(run.messages)")
    let rows = try workplace.table("out/s/requests.csv").rows
    #expect(rows.map { $0["arrival_s"] } == ["0", "2.5", "4", "0", "2.5", "4"])
    let ordinary = try workplace.run("run", "ordinary", "--requests", "--out", "out")
    try #require(ordinary.status == 0)
    #expect(
      try workplace.table("out/ordinary/requests.csv").rows.map { $0["latency_s"] }
        == rows.map { $0["latency_s"] })
    #expect(Workplace.size(ofTemporaryFilesIn: workplace.directory.path) == 0)
  }

  @Test(
    .timeLimit(.hang),
    arguments: [
      "cat t.csv | $simctl validate s", "$simctl validate s <t.csv",
      "(sleep 0.3; cat t.csv) | $simctl validate s",
    ])
  func `validate reads a pipe that is slow, and a file in its place`(line: String) throws {
    let found = try shell(line, in: try workplace("-"))
    #expect(found.status == 0, "\(found.messages)")
    #expect(found.output.contains("trace standard input: 3 requests from 0s to 4s"))
  }

  @Test(.timeLimit(.hang)) func `a sweep reads the pipe once for all points`() throws {
    let workplace = try workplace("-")
    let run = try shell(
      "cat t.csv | $simctl sweep s --vary workload.load=1,2 --out out --jobs 2", in: workplace)
    try #require(run.status == 0, "\(run.messages)")
    let counts = try workplace.table("out/sweep.csv").rows.map { $0.count("requests") }
    #expect(counts == [3, 3, 6, 6])
  }

  @Test(
    .timeLimit(.hang),
    arguments: [
      (
        "-", "cat t.csv.gz | $simctl run s",
        """
        simctl: error: standard input: line 1: the file is compressed
        simctl: Unpack it on the way: gzip -dc FILE | simctl run SCENARIO.

        """
      ),
      (
        "/dev/stdin", "$simctl run s <t.csv.gz",
        """
        simctl: error: /dev/stdin: line 1: the file is compressed
        simctl: Unpack it on the way: gzip -dc FILE | simctl run SCENARIO.

        """
      ),
      (
        "t.csv.gz", "$simctl run s",
        """
        simctl: error: t.csv.gz: line 1: the file is compressed
        simctl: Unpack it on the way: gzip -dc t.csv.gz | simctl run SCENARIO, with \
        "file": "-" in the scenario.

        """
      ),
      (
        "p", "mkfifo p && $simctl run s",
        """
        simctl: error: p: is not an ordinary file
        simctl: Every deployment reads it anew. Only standard input may be a pipe: simctl run \
        SCENARIO < p, with "file": "-" in the scenario.

        """
      ),
      (
        "-", "cat s.json | $simctl run -",
        """
        simctl: error: standard input is both the scenario and a file that it names
        simctl: Write the scenario to a file: simctl run SCENARIO.json reads the other from a \
        pipe.

        """
      ),
      ("-", "$simctl run s", "simctl: error: standard input: the trace holds no arrival\n"),
    ])
  func `what cannot be read is refused with what to type`(
    file: String, line: String, says: String
  ) throws {
    let workplace = try workplace(file)
    let found = try shell("gzip -k t.csv && \(line)", in: workplace)
    #expect(found.status == 1)
    #expect(found.messages == says)
    #expect(found.output.isEmpty)
  }
}
