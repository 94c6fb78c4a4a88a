import Dispatch
import Foundation
import Studies
import Synchronization
import Testing

@testable import simctl

@Suite struct ConsoleTests {
  @Test func `results and messages go to different streams`() throws {
    let console = Console.capturing()
    try console.writeLine("result")
    console.note("note")
    console.error("bad", advice: "Mend it.")
    #expect(console.captured(.output) == "result\n")
    #expect(
      console.captured(.messages) == "simctl: note\nsimctl: error: bad\nsimctl: Mend it.\n")
  }

  @Test func `a quiet console leaves out notes but not warnings`() {
    let console = Console.capturing()
    console.beQuiet()
    console.note("note")
    console.warning("careful")
    #expect(console.captured(.messages) == "simctl: warning: careful\n")
  }

  @Test(arguments: [(true, true, true), (true, false, false), (false, true, false)])
  func `colour needs a terminal and leave to use it`(
    isTerminal: Bool, isAllowed: Bool, isColoured: Bool
  ) {
    let console = Console.capturing(
      environment: ConsoleEnvironment(outputIsTerminal: isTerminal, allowsColour: isAllowed))
    #expect(console.styled("x", .bold) == (isColoured ? "\u{1B}[1mx\u{1B}[0m" : "x"))
    #expect(console.styled("x", .bold, on: .messages) == "x")
  }

  @Test func `a slow reader gets every byte although the pipe takes few at a time`() throws {
    let pipe = ScratchPipe()
    let expected = (0..<1 << 20).map { index in UInt8(truncatingIfNeeded: index / 7) }
    let received = Lock<[UInt8]>([])
    let isDone = DispatchSemaphore(value: 0)
    // A thread of its own: a task might wait for the very thread that this test blocks.
    Thread.detachNewThread {
      var bytes: [UInt8] = []
      // Not to the end of the input, which a process started meanwhile might hold open.
      while bytes.count < expected.count { bytes += pipe.reader.availableData }
      received.withLock { $0 = bytes }
      isDone.signal()
    }
    let console = Console(output: .descriptor(pipe.writer.fileDescriptor), messages: .memory)
    try console.write(expected)
    try console.flush()
    isDone.wait()
    let isEqual = received.withLock { $0 == expected }
    #expect(isEqual)
  }

  @Test func `a closed pipe ends quietly with the status that shells expect`() throws {
    let pipe = ScratchPipe()
    try pipe.reader.close()
    let console = Console(output: .descriptor(pipe.writer.fileDescriptor), messages: .memory)
    let tool = CommandLineTool(
      name: "simctl", version: "1.0", summary: "Test",
      commands: [
        Command(CommandDescription(name: "talk", summary: "Talk")) { _, console in
          for _ in 0..<100_000 { try console.writeLine("word") }
          return .success
        }
      ])
    #expect(tool.run(["talk"], console: console) == .closedPipe)
    #expect(console.captured(.messages).isEmpty)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk behind standard output is told and fails the program`() throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let console = Console(output: .descriptor(full.fileDescriptor), messages: .memory)
    let tool = CommandLineTool(name: "simctl", version: "1.0", summary: "Test", commands: [])
    #expect(tool.run(["--version"], console: console) == .failure)
    #expect(
      console.captured(.messages).hasPrefix("simctl: error: cannot write to standard output: "))
  }

  @Test func `a message erases the progress line before it`() {
    let console = Console.capturing(environment: ConsoleEnvironment(messagesAreTerminal: true))
    console.showProgress("50%")
    console.note("note")
    console.showProgress("")
    #expect(console.captured(.messages) == "50%\r\u{1B}[Ksimctl: note\n")
  }
}
