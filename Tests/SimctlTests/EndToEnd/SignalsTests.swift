import Foundation
import TestSupport
import Testing

/// A run that is asked to end.
@Suite struct SignalsTests {
  /// A run that takes minutes and writes gigabytes, but would fill no disk were it never stopped.
  private static let endless = ExampleScenarios.machine(
    workload: #"{ "requests": 20000000, "arrivals": { "poisson": { "rate": "1000/s" } } }"#)

  /// The bytes that have been written when the signal comes: some, or so many that the second run
  /// waits for its turn, with 8 MiB of its own.
  private static let written = [1, 10_000_000]

  @Test(.timeLimit(.hang), arguments: [SIGINT, SIGTERM], written)
  func `a signal ends a long run, and earlier results are as they were`(
    number: Int32, written: Int
  ) throws {
    let workplace = try Workplace(["endless": Self.endless])
    try workplace.output(
      of: "run", "endless", "--set", "workload.requests=100", "--requests", "--out", "out")
    let before = try workplace.tree("out")
    let process = try Program.process(
      [
        "run", "endless", "--replications", "2", "--jobs", "2", "--requests", "--events", "--out",
        "out",
      ],
      in: workplace.directory.path)
    try workplace.write("", to: "messages")
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: workplace.directory.file("messages")))
    try Program.start(process)
    let folder = workplace.directory.file("out/endless")
    while process.isRunning && Workplace.size(ofTemporaryFilesIn: folder) < written { usleep(5000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 128 + number)
    let name = number == SIGINT ? "SIGINT" : "SIGTERM"
    // On a busy machine a step may take too long for an orderly end.
    let messages = [
      "simctl: error: stopped by \(name); 4 incomplete output files removed, "
        + "earlier results are as they were\n",
      "simctl: error: stopped by a signal in the middle of a long step; incomplete output files "
        + "are removed, earlier results are as they were\n",
    ]
    #expect(messages.contains(try workplace.directory.text("messages")))
    #expect(try workplace.tree("out") == before)
  }

  // Under the sanitizer of threads a signal waits for the next call of the C library, and the step
  // has none.
  #if !THREAD_SANITIZER
    /// Makes 64 phases meet a given count of requests, in one step of minutes.
    private static let longStep = ExampleScenarios.machine(
      workload: """
        { "duration": "100d", "requests": 1000000, "arrivals": { "mmpp": {
          "states": [\((1...64).map { "{ \"rate\": \"\($0)/s\" }" }.joined(separator: ","))],
          "generator": [\((0..<64).map { row in
            "[" + (0..<64).map { $0 == row ? "-6.3" : "0.1" }.joined(separator: ",") + "]"
          }.joined(separator: ","))] } } }
        """)

    @Test(.timeLimit(.hang))
    func `a signal is heard within seconds in the middle of a long step`() throws {
      let workplace = try Workplace(["long": Self.longStep])
      let process = try Program.process(
        ["run", "long", "--out", "out"], in: workplace.directory.path)
      try Program.start(process)
      usleep(700_000)
      #expect(process.isRunning)
      let sent = ContinuousClock.now
      kill(process.processIdentifier, SIGTERM)
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 128 + SIGTERM)
      // A second, and what a busy machine may add.
      #expect(ContinuousClock.now - sent < .seconds(5))
    }
  #endif

  /// Signals that a program may get beside those that ask for an orderly end.
  @Test(
    .timeLimit(.hang),
    arguments: [SIGQUIT, SIGUSR1, SIGALRM])
  func `any other signal that ends the program leaves no temporary file`(number: Int32) throws {
    let workplace = try Workplace(["endless": Self.endless])
    let process = try Program.process(
      ["run", "endless", "--requests", "--out", "out"], in: workplace.directory.path)
    try Program.start(process)
    let folder = workplace.directory.file("out/endless")
    while process.isRunning && Workplace.size(ofTemporaryFilesIn: folder) < 1 << 18 { usleep(5000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == number)
    #expect(try workplace.tree("out/endless").isEmpty)
  }

  @Test(.timeLimit(.hang))
  func `what a killed run has left is removed by the next run that writes there`() throws {
    let workplace = try Workplace(["endless": Self.endless])
    let process = try Program.process(
      ["run", "endless", "--requests", "--out", "out"], in: workplace.directory.path)
    try Program.start(process)
    let folder = workplace.directory.file("out/endless")
    while process.isRunning && Workplace.size(ofTemporaryFilesIn: folder) < 1 << 18 { usleep(5000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try workplace.tree("out/endless").keys.contains { $0.hasSuffix(".tmp") })
    try workplace.output(
      of: "run", "endless", "--set", "workload.requests=100", "--out", "out")
    #expect(
      try Set(workplace.tree("out/endless").keys) == ["summary.csv", "timeline.csv", "run.json"])
  }

  @Test func `the end of the allowed processor time is orderly`() throws {
    let workplace = try Workplace(["endless": Self.endless])
    let process = try Program.process(["run"], in: workplace.directory.path)
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", "ulimit -S -t 1; exec \"$0\" run endless --requests --out out 2>messages",
      try Program.path,
    ]
    try Program.start(process)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 128 + SIGXCPU)
    // On a busy machine the step in which the signal came may be a long one.
    let messages = try workplace.directory.text("messages")
    #expect(
      messages.contains("stopped by SIGXCPU; ")
        || messages.contains("stopped by a signal in the middle of a long step; "), "\(messages)")
    #expect(try workplace.tree("out/endless").isEmpty)
  }
}
