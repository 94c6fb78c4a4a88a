import Studies
import Synchronization

/// Where a command writes: results to standard output, messages to standard error.
///
/// It may be used from several threads; each call writes its text in one piece.
final class Console: Sendable {
  /// One of the two streams.
  enum Stream: Sendable {
    case output
    case messages
  }

  /// The end of a stream.
  enum Sink: Sendable {
    case descriptor(Int32)

    /// Keeps everything, for ``Console/captured(_:)``.
    case memory
  }

  private struct State {
    var output: StreamBuffer
    var messages: StreamBuffer
    var progress = ""
    var isQuiet = false
  }

  /// Results are gathered up to this many bytes before a system call.
  private static let bufferCapacity = 1 << 16

  /// The program's name, which starts each message.
  let programName: String

  /// What is known about the terminal.
  let environment: ConsoleEnvironment

  private let state: Lock<State>

  /// A console with the given ends; the defaults are those of this process.
  init(
    programName: String = "simctl", output: Sink = .descriptor(1), messages: Sink = .descriptor(2),
    environment: ConsoleEnvironment = .current()
  ) {
    self.programName = programName
    self.environment = environment
    self.state = Lock(
      State(output: StreamBuffer(sink: output), messages: StreamBuffer(sink: messages)))
  }

  /// A console that keeps what is written, for tests of commands.
  static func capturing(environment: ConsoleEnvironment = ConsoleEnvironment()) -> Console {
    Console(output: .memory, messages: .memory, environment: environment)
  }

  /// What was written to a stream whose sink is memory.
  func captured(_ stream: Stream) -> String {
    state.withLock { state in
      let buffer = stream == .output ? state.output : state.messages
      return String(decoding: buffer.bytes, as: UTF8.self)
    }
  }

  /// Whether a stream is a terminal.
  func isTerminal(_ stream: Stream) -> Bool {
    stream == .output ? environment.outputIsTerminal : environment.messagesAreTerminal
  }

  /// The text in a style, or unchanged where the stream must not have colour.
  func styled(_ text: String, _ style: Style, on stream: Stream = .output) -> String {
    environment.allowsColour && isTerminal(stream) ? style.applied(to: text) : text
  }

  /// Writes results.
  func write(_ bytes: [UInt8]) throws(ConsoleError) {
    do throws(SystemError) {
      try state.withLock { state throws(SystemError) in
        if environment.outputIsTerminal { Self.eraseProgress(&state) }
        state.output.bytes += bytes
        if environment.outputIsTerminal || state.output.bytes.count >= Self.bufferCapacity {
          try state.output.send(stopsWhenInterrupted: true)
        }
      }
    } catch {
      throw ConsoleError(error)
    }
  }

  /// Writes results.
  func write(_ text: String) throws(ConsoleError) { try write(Array(text.utf8)) }

  /// Writes a line of results.
  func writeLine(_ text: String = "") throws(ConsoleError) { try write(Array(text.utf8) + [0x0A]) }

  /// Hands all results to the system.
  ///
  /// Throws when any part of them could not be written.
  func flush() throws(ConsoleError) {
    do throws(SystemError) {
      try state.withLock { state throws(SystemError) in
        try state.output.send(stopsWhenInterrupted: true)
      }
    } catch {
      throw ConsoleError(error)
    }
  }

  /// Leaves out notes and progress from now on; warnings and errors are still shown.
  func beQuiet() { state.withLock { state in state.isQuiet = true } }

  /// Tells something that is not a result, unless the user asked for quiet.
  func note(_ text: String) {
    if !state.withLock({ state in state.isQuiet }) { message(text) }
  }

  /// Tells something that the user should know about the results.
  func warning(_ text: String) {
    message(styled("warning:", .yellow, on: .messages) + " " + text)
  }

  /// Tells why the program fails, and what to do about it.
  func error(_ text: String, advice: String? = nil) {
    message(styled("error:", .red, on: .messages) + " " + text)
    if let advice { message(advice) }
  }

  /// Writes a line to standard error, after the program's name.
  ///
  /// A failure is ignored: there is nowhere left to report it.
  private func message(_ text: String) { writeMessage("\(programName): \(text)\n") }

  /// Writes text to standard error as it is.
  func writeMessage(_ text: String) {
    state.withLock { state in
      Self.eraseProgress(&state)
      state.messages.bytes += Array(text.utf8)
      try? state.messages.send(stopsWhenInterrupted: false)
    }
  }

  /// Replaces the progress line at the bottom of the terminal; an empty text removes it.
  ///
  /// Does nothing unless messages go to a terminal.
  func showProgress(_ text: String) {
    guard environment.messagesAreTerminal else { return }
    state.withLock { state in
      if state.isQuiet { return }
      Self.eraseProgress(&state)
      // A line that reaches the last column would wrap, and only its last row could be erased.
      state.progress = String(text.prefix(environment.columns - 1))
      if state.progress.isEmpty { return }
      state.messages.bytes += Array(state.progress.utf8)
      try? state.messages.send(stopsWhenInterrupted: false)
    }
  }

  private static func eraseProgress(_ state: inout State) {
    if state.progress.isEmpty { return }
    state.progress = ""
    // ECMA-48 "erase in line": from the start of the line, which the carriage return went to.
    state.messages.bytes += Array("\r\u{1B}[K".utf8)
    try? state.messages.send(stopsWhenInterrupted: false)
  }
}

/// Bytes on their way to a stream.
private struct StreamBuffer {
  let sink: Console.Sink
  var bytes: [UInt8] = []

  /// Writes the bytes, if the sink is a descriptor.
  ///
  /// After a failure they are dropped, so that the failure is reported once.
  mutating func send(stopsWhenInterrupted: Bool) throws(SystemError) {
    guard case .descriptor(let descriptor) = sink else { return }
    defer { bytes.removeAll(keepingCapacity: true) }
    try System.writeAll(bytes, to: descriptor) {
      stopsWhenInterrupted && Interruption.isRequested
    }
  }
}
