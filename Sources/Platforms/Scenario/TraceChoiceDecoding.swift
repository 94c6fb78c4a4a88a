import Documents
import SimCore

/// The key of the rows of a trace that are sent.
enum TraceChoiceKeys {
  /// The most columns by which rows are chosen.
  static let most = 16

  static let only = Key<JSONValue?>(
    "only",
    .value(
      .worded(
        .list(.pair(.string(length: 1), .string(length: 0)), least: 1, most: most),
        "list of `[column, text]`")),
    .otherwise("all rows"),
    """
    only rows that have each of these texts in its column are sent, such as those of one \
    function; `from`, `for` and dates count by all rows
    """)
}

extension ProblemLog {
  /// The texts by which rows are chosen; nil with problems reported.
  func traceChoice(_ value: JSONValue, _ path: JSONPath, hasColumn: Bool) -> [ColumnText]? {
    guard let elements = array(value, path) else { return nil }
    guard (1...TraceChoiceKeys.most).contains(elements.count) else {
      report(
        value, path: path, what: "has \(elements.count) elements",
        fix: "give 1 to \(TraceChoiceKeys.most) pairs, such as [[\"function\", \"resize\"]]")
      return nil
    }
    guard hasColumn else {
      report(
        value, path: path,
        what: "needs the header of the trace, and the column of the times is not named",
        fix: "name it, such as \"column\": \"time\" in the trace")
      return nil
    }
    var texts: [ColumnText] = []
    for (element, place) in elements {
      guard
        let pair = self.pair(
          element, place, of: "a column and a text, such as [\"function\", \"resize\"]")
      else { continue }
      let column = string(pair.first.0, pair.first.1)
      guard let column, let text = string(pair.second.0, pair.second.1) else { continue }
      if column.isEmpty {
        report(
          pair.first.0, path: pair.first.1, what: "is empty",
          fix: "name a column of the trace's header")
        continue
      }
      if texts.contains(where: { $0.column == column }) {
        report(
          element, path: place, what: "names a column that another pair names too",
          fix: "give each column once")
        continue
      }
      texts.append(ColumnText(column: column, text: text))
    }
    return texts.count == elements.count ? texts : nil
  }
}
