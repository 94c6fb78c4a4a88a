import Foundation
import Studies
import Synchronization
import TestSupport
import Testing

@testable import simctl

@Suite struct InterruptionTests {
  @Test func `the first signal asks to unwind and is kept, a second one ends at once`() {
    let place = Atomic<Int64>(0)
    let time: Int64 = 1 << 55
    #expect(Interruption.record(15, at: time, in: place) == .unwind)
    #expect(Interruption.record(2, at: time + 400_000_000, in: place) == .exitAtOnce)
    #expect(Interruption.signal(place.load(ordering: .relaxed)) == .terminate)
  }

  @Test func `a signal right after the first one says nothing new`() {
    let place = Atomic<Int64>(0)
    #expect(Interruption.record(15, at: 5_000_000, in: place) == .unwind)
    #expect(Interruption.record(15, at: 5_000_001, in: place) == .ignore)
    #expect(Interruption.record(1, at: 304_000_000, in: place) == .ignore)
    #expect(Interruption.record(15, at: 306_000_000, in: place) == .exitAtOnce)
  }

  @Test(arguments: Interruption.Signal.allCases)
  func `the exit status is 128 plus the number of the signal`(signal: Interruption.Signal) {
    #expect(signal.exitCode.rawValue == 128 + signal.number)
    #expect(Interrupted(signal: signal).exitCode == signal.exitCode)
  }

  @Test func `nothing is thrown before a signal came`() throws {
    #expect(Interruption.requested == nil)
    try Interruption.check()
  }
}

/// What the handlers do, each in a process of its own.
@Suite struct SignalTests {
  /// Installs the handlers, and lets signals through to this thread: those of a thread pool block
  /// them, unlike the main thread of the program.
  private static func installHandlers() {
    Interruption.install()
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in Interruption.Signal.allCases { sigaddset(&signals, signal.number) }
    for number in [SIGABRT, SIGTRAP, SIGILL] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  @Test func `after one signal the program unwinds and its temporary files are gone`() async {
    await #expect(processExitsWith: .success) {
      let directory = try ScratchDirectory()
      try directory.write("old", to: "a")
      Self.installHandlers()
      let tool = CommandLineTool(
        name: "simctl", version: "1", summary: "Test",
        commands: [
          Command(CommandDescription(name: "wait", summary: "Wait")) { _, _ in
            let file = try OutputFile(directory.file("a"))
            try file.append("new")
            raise(SIGTERM)
            try Interruption.check()
            return .success
          }
        ])
      let console = Console.capturing()
      #expect(tool.run(["wait"], console: console) == .terminated)
      #expect(console.captured(.messages).contains("1 incomplete output file removed"))
      #expect(try directory.names == ["a"])
      #expect(try directory.text("a") == "old")
    }
  }

  @Test func `a second signal ends at once and removes the temporary files`() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(130), observing: [\.standardOutputContent]
    ) {
      let directory = try ScratchDirectory()
      Self.installHandlers()
      let file = try OutputFile(directory.file("a"))
      try file.append("new")
      let count = try directory.names.count
      let console = Console()
      try console.writeLine("\n\(count) in \(directory.path)")
      try console.flush()
      raise(SIGINT)
      // At once: the same wish.
      raise(SIGINT)
      usleep(400_000)
      raise(SIGINT)
      exit(99)
    }
    // The process had no time to remove the directory itself.
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("1 in ") })
    let path = String(line.dropFirst("1 in ".count))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    try FileManager.default.removeItem(atPath: path)
  }

  @Test func `a signal that the parent had set to be ignored stays ignored`() async {
    await #expect(processExitsWith: .exitCode(0)) {
      signal(SIGHUP, SIG_IGN)
      Self.installHandlers()
      raise(SIGHUP)
      raise(SIGHUP)
      exit(Interruption.requested == nil ? 0 : 99)
    }
  }

  @Test func `a write that waits for its reader ends with the signal`() async {
    await #expect(processExitsWith: .exitCode(130)) {
      Self.installHandlers()
      let pipe = ScratchPipe()
      let console = Console(output: .descriptor(pipe.writer.fileDescriptor), messages: .memory)
      let writer = pthread_self()
      let descriptor = pipe.writer.fileDescriptor
      Thread.detachNewThread {
        // Once the pipe takes no more, the write is waiting.
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        while poll(&request, 1, 0) != 0 { usleep(1000) }
        pthread_kill(writer, SIGINT)
      }
      do throws(ConsoleError) {
        try console.write([UInt8](repeating: 0, count: 1 << 22))
      } catch {
        exit(error.exitCode.rawValue)
      }
      exit(99)
    }
  }

  @Test(arguments: [SIGABRT, SIGTRAP, SIGILL])
  func `a crash removes the temporary files and is still a crash`(number: Int32) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent, \.standardOutputContent]
    ) { [number] in
      setenv("SWIFT_BACKTRACE", "enable=no", 1)
      let directory = try ScratchDirectory()
      Self.installHandlers()
      let file = try OutputFile(directory.file("a"))
      try file.append("new")
      let console = Console()
      try console.writeLine("\nin \(directory.path)")
      try console.flush()
      raise(number)
    }
    #expect(result?.exitStatus == .signal(number))
    let messages = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(messages.contains("simctl: error: the program failed"))
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    let line = try #require(output.split(separator: "\n").first { $0.hasPrefix("in ") })
    let path = String(line.dropFirst("in ".count))
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    try FileManager.default.removeItem(atPath: path)
  }
}
