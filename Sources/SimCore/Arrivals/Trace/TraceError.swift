/// What is wrong with a trace of arrival times, and where.
public struct TraceError: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// The bytes could not be had; the text says why.
    case unreadable(String)
    /// It is a pipe, a device or a folder.
    case notAFile
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
    /// The field is not a decimal number of that unit.
    case notInUnit(TraceTimes)
    /// The field or row is of another form, which can be named.
    case foreign(TraceForm)
    /// The field is not a date with a time of day, as those above are.
    case notADate
    /// Some dates have a zone and others none.
    case mixedZones
    /// The first time is a number that may be a date in several units, or a very late time.
    case unclearUnit
    /// The first request comes so long after the start, and all of them within so short a time.
    case lateStart(Interval, Interval)
    /// The number is too large for seconds, for which numbers are taken as the first one is small.
    case unlikelySeconds
    /// The row has no number from 0 on in that column, which adds to its service time.
    case noNumber(String)
    /// The row ends before that column, by whose text rows are chosen.
    case noText(String)
    /// No row has the text in that column.
    case noRow(String, String)
    /// The columns of the row make a service time longer than ``Interval/longest``.
    case serviceTooLong
    /// The field is no whole number of requests.
    case notACount
    /// There are more requests than a run may have.
    case tooManyRequests
    /// The columns of the counts do not follow one another.
    case noColumnsBetween
    /// The rows are objects of JSON, and no key is chosen.
    case noKeyChosen
    /// The row is no object of JSON on one line.
    case notAnObject
    /// There are arrivals, and the part, the load or the counts leave none of them.
    case nothingLeft
    /// The bytes are those of a compressed file.
    case compressed
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

extension TraceError {
  /// What would be right, as a sentence; nil where the description says it all.
  package var advice: String? {
    switch reason {
    case .unsorted: "Sort the rows by their time; local times need a zone where clocks change."
    case .noNumber, .serviceTooLong:
      "The columns are those of \"column_times\" in \"latency\"; all rows have them."
    case .noText, .noRow:
      "See \"only\" in \"trace\": pairs of a column and the text that it is to have."
    case .unclearUnit:
      "Say it with \"times\" in \"trace\": \"s\", \"ms\", \"us\" or \"ns\"; "
        + "the first one then counts as 0."
    case .foreign(let form): form.advice
    case .unlikelySeconds:
      "Say the unit with \"times\" in \"trace\": \"ms\", \"us\" or \"ns\", or \"s\" for seconds."
    case .lateStart(let silence, _):
      "Add \"from\": \"\(silence.nanoseconds / 1_000_000_000)s\" to \"trace\" to count from there, "
        + "or \"from\": \"0s\" to wait so long."
    case .notADate, .notInUnit:
      "All rows of a trace write times alike: see \"times\" in \"trace\"."
    case .mixedZones: "Write a zone, such as Z or +01:00, with every date, or with none."
    case .nothingLeft: "See \"from\" and \"for\" in \"trace\", and the load."
    case .noKeyChosen: "Name the key of the times with \"column\" in \"trace\"."
    case .notAnObject: "Write each request as one line, for instance with jq --compact-output."
    case .notACount: "Counts need \"period\" in \"trace\", and a column of whole numbers."
    default: nil
    }
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
    case .notAFile: "is not an ordinary file"
    case .empty: "the trace holds no arrival"
    case .noColumn(let name): "the header has no column named \(Self.shown(name))"
    case .severalColumns(let name): "the header has several columns named \(Self.shown(name))"
    case .noField: "the row has no field in the column of arrival times"
    case .notANumber: "the arrival time is not a decimal number of seconds"
    case .notInUnit(let unit): "the arrival time is not a decimal number of \(unit.rawValue)"
    case .foreign(let form): form.description
    case .notADate: "the arrival time is not a date such as 2026-01-31T23:59:59.5Z"
    case .mixedZones: "dates with a zone and dates without one are mixed"
    case .unclearUnit: "the unit of the first arrival time is not clear from its size"
    case .unlikelySeconds:
      "the arrival time would be more than \(TraceTimes.mostSeconds) s after the start"
    case .lateStart(let silence, let span):
      "the first request comes \(Self.seconds(silence)) after the start, and the last one "
        + "\(Self.seconds(span)) after the first"
    case .noNumber(let name): "the row has no number from 0 on in the column \(Self.shown(name))"
    case .noText(let name): "the row ends before the column \(Self.shown(name))"
    case .noRow(let name, let text):
      "no row has \(Self.shown(text)) in the column \(Self.shown(name))"
    case .serviceTooLong: "the columns make a service time beyond \(Interval.longest.seconds) s"
    case .notACount: "the count is not a whole number of requests"
    case .tooManyRequests: "the trace has more than 2^53 requests"
    case .noColumnsBetween: "the last column of counts stands before the first one"
    case .noKeyChosen: "the rows are objects of JSON, and no key of them is chosen"
    case .notAnObject: "the row is not an object of JSON on a line of its own"
    case .nothingLeft: "no arrival of the trace is left: all counts are 0, or others are left out"
    case .compressed: "the file is compressed"
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

  /// A length in whole seconds.
  private static func seconds(_ length: Interval) -> String {
    "\((length.nanoseconds + 500_000_000) / 1_000_000_000) s"
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
