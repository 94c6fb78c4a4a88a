/// What every message about bad input promises.
public enum ReportRules {
  /// The longest message: fifty lines, each of bounded excerpts and the file's name.
  public static let longest = 200_000

  /// Stops unless a message is there, of bounded length, and without control characters.
  public static func check(_ message: String) {
    require(!message.isEmpty, "a report says something")
    require(message.utf8.count <= longest, "a report is bounded: \(message.utf8.count) bytes")
    require(
      message.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A },
      "a report has no control characters")
  }
}
