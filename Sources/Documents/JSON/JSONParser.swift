/// Reads JSON as RFC 8259 defines it, with nothing added and nothing guessed.
///
/// Problems that do not hide what follows (a duplicate key, a number out of range, a wrong escape,
/// a comment, a trailing comma) are collected and reported together; the first one that does (a
/// missing comma, an unclosed string) ends the reading. Time is linear in the size of the input.
///
/// Keys that differ only in how Unicode composes the same characters count as duplicates. So that
/// this takes no longer than its text, a letter has at most 30 combining marks.
public enum JSONParser {
  /// The largest input, in bytes: 16 MiB, far beyond any file written by hand.
  package static let maximumBytes = 16 << 20

  /// The most arrays and objects within each other.
  package static let maximumDepth = 64

  /// The longest key, in bytes.
  package static let maximumKeyBytes = 1024

  /// The longest number, in characters; a number of more digits was not meant as one.
  package static let maximumNumberBytes = 1024

  /// The value that a file holds.
  ///
  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - file: the file's name, for messages.
  /// - Returns: the one value of the file.
  /// - Throws: ``ProblemReport`` with all problems found.
  /// - Complexity: O(n), where n is the number of bytes.
  public static func parse(_ bytes: [UInt8], file: String) throws(ProblemReport) -> JSONValue {
    guard bytes.count <= maximumBytes else {
      throw ProblemReport(
        Problem(
          file: file,
          what: "the file has \(DecimalText.grouped(bytes.count)) bytes, more than the "
            + "\(DecimalText.grouped(maximumBytes)) that are read",
          fix: "split the file, or move data into files of their own format"))
    }
    let log = ProblemLog(file: file)
    var scanner = JSONScanner(bytes: bytes, log: log)
    var value: JSONValue?
    do {
      value = try scanner.scanDocument()
    } catch {
      // The problem that ended the reading is in the log.
    }
    try log.throwIfAny()
    guard let value else {
      throw ProblemReport(Problem(file: file, what: "the file cannot be read", fix: ""))
    }
    return value
  }
}

/// Ends the reading of a file; the reason is in the log.
struct JSONStop: Error {}
