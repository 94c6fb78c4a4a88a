/// Forms in which times and counts are often written, and which a trace does not have.
///
/// Whoever has a file of such a form is told which one it is, and what to do about it.
public enum TraceForm: Hashable, Sendable {
  /// Columns divided by semicolons.
  case semicolons
  /// Columns divided by tabs.
  case tabs
  /// A line of a web server's log.
  case webServerLine
  /// A date as web servers write it, such as `16/Nov/2023:18:17:03 +0000`.
  case webServerDate
  /// A date with slashes.
  case slashes
  /// A date without a time of day.
  case dayAlone

  /// The form of a field that is neither a number nor a date; nil where it is none of these.
  init?(of field: [UInt8]) {
    let text = field.drop { $0 == UInt8(ascii: " ") }
    let day = text.prefix { !TraceForm.divides($0) }
    if Self.isWebServerDate(text.drop { $0 == UInt8(ascii: "[") }) {
      self = .webServerDate
    } else if let open = text.firstIndex(of: UInt8(ascii: "[")),
      Self.isWebServerDate(text[(open + 1)...])
    {
      self = .webServerLine
    } else if let form = TraceForm(separatorOf: field) {
      self = form
    } else if Self.matches(text, "dd/dd/dddd") || Self.matches(text, "dddd/dd/dd") {
      self = .slashes
    } else if day.count == 10, Self.matches(day, "dddd-dd-dd") {
      self = .dayAlone
    } else {
      return nil
    }
  }

  /// What divides the columns of a row without a comma; nil where nothing seems to.
  init?(separatorOf row: [UInt8]) {
    guard let byte = row.first(where: Self.divides) else { return nil }
    self = byte == UInt8(ascii: ";") ? .semicolons : .tabs
  }

  private static func divides(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
  }

  private static func isWebServerDate(_ text: ArraySlice<UInt8>) -> Bool {
    matches(text, "dd/aaa/dddd:dd:dd:dd")
  }

  /// Whether bytes begin like a pattern, in which d is a digit and a any other letter or sign.
  private static func matches(_ text: ArraySlice<UInt8>, _ pattern: String) -> Bool {
    guard text.count >= pattern.utf8.count else { return false }
    return zip(text, pattern.utf8).allSatisfy { byte, wanted in
      let isDigit = (0x30...0x39).contains(byte)
      switch wanted {
      case UInt8(ascii: "d"): return isDigit
      case UInt8(ascii: "a"): return !isDigit
      default: return byte == wanted
      }
    }
  }
}

extension TraceForm: CustomStringConvertible {
  /// What is found, as a clause without a full stop.
  public var description: String {
    switch self {
    case .semicolons: "the columns are divided by semicolons and not by commas"
    case .tabs: "the columns are divided by tabs and not by commas"
    case .webServerLine: "the row is a line of a web server's log"
    case .webServerDate: "the arrival time is a date as web servers write it"
    case .slashes: "the arrival time is a date with slashes"
    case .dayAlone: "the arrival time is a date without a time of day"
    }
  }

  /// What would be right, as a sentence.
  package var advice: String {
    switch self {
    case .semicolons:
      "Write commas, for instance with tr ';' ','; decimal commas as points before, with "
        + "tr ',' '.'."
    case .tabs: "Write commas, for instance with tr '\\t' ','."
    case .webServerLine, .webServerDate:
      "simctl calibrate makes a trace of a web server's log; dates are such as "
        + "2023-11-16T18:17:03Z."
    case .slashes, .dayAlone: "Write dates such as 2023-11-16T18:17:03Z, or seconds."
    }
  }
}
