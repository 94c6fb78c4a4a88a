import Foundation
import TestSupport
import Testing

/// The search for the cheapest way to meet objectives.
@Suite struct PlanCommandTests {
  private func widest(_ text: String) -> Int {
    text.split(separator: "\n").map(\.count).max() ?? 0
  }

  private static let machines = ExampleScenarios.byHand

  @Test func `the table has the choice, the next, the front, loads and what was searched`() throws {
    let workplace = try Workplace(["small": Self.machines])
    let result = try workplace.run(
      "plan", "small", "--objective", "p(99)<1s", "--objective", "success > 99%",
      "--replications", "3", "--loads", "1,4,8")
    #expect(result.status == 0, "\(result.messages)")
    let shown = """
      small: Ten requests, one a second
      seed 7, 8 candidates, 3 replications, digest \
      \(try #require(result.output.firstMatch(of: /digest (d[0-9a-f]{16})/)).1)
      objectives: p(99)<1s, success>99%

      The cheapest that meets every objective:

        quick

          --only 'quick'

        cost of a day: 93.4 USD
        cost of a month: 2,802 USD
        cost of a million requests: 1,000 USD
        latency: p(50) 0.250 s, p(95) 0.250 s, p(99) 0.250 s
        success: 100 %

      The next costs 2,802 USD (100 %) more a month, in the same replications: quick,
      instances 2


      """
    #expect(result.output.hasPrefix(shown), "\(result.output)")
    #expect(widest(result.output) <= 80, "\(result.output)")
    // A request of 0.25 s, at exactly four a second, is served as it comes.
    #expect(result.output.contains("4x   4.00"), "\(result.output)")
    #expect(result.output.contains("quick, instances 2    8x   8.00"), "\(result.output)")
    #expect(result.output.contains("\nNot searched:\n- "))
  }

  @Test func `what is pasted makes the choice`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed(["limited"])])
    let output = try workplace.output(
      of: "plan", "mixed", "--objective", "p(50)<100ms", "--objective", "success>99%",
      "--replications", "2", "--loads", "1", "--no-limits", "--platforms", "aws-gpu-server")
    let lines = output.split(separator: "\n").drop { !$0.hasPrefix("    --") }
      .prefix { $0.hasPrefix("    ") }.joined(separator: "\n")
    // A shell reads it as it stands, line breaks within quotes included.
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")

    let pasted = lines.replacing("\n    --", with: " \\\n    --")
    shell.arguments = ["-c", "printf '%s\\0' \(pasted)"]
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    let words = String(decoding: bytes, as: UTF8.self).split(separator: "\0").map(String.init)
    #expect(words.count == 4, "\(lines)")
    let rows = CSVTable(
      try Program.run(["run", "mixed", "-f", "csv"] + words, in: workplace.directory.path).output
    ).rows
    #expect(rows.map { $0["deployment"] } == ["aws-gpu-server-mobilenet-tf-1.15"])
  }

  @Test func `none that meets the objectives is status 3 with the nearest miss`() throws {
    let workplace = try Workplace(["small": Self.machines])
    for format in ["table", "csv", "json"] {
      let result = try workplace.run(
        "plan", "small", "--objective", "p(99)<1ms", "-f", format, "--replications", "2",
        "--no-limits", "--loads", "1")
      #expect(result.status == 3)
      #expect(result.output.contains("service time"))
    }
    let table = try workplace.run(
      "plan", "small", "--objective", "p(99)<1ms", "--no-limits", "--loads", "1,2")
    #expect(table.output.contains("None meets every objective. The nearest miss:\n\n  quick\n"))
    #expect(
      table.output.contains(
        "misses p(99)<1ms with p(99) 0.250 s; what binds is service time: choose a"))
    #expect(table.output.contains("misses by\n"))
  }

  @Test func `files are those of the rows, the same with any number of jobs`() throws {
    let workplace = try Workplace(["mixed": ExampleScenarios.mixed(["function", "endpoint"])])
    let arguments = [
      "plan", "mixed", "--objective", "p(99)<3s", "--replications", "2", "--loads", "1,2",
      "--platforms", "aws-lambda,aws-sagemaker", "-f", "csv",
    ]
    let path = workplace.directory.path
    let output = try Program.run(arguments + ["--out", "one", "--jobs", "1"], in: path).output
    #expect(try Program.run(arguments + ["--out", "two"], in: path).output == output)
    let files = try workplace.tree("one")
    #expect(Set(files.keys) == ["plan.csv", "loads.csv", "plan.json"])
    #expect(files == (try workplace.tree("two")))
    #expect(try workplace.directory.text("one/plan.csv") == output)
    let rows = CSVTable(output).rows
    #expect(rows.count(where: { $0["verdict"] == "choice" }) == 1)
    let loads = try workplace.table("one/loads.csv").rows
    #expect(loads.map { $0["load"] } == ["1", "2"])
    #expect(loads[0]["candidate"] == rows.first { $0["verdict"] == "choice" }?["candidate"])
    let record = try workplace.directory.text("one/plan.json")
    #expect(record.contains(#""candidates": \#(rows.count)"#))
    #expect(record.contains("not_searched"))
  }

  /// MobileNet on AWS, on functions and on a GPU server.
  private static func paper(_ workload: String, _ functions: String) -> String {
    """
    { "seed": 1, "workload": \(workload), "deployments": [
      { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "\(functions)" },
      { "platform": "aws-gpu-server", "model": "mobilenet", "runtime": "tf-1.15" } ] }
    """
  }

  private func choice(_ name: String, in folder: String, _ more: [String]) throws -> String? {
    let result = try Program.run(
      [
        "plan", name, "-f", "csv", "--quiet", "--no-limits", "--loads", "1", "--objective",
        "success>99%",
      ] + more, in: folder)
    #expect([0, 3].contains(result.status), "\(result.messages)")
    return CSVTable(result.output).rows.first { $0["verdict"] == "choice" }?["candidate"]
  }

  @Test(arguments: ["workload-120", "workload-200"])
  func `the paper's bursts are for functions`(name: String) throws {
    let found = try choice(
      "Scenarios/\(name).json", in: Repository.root.path,
      [
        "--objective", "p(95)<1s", "--only", "mobilenet", "--replications", "1", "--vary",
        "deployments.aws-gpu-server-mobilenet-tf-1.15.capacity.instances=1,2",
      ])
    #expect(found?.hasPrefix("aws-lambda-mobilenet-ort-1.6") == true, "\(found ?? "none")")
  }

  @Test func `steady traffic is for a server that is busy, and little of it for functions`() throws
  {
    func text(_ rate: String) -> String {
      Self.paper(
        #"{ "duration": "1min", "arrivals": { "poisson": { "rate": "\#(rate)" } } }"#, "tf-1.4")
    }
    let workplace = try Workplace(["busy": text("60/s"), "quiet": text("2/s")])
    let vary = [
      "--objective", "p(50)<1s", "--replications", "2", "--vary", "deployments[0].memory=1GB,2GB",
      "--vary",
      "deployments[1].capacity.instances=1,2",
    ]
    let busy = try choice("busy", in: workplace.directory.path, vary)
    #expect(busy == "aws-gpu-server-mobilenet-tf-1.15; capacity.instances 1")
    let quiet = try choice("quiet", in: workplace.directory.path, vary)
    #expect(quiet?.hasPrefix("aws-lambda-mobilenet-tf-1.4") == true, "\(quiet ?? "none")")
  }

  @Test func `a signal ends a search and leaves no file`() throws {
    let endless = ExampleScenarios.machine(
      workload: #"{ "requests": 20000000, "arrivals": { "poisson": { "rate": "1000/s" } } }"#)
    let workplace = try Workplace(["endless": endless])
    for number in [SIGINT, SIGTERM] {
      let process = try Program.process(
        ["plan", "endless", "--objective", "max<1s", "--out", "out"], in: workplace.directory.path)
      process.standardError = FileHandle.nullDevice
      try Program.start(process)
      let folder = workplace.directory.file("out")
      while process.isRunning && Workplace.size(ofTemporaryFilesIn: folder) == 0 { usleep(5000) }
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(process.terminationStatus == 128 + number)
      #expect(try workplace.tree("out").isEmpty)
    }
  }

  private static let mistakes: [(line: [String], message: String)] = [
    (["small"], "there is no objective: give one, such as --objective 'p(99)<200ms'"),
    (["small", "--objective", "p99<1s"], "did you mean p(99)?"),
    (["small", "--objective", "max<1s", "--platforms", "aws-lamda"], "'aws-lambda'?"),
    (["small", "--objective", "max<1s", "--platforms", "aws-lambda"], "no service time"),
    (
      [
        "small", "--objective", "max<1s", "--platforms", "machine", "--vary",
        "deployments[0].capacity.workers=1,2",
      ], "--vary and --platforms do not go together"
    ),
    (["small", "--objective", "max<1s", "--vary", "workload.load=1,2"], "'simctl sweep' any"),
    (["small", "--objective", "max<1s", "--loads", "1,x"], "is no number from 0.001 to 1000"),
    (["small", "--objective", "max<1s", "--only", "nobody"], "no deployment has this name"),
    (
      ["small", "--objective", "max<1s", "--vary", "deployments.quikc.memory=1GB"],
      "no deployment has this name"
    ),
    (
      ["small", "--objective", "max<1s", "--only", "slow", "--vary", "deployments[0].memory=1GB"],
      "of no deployment that takes part"
    ),
    (["trace", "--objective", "max<1s", "--loads", "2"], "does not apply to a trace"),
  ]

  @Test(arguments: mistakes.indices)
  func `what cannot be searched is said with what to change`(index: Int) throws {
    let trace = Self.machines.replacing(
      #"{ "requests": 10, "arrivals": { "constant": { "rate": "1/s" } } }"#,
      with: #"{ "arrivals": { "trace": { "file": "times.csv" } } }"#)
    let workplace = try Workplace(["small": Self.machines, "trace": trace])
    try workplace.write("t\n0\n1\n2\n", to: "times.csv")
    let (line, message) = Self.mistakes[index]
    let result = try Program.run(["plan"] + line, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test func `a trace is planned at its own load`() throws {
    let trace = Self.machines.replacing(
      #"{ "requests": 10, "arrivals": { "constant": { "rate": "1/s" } } }"#,
      with: #"{ "arrivals": { "trace": { "file": "times.csv" } } }"#)
    let workplace = try Workplace(["trace": trace])
    try workplace.write("t\n0\n1\n2\n", to: "times.csv")
    let output = try workplace.output(of: "plan", "trace", "--objective", "max<1s")
    #expect(output.contains("- Other loads: the requests of a trace are what they are."))
    #expect(!output.contains("as the traffic grows"))
  }
}
