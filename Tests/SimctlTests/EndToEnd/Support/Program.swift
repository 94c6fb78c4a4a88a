import Foundation
import TestSupport
import Testing

/// The program as users run it: the binary that was built beside the tests, in a process of its
/// own.
enum Program {
  /// What a user sees of a run.
  struct Result {
    /// The exit status.
    let status: Int32
    /// Standard output.
    let output: String
    /// Standard error.
    let messages: String
  }

  /// The binary, in the folder of the test bundle; nil when it is not there.
  private static let executable: URL? = {
    // On Linux the tests are an executable in the build folder. On macOS a tool of Xcode loads them
    // as a bundle, which lies there.
    let bundles = [Bundle.main.bundleURL] + Bundle.allBundles.map(\.bundleURL)
    return (bundles + bundles.map { $0.deletingLastPathComponent() })
      .map { $0.appendingPathComponent("simctl") }
      .first { url in
        let isRegular = try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
        return isRegular == true && FileManager.default.isExecutableFile(atPath: url.path)
      }
  }()

  /// The path of the binary, for shells.
  static var path: String {
    get throws { try #require(executable, "The program is built beside the tests.").path }
  }

  /// A process of the program, not yet started: nothing to read, output thrown away.
  ///
  /// The environment is that of a wide, colourful terminal, so that only the program's own checks
  /// keep colour out of files.
  static func process(
    _ arguments: [String], in directory: String, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    var variables = ProcessInfo.processInfo.environment
    variables["NO_COLOR"] = nil
    variables["COLUMNS"] = "80"
    variables["TERM"] = "xterm-256color"
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  /// Starts a process in which signals do what they do in one that a shell has started.
  static func start(_ process: Process) throws {
    // A process inherits which signals are ignored and blocked. A shell that has started the tests
    // in the background had SIGINT ignored, and the threads that tests run on block all signals.
    var signals = sigset_t()
    sigemptyset(&signals)
    let numbers = [
      SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    ]
    for number in numbers {
      signal(number, SIG_DFL)
      sigaddset(&signals, number)
    }
    var earlier = sigset_t()
    pthread_sigmask(SIG_UNBLOCK, &signals, &earlier)
    defer { pthread_sigmask(SIG_SETMASK, &earlier, nil) }
    try process.run()
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: what stands after the program's name.
  ///   - directory: the working directory.
  ///   - input: the text of standard input.
  ///   - environment: variables beyond those of ``process(_:in:environment:)``.
  ///   - output: where standard output goes; what it takes is not in the result.
  /// - Returns: what a user sees.
  /// - Throws: what keeps the program from being started.
  static func run(
    _ arguments: [String], in directory: String, input: String? = nil,
    environment: [String: String] = [:], output: FileHandle? = nil
  ) throws -> Result {
    let process = try process(arguments, in: directory, environment: environment)
    // Files, not pipes: a pipe that nobody reads meanwhile could fill.
    let streams = try ScratchDirectory()
    if let input {
      try streams.write(input, to: "input")
      process.standardInput = try FileHandle(
        forReadingFrom: URL(fileURLWithPath: streams.file("input")))
    }
    try streams.write("", to: "output")
    try streams.write("", to: "messages")
    process.standardOutput =
      try output
      ?? FileHandle(forWritingTo: URL(fileURLWithPath: streams.file("output")))
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: streams.file("messages")))
    try start(process)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit, "The program ends by itself, not by a signal.")
    return Result(
      status: process.terminationStatus, output: try streams.text("output"),
      messages: try streams.text("messages"))
  }
}
