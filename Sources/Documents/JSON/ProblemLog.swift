/// Collects the problems of one file while it is read, so that all are reported at once.
///
/// A log belongs to the one reader that fills it and is not shared between threads.
package final class ProblemLog {
  /// The most problems that are kept; more are only counted.
  package static let maximumProblems = 1000

  /// The file's name as the user gave it.
  package let file: String

  /// The problems so far, in the order they were found.
  package private(set) var problems: [Problem] = []

  /// The number of problems beyond ``maximumProblems``.
  package private(set) var omitted = 0

  private var known: Set<Problem> = []

  /// An empty log for a file.
  package init(file: String) { self.file = file }

  /// Records a problem with a value.
  ///
  /// The same problem of the same value is recorded once.
  ///
  /// - Parameters:
  ///   - value: the value, whose place is reported.
  ///   - path: the value's path.
  ///   - what: what is wrong; text from the file must be escaped by ``Excerpt``.
  ///   - fix: what would be right.
  package func report(
    _ value: JSONValue?, path: JSONPath?, what: @autoclosure () -> String,
    fix: @autoclosure () -> String
  ) {
    report(at: value?.position, path: path, what: what(), fix: fix())
  }

  /// Records a problem at a place.
  ///
  /// - Parameters:
  ///   - position: the place in the file.
  ///   - path: the path of the value the problem is about.
  ///   - what: what is wrong; text from the file must be escaped by ``Excerpt``.
  ///   - fix: what would be right.
  package func report(
    at position: SourcePosition?, path: JSONPath?, what: @autoclosure () -> String,
    fix: @autoclosure () -> String
  ) {
    guard problems.count < Self.maximumProblems else {
      omitted += 1
      return
    }
    let problem = Problem(file: file, path: path, position: position, what: what(), fix: fix())
    if known.insert(problem).inserted { problems.append(problem) }
  }

  /// Throws all problems, if there are any.
  ///
  /// - Throws: ``ProblemReport`` with everything reported so far.
  package func throwIfAny() throws(ProblemReport) {
    guard problems.isEmpty else { throw ProblemReport(problems, omitted: omitted) }
  }
}
