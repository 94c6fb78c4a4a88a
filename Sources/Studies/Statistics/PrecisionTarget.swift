import Documents
import Platforms

/// How precisely a figure is to be known: its half-width, as a fraction of its mean.
public struct PrecisionTarget: Hashable, Sendable {
  /// The figure's column.
  public let column: String
  /// The fraction, above 0 and at most 1.
  public let fraction: Double
  /// The fraction as the user wrote it, with its per cent sign.
  package let fractionText: String

  /// Why a text is no target.
  public struct Mistake: UserFacingError, Equatable {
    /// What is wrong, as a clause.
    package let problem: String
    /// What was probably meant.
    package var suggestion: String?

    /// What is wrong, with what was probably meant.
    public var message: String {
      suggestion.map { "\(problem); did you mean '\($0)'?" } ?? problem
    }
  }

  /// The figure.
  package var figure: SummaryFigure {
    guard let figure = SummaryFigure.named(column) else {
      preconditionFailure("A target has a figure.")
    }
    return figure
  }

  /// What a text such as `1%` or `latency_p99=0.5%` says; the mean latency is meant without a name.
  ///
  /// A figure is called by its column in summary.csv, with or without the unit at its end, and of a
  /// latency the beginning may be left out: `p99` is `latency_p99_s`.
  public init(_ text: String) throws(Mistake) {
    let parts = text.utf8.split(separator: 0x3d, maxSplits: 1, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let name = parts.count == 2 ? parts[0] : "latency_mean_s"
    let fractionText = parts[parts.count - 1]
    let columns = SummaryFigure.all.map(\.column)
    guard
      let column = columns.first(where: { column in
        column == name || Self.withoutUnit(column) == name
          || Self.withoutUnit(column) == "latency_" + name
      })
    else {
      throw Mistake(
        problem: "\(Quoted.text(name)) is no figure of summary.csv",
        suggestion: Suggestion.nearest(to: name, among: columns + columns.map(Self.withoutUnit)))
    }
    guard fractionText.utf8.last == 0x25,
      let percent = Self.number(String(fractionText.dropLast())),
      percent > 0, percent <= 100
    else {
      throw Mistake(
        problem: "write a share of the mean above 0% and up to 100%, such as 1% or "
          + "latency_p99=0.5%")
    }
    self.column = column
    fraction = percent / 100
    self.fractionText = fractionText
  }

  /// A column without the unit at its end.
  private static func withoutUnit(_ column: String) -> String {
    for unit in ["_s", "_usd", "_ratio"] where column.hasSuffix(unit) {
      return String(column.dropLast(unit.count))
    }
    return column
  }

  /// A number in digits with at most one point: no sign, no exponent, no name of a number.
  private static func number(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2e }) else { return nil }
    return Double(text)
  }

  /// Where a deployment stands to the target.
  public enum Standing: Equatable, Sendable {
    /// The half-width is small enough.
    case met
    /// It is this fraction of the mean, which is more than asked for.
    case unmet(Double)
    /// No replication, or one only, has the figure, or its mean is 0 and its half-width is not.
    case unknown
  }

  /// Where a deployment stands.
  package func standing(of means: ReplicationMeans) -> Standing {
    guard let interval = means[figure].interval else { return .unknown }
    if interval.halfWidth <= fraction * interval.mean.magnitude { return .met }
    return interval.mean == 0 ? .unknown : .unmet(interval.halfWidth / interval.mean.magnitude)
  }
}
