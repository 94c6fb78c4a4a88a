import Foundation
import TestSupport
import Testing

/// Runs in a process that may take little.
@Suite struct LimitsTests {
  /// Runs the program after a line of the shell that sets a limit.
  private func run(
    _ limit: String, _ arguments: String, in workplace: Workplace
  ) throws -> (status: Int32, messages: String) {
    let process = try Program.process([], in: workplace.directory.path)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", #"exec >/dev/null 2>messages; \#(limit); exec "$0" \#(arguments)"#]
    process.arguments?.append(try Program.path)
    try Program.start(process)
    process.waitUntilExit()
    return (process.terminationStatus, try workplace.directory.text("messages"))
  }

  @Test(arguments: 4...12)
  func `too few file handles are told, whatever the run needs them for`(handles: Int) throws {
    let workplace = try Workplace([
      "mixed": ExampleScenarios.mixed(["function", "limited", "server"])
    ])
    for options in [
      "--requests --events", "--replications 3", "--replications 3 --jobs 4 --requests",
    ] {
      try workplace.write("", to: "messages")
      let (status, messages) = try run(
        "ulimit -n \(handles)", "run mixed --quiet --out out \(options)", in: workplace)
      #expect(status == 0 || status == 1)
      if status == 1 {
        #expect(messages.contains("Too many open files"))
        #expect(messages.contains("ulimit -n"))
      }
    }
  }

  // A sanitizer takes more addresses for its shadow than the limit allows.
  #if !ADDRESS_SANITIZER && !THREAD_SANITIZER
    @Test(.timeLimit(.hang), arguments: ["", "--format csv"])
    func `runs for which there is too little memory end with a message`(options: String) throws {
      let deployments = (0..<300).map { index in
        #"{ "name": "d\#(index)", "platform": "aws-lambda@2021-03", "model": "mobilenet", "#
          + #""runtime": "ort-1.6" }"#
      }
      let workplace = try Workplace([
        "many": """
        { "seed": 1, "workload": { "requests": 1, "arrivals": { "constant": { "rate": "1/s" } } },
          "deployments": [\(deployments.joined(separator: ",\n"))] }
        """
      ])
      // Enough to load the program, and less than it wants to have left before each run.
      let (status, messages) = try run(
        "ulimit -v 180000",
        "run many --replications 100000 --jobs 2 \(options)", in: workplace)
      #expect(status == 1)
      #expect(messages.contains("the run needs more memory than there is"))
    }
  #endif
}
