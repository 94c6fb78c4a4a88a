/// All problems that were found in the input, never none.
public struct ProblemReport: Error, Sendable, Hashable, CustomStringConvertible {
  /// The problems in the order of their files, and within a file in its order.
  public let problems: [Problem]

  /// The number of further problems that were counted but not kept.
  package let omitted: Int

  /// The most problems that ``description`` lists.
  package static let listedProblems = 50

  /// A report of one problem.
  package init(_ problem: Problem) {
    problems = [problem]
    omitted = 0
  }

  /// A report of several problems.
  ///
  /// Files keep the order of their first problem. Within a file problems are ordered by place;
  /// those without one come last, in the order given.
  ///
  /// - Parameters:
  ///   - problems: the problems, at least one.
  ///   - omitted: the number of further problems that are not among them.
  package init(_ problems: [Problem], omitted: Int = 0) {
    precondition(!problems.isEmpty, "A report has at least one problem.")
    var ranks: [String: Int] = [:]
    for problem in problems where ranks[problem.file] == nil { ranks[problem.file] = ranks.count }
    let last = SourcePosition(line: .max, column: .max)
    let order = problems.indices.sorted { left, right in
      let (one, other) = (problems[left], problems[right])
      let (rank, otherRank) = (ranks[one.file] ?? 0, ranks[other.file] ?? 0)
      return (rank, one.position ?? last, left) < (otherRank, other.position ?? last, right)
    }
    self.problems = order.map { problems[$0] }
    self.omitted = omitted
  }

  /// This report and another as one, such as those of two files.
  package func joined(with other: ProblemReport) -> ProblemReport {
    ProblemReport(problems + other.problems, omitted: omitted + other.omitted)
  }

  /// One problem a line, at most ``listedProblems`` of them, then how many more there are.
  public var description: String {
    var lines = problems.prefix(Self.listedProblems).map(\.description)
    let more = problems.count - lines.count + omitted
    if more > 0 { lines.append("and \(more) more") }
    return lines.joined(separator: "\n")
  }
}
