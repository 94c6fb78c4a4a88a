import Foundation
import TestSupport
import Testing

/// Runs whose requests come from a file.
@Suite struct TraceRunTests {
  private static func scenario(_ trace: String) -> String {
    ExampleScenarios.machine(workload: #"{ "arrivals": { "trace": \#(trace) } }"#)
  }

  @Test func `requests arrive at the times in the file, the same in every replication`() throws {
    let workplace = try Workplace([
      "sub/traced": Self.scenario(#"{ "file": "times.csv", "column": "at", "scale": 0.5 }"#)
    ])
    try workplace.write("name,at\nfirst,0\n\"a, b\",2.5\nthird,1e1\n", to: "sub/times.csv")
    try workplace.output(
      of: "run", "sub/traced.json", "--requests", "--replications", "2", "--out", "out")
    let requests = try workplace.table("out/traced/requests.csv")
    for rows in requests.byRun.values {
      let arrivals = rows.sorted { $0.count("request") < $1.count("request") }
        .map { $0["arrival_s"] }
      #expect(arrivals == ["0", "1.25", "5"])
    }
    #expect(requests.byRun.count == 2)
  }

  @Test(arguments: [
    ("1\n3\n2\n", "line 3: the arrival time is earlier than the one before"),
    ("time\n-1\n2\n", "line 2: the arrival time is negative"),
    ("", "the trace holds no arrival"), ("time\n", "the trace holds no arrival"),
    ("1\n\u{0}\u{1}\n", "line 2: the row holds bytes that are not text"),
    ("1\ntwo\n", "line 2: the arrival time is not a decimal number of seconds"),
  ])
  func `a bad trace ends the run with its line, and leaves earlier results`(
    trace: String, message: String
  ) throws {
    let workplace = try Workplace(["traced": Self.scenario(#"{ "file": "times.csv" }"#)])
    try workplace.write("1\n2\n", to: "times.csv")
    try workplace.output(of: "run", "traced", "--out", "out")
    let before = try workplace.tree("out")
    try workplace.write(trace, to: "times.csv")
    let result = try workplace.run("run", "traced", "--requests", "--out", "out")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.messages.hasPrefix("simctl: error: times.csv: \(message)\n"))
    #expect(try workplace.tree("out") == before)
  }

  @Test(arguments: [
    (#"{ "file": "missing.csv" }"#, "missing.csv: No such file or directory"),
    (#"{ "file": "folder" }"#, "folder: is not an ordinary file"),
    (#"{ "file": "times.csv", "column": "at" }"#, "the header has no column named \"at\""),
  ])
  func `a trace that cannot be read ends the run, and no file is left of it`(
    trace: String, message: String
  ) throws {
    let workplace = try Workplace(["traced": Self.scenario(trace)])
    try workplace.write("when\n1\n", to: "times.csv")
    try workplace.write("", to: "folder/file")
    let before = try workplace.tree()
    let result = try workplace.run("run", "traced", "--requests", "--out", "new/out")
    #expect(result.status == 1)
    #expect(result.messages.contains(message))
    // A folder for the results may be left, empty.
    #expect(
      try workplace.tree().filter { !$0.key.hasPrefix("new/") || !$0.key.hasSuffix("/") } == before)
  }

  /// Ways in which a file changes while runs read it.
  private static let changes = [
    "echo 99999999 >> times.csv", "cp times.csv other && mv other times.csv",
    "dd if=/dev/zero of=times.csv bs=1 count=1 conv=notrunc", "rm times.csv",
  ]

  @Test(.timeLimit(.hang), arguments: changes)
  func `a trace that changes while it is read ends the run, and no file is left of it`(
    change: String
  ) throws {
    let workplace = try Workplace(["traced": Self.scenario(#"{ "file": "times.csv" }"#)])
    try workplace.write((0..<50_000).map { "\($0)\n" }.joined(), to: "times.csv")
    let process = try Program.process(
      ["run", "traced", "--replications", "40", "--requests", "--out", "out"],
      in: workplace.directory.path)
    try workplace.write("", to: "messages")
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: workplace.directory.file("messages")))
    try Program.start(process)
    // The files are begun once the trace has been read for the first time.
    let folder = workplace.directory.file("out/traced")
    while process.isRunning && Workplace.size(ofTemporaryFilesIn: folder) < 1 << 18 {
      usleep(5000)
    }
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", change]
    shell.currentDirectoryURL = URL(fileURLWithPath: workplace.directory.path)
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let reason =
      change.hasPrefix("rm")
      ? "(the file has changed|No such file)" : "the file has changed since the run began"
    #expect(
      try workplace.directory.text("messages").contains(Regex("error: times.csv: " + reason)))
    #expect(try workplace.tree("out/traced").isEmpty)
  }
}
