import Foundation
import TestSupport
import Testing

/// Output that cannot be written.
@Suite struct BrokenStreamsTests {
  @Test(arguments: [
    ["run", "small"], ["run", "small", "--format", "csv"], ["list"], ["catalog"], ["--help"],
    ["completion", "bash"],
  ])
  func `a reader that has gone away ends the program quietly`(arguments: [String]) throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let result = try Program.run(
      arguments, in: workplace.directory.path, output: pipe.fileHandleForWriting)
    // 128 + SIGPIPE, as shells report it.
    #expect(result.status == 141)
    #expect(result.messages.isEmpty)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is a failure, and says so`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    for arguments in [["run", "small"], ["run", "small", "--format", "json"], ["--help"]] {
      let device = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
      let result = try Program.run(arguments, in: workplace.directory.path, output: device)
      #expect(result.status == 1)
      #expect(
        result.messages == """
          simctl: error: cannot write to standard output: No space left on device
          simctl: Free some space, or send the output to another disk.

          """)
    }
  }

  @Test func `a path of --out that leads through a file is refused`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let before = try workplace.tree()
    for directory in ["small.json", "small.json/out"] {
      let result = try workplace.run("run", "small", "--out", directory)
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.messages.contains("cannot create the directory 'small.json'"))
    }
    #expect(try workplace.tree() == before)
  }

  // The superuser may write everywhere.
  @Test(.enabled(if: geteuid() != 0))
  func `a directory without permission is refused`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let locked = workplace.directory.file("locked")
    try FileManager.default.createDirectory(
      atPath: locked, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o500])
    let result = try workplace.run("run", "small", "--out", "locked/out")
    #expect(result.status == 1)
    #expect(result.messages.contains("Permission denied"))
  }

  @Test func `a file that cannot be replaced leaves all files as they were`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    try workplace.output(of: "run", "small", "--seed", "1", "--out", "out")
    // A folder in the place of the last file: the first ones could be replaced, this one cannot.
    try workplace.write("", to: "out/small/requests.csv/file")
    let before = try workplace.tree("out")
    let result = try workplace.run(
      "run", "small", "--seed", "2", "--requests", "--out", "out")
    #expect(result.status == 1)
    #expect(result.messages.contains("out/small/requests.csv"))
    #expect(try workplace.tree("out") == before)
  }
}
