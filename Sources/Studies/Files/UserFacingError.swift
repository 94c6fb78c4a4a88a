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
    if case .trace(_, let error) = self { return error.advice }
    return nil
  }
}
