/// What is wrong with a trace of arrival times, and where.
public struct TraceError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The bytes could not be had; the text says why.
    case unreadable(String)
    /// There is no arrival, at most a header.
    case empty
    /// The header has no column of that name.
    case noColumn(String)
    /// The header has several columns of that name.
    case severalColumns(String)
    /// The row has no field in the chosen column.
    case noField
    /// The field is not a decimal number.
    case notANumber
    /// The time is before the start of the run.
    case negative
    /// The time is before that of the row above.
    case unsorted
    /// The time is after ``Instant/latestHorizon``.
    case beyondHorizon
    /// The row has more than ``TraceParser/longestRow`` bytes.
    case rowTooLong
    /// There are more than ``TraceParser/mostEmptyLines`` empty lines in a row.
    case tooManyEmptyLines
    /// There is a control character, a broken byte order mark, or a header that is no UTF-8: this
    /// is not text.
    case notText
    /// Something other than a comma or the end of the row follows a closing quote.
    case textAfterQuote
    /// A quoted field is not closed before the trace ends.
    case openQuote
  }

  /// What is wrong.
  package let reason: Reason
  /// The line on which the offending row starts, from 1; nil when it is about the whole trace.
  package let line: Int?

  /// An error of a row or, without a line, of the whole trace.
  package init(_ reason: Reason, line: Int? = nil) {
    self.reason = reason
    self.line = line
  }
}

extension TraceError: CustomStringConvertible {
  /// The line and what is wrong with it, without a full stop.
  public var description: String {
    line.map { "line \($0): \(reason)" } ?? reason.description
  }
}

extension TraceError.Reason: CustomStringConvertible {
  /// What is wrong, as a clause without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let why): why
    case .empty: "the trace holds no arrival"
    case .noColumn(let name): "the header has no column named \(Self.shown(name))"
    case .severalColumns(let name): "the header has several columns named \(Self.shown(name))"
    case .noField: "the row has no field in the column of arrival times"
    case .notANumber: "the arrival time is not a decimal number of seconds"
    case .negative: "the arrival time is negative"
    case .unsorted: "the arrival time is earlier than the one before"
    case .beyondHorizon:
      "the arrival time is beyond the latest possible, \(Instant.latestHorizon.seconds) s"
    case .rowTooLong: "the row is longer than \(TraceParser.longestRow) bytes"
    case .tooManyEmptyLines:
      "more than \(TraceParser.mostEmptyLines) empty lines follow one another"
    case .notText: "the row holds bytes that are not text"
    case .textAfterQuote: "a closing quote must be followed by a comma or the end of the row"
    case .openQuote: "a quoted field is never closed"
    }
  }

  /// A name in quotes as a message shows it: cut, and without characters that a terminal would take
  /// for commands or that reorder their neighbours.
  private static func shown(_ name: String) -> String {
    let longest = 60
    var text = ""
    for scalar in name.unicodeScalars.prefix(longest) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return "\"\(text)\(name.unicodeScalars.count > longest ? "..." : "")\""
  }
}
