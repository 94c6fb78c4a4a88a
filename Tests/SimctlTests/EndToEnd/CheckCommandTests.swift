import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  @Test func `two processes with different numbers of jobs write the same`() throws {
    let place = try Workplace()
    try place.write(ExampleScenarios.mixed, to: "mixed.json")
    let result = try place.run("check", "mixed.json", "--jobs", "3")
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.messages.isEmpty)
    #expect(result.output.hasPrefix("mixed: the same in two processes, with 1 and 3 jobs: "))
    #expect(result.output.hasSuffix(" of the summary\n"))
  }

  @Test func `the rows do not stay`() throws {
    let place = try Workplace()
    try place.write(ExampleScenarios.byHand, to: "hand.json")
    let folder = place.directory.file("temporary")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    let result = try place.run(
      "check", "hand.json", "--quiet", "--replications", "1", environment: ["TMPDIR": folder])
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
  }

  @Test(
    .timeLimit(.hang), arguments: ["cat traced.json | \"$0\" check -", pipe, substituted])
  func `a scenario that can be read once only is compared all the same`(line: String) throws {
    let place = try Workplace([
      "traced": ExampleScenarios.machine(
        workload: #"{ "arrivals": { "trace": { "file": "times.csv" } } }"#)
    ])
    try place.write("1\n2\n", to: "times.csv")
    let process = try Program.process([], in: place.directory.path)
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line + " >printed 2>messages", try Program.path]
    try Program.start(process)
    process.waitUntilExit()
    #expect(try place.directory.text("messages") == "")
    #expect(process.terminationStatus == 0)
    #expect(try place.directory.text("printed").contains(": the same in two processes"))
  }

  /// Command lines that give a scenario to `check` without an ordinary file.
  private static let pipe = """
    mkfifo pipe.json; cat traced.json >pipe.json & "$0" check pipe.json
    """
  private static let substituted = """
    sed "s|times|$PWD/times|" traced.json >absolute.json; "$0" check /dev/stdin <absolute.json
    """

  @Test func `a scenario that is wrong is told once`() throws {
    let place = try Workplace()
    let missing = try place.run("check", "nowhere.json")
    #expect(missing.status == 1)
    #expect(missing.messages.contains("there is no scenario"))
  }

  @Test func `a checked run prints what an unchecked one does`() throws {
    let place = try Workplace()
    try place.write(ExampleScenarios.mixed, to: "mixed.json")
    let plain = try place.run("run", "mixed.json", "--format", "csv")
    let checked = try place.run("run", "mixed.json", "--format", "csv", "--check")
    #expect(plain.status == 0 && checked.status == 0)
    #expect(checked.output == plain.output && !plain.output.isEmpty)
  }

  @Test func `verify prints a row for each quantity and ends well`() throws {
    let place = try Workplace()
    let result = try place.run(
      "verify", "--quick", "--quiet", "--only", "bills,target,keep-alive 2", "--format", "csv")
    #expect(result.status == 0, "\(result.messages)")
    let table = CSVTable(result.output.replacing("\"", with: ""))
    #expect(table.rows.count == 6 + 2 + 7)
    #expect(result.output.contains(",equal\n") && result.output.contains(",inside\n"))
    let unknown = try place.run("verify", "--only", "M/X/1")
    #expect(unknown.status == 2 && unknown.messages.contains("no system has this in its name"))
  }
}
