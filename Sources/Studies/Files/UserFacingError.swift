import Documents
import Platforms
import SimCore

/// An error that the person who asked for something can understand and act on.
public protocol UserFacingError: Error {
  /// What went wrong, as one line without a final full stop. Empty means: end quietly.
  var message: String { get }

  /// What to do about it, as one sentence, when there is something to say.
  var advice: String? { get }
}

extension UserFacingError {
  /// Nothing, unless the error says otherwise.
  public var advice: String? { nil }
}

/// The failure of a study that has no error type of its own.
public struct StudyError: UserFacingError, Equatable {
  /// What went wrong.
  public let message: String
  /// What to do about it.
  public let advice: String?

  /// A failure in words.
  public init(_ message: String, advice: String? = nil) {
    self.message = message
    self.advice = advice
  }
}

extension ProblemReport: UserFacingError {
  /// All problems, a line and more for each.
  public var message: String { description }
}

extension RunError: UserFacingError {
  /// What went wrong, in words.
  public var message: String { description }

  /// What would be right, where the message does not say it all.
  public var advice: String? {
    guard case .trace(let file, let error) = self else { return nil }
    let isInput = file == Workload.Trace.standardInput || file == "/dev/stdin"
    let name = Quoted.argument(file)
    switch error.reason {
    case .compressed where isInput:
      return "Unpack it on the way: gzip -dc FILE | simctl run SCENARIO."
    case .compressed:
      return "Unpack it on the way: gzip -dc \(name) | simctl run SCENARIO, with \"file\": \"-\" "
        + "in the scenario."
    case .notAFile where isInput:
      return
        "Every deployment reads it anew, and a pipe gives its bytes once: write them to a file."
    case .notAFile:
      return "Every deployment reads it anew. Only standard input may be a pipe: "
        + "simctl run SCENARIO < \(name), with \"file\": \"-\" in the scenario."
    default: return error.advice
    }
  }
}
