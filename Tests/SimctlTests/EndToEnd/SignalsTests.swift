import Foundation
import TestSupport
import Testing

/// A run that is asked to end.
@Suite struct SignalsTests {
  /// A run that takes minutes and writes gigabytes, but would fill no disk were it never stopped.
  private static let endless = ExampleScenarios.machine(
    workload: #"{ "requests": 20000000, "arrivals": { "poisson": { "rate": "1000/s" } } }"#)

  private static func size(ofTemporaryFilesIn folder: String) -> Int {
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasPrefix(".simctl-") }.reduce(0) { sum, name in
      let size = (try? manager.attributesOfItem(atPath: "\(folder)/\(name)"))?[.size] as? Int
      return sum + (size ?? 0)
    }
  }

  /// The bytes that have been written when the signal comes: some, or so many that the second run
  /// waits for its turn, with 8 MiB of its own.
  private static let written = [1, 10_000_000]

  @Test(.timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM], written)
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
    while process.isRunning && Self.size(ofTemporaryFilesIn: folder) < written { usleep(5000) }
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 128 + number)
    let name = number == SIGINT ? "SIGINT" : "SIGTERM"
    #expect(
      try workplace.directory.text("messages")
        == "simctl: error: stopped by \(name); 4 incomplete output files removed, "
        + "earlier results are as they were\n")
    #expect(try workplace.tree("out") == before)
  }
}
