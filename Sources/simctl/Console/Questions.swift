import Documents
import Platforms
import Studies

/// Asks whoever runs the program for values, line by line from standard input.
struct Questions: ~Copyable {
  private let console: Console
  private var unread: [UInt8] = []
  private var isAtEnd = false

  /// The longest answer, in bytes: no value or path is longer.
  private static let longestAnswer = 1 << 16

  /// Questions that are shown with the messages of a console, so that results stay apart.
  init(_ console: Console) { self.console = console }

  /// Asks until there is an answer that can be taken.
  ///
  /// - Parameters:
  ///   - question: what is asked, without its colon.
  ///   - standard: what an empty line stands for, as it is shown; nil where it is no answer.
  ///   - read: makes a value of the answer, or throws why not.
  /// - Returns: the value; nil for an empty line where there is a standard.
  /// - Throws: ``CommandFailure`` at the end of the input, or `InputError`.
  mutating func ask<Value>(
    _ question: String, standard: String? = nil, _ read: (String) throws -> Value
  ) throws -> Value? {
    while true {
      console.writeMessage(question + (standard.map { " [\($0)]" } ?? "") + ": ")
      guard let answer = try line() else {
        console.writeMessage("\n")
        throw CommandFailure(
          "the input ended before the question was answered: \(question)",
          advice: "Give the answers as options: see 'simctl help new'.")
      }
      if answer.isEmpty {
        if standard != nil { return nil }
        console.writeMessage("  An answer is needed.\n")
        continue
      }
      do {
        return try read(answer)
      } catch let error as DraftMistake {
        console.writeMessage("  No: \(error.what); \(error.fix).\n")
      } catch let error as InputError where !error.isInterrupted {
        console.writeMessage("  No: \(error.message).\n")
      }
    }
  }

  /// The next line without blanks at its ends; nil at the end of the input.
  private mutating func line() throws -> String? {
    while true {
      if let end = unread.firstIndex(of: 0x0a) {
        let line = unread[..<end]
        unread.removeSubrange(...end)
        return Self.text(line)
      }
      if isAtEnd || unread.count > Self.longestAnswer {
        defer { unread = [] }
        return unread.isEmpty ? nil : Self.text(unread[...])
      }
      do throws(SystemError) {
        isAtEnd =
          try System.read(
            from: 0, appendingTo: &unread, capacity: 4096,
            isStopped: { Interruption.isRequested }) == 0
      } catch {
        throw InputError(path: "-", cause: error)
      }
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    var part = bytes.drop(while: isBlank)
    while let last = part.last, isBlank(last) { part.removeLast() }
    return PathText.text(part)
  }
}
