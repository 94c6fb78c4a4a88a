import Platforms

/// The rows of a summary as programs read them.
package enum SummaryText {
  /// Rows as CSV with a header.
  package static func csv(_ rows: [[SummaryRow.Field]]) -> String {
    (rows.first.map(SummaryRow.header) ?? "") + rows.map(SummaryRow.line).joined()
  }

  /// Rows as a JSON array of objects with the columns of the CSV as keys.
  ///
  /// A figure that a run has not is `null`.
  package static func json(_ rows: [[SummaryRow.Field]]) -> String {
    let objects = rows.map { fields in
      let members = fields.map { field in
        let key = JSONValue(.string(field.column)).compactText
        if field.isNumber { return "    \(key): \(field.text.isEmpty ? "null" : field.text)" }
        return "    \(key): \(JSONValue(.string(field.text)).compactText)"
      }
      return "  {\n" + members.joined(separator: ",\n") + "\n  }"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}
