import Documents
import Platforms

/// The rows of a summary as programs read them.
package enum SummaryText {
  /// Rows as CSV with a header.
  package static func csv(_ rows: [[SummaryRow.Field]]) -> String {
    (rows.first.map(SummaryRow.header) ?? "") + rows.map(SummaryRow.line).joined()
  }

  /// Rows as a JSON array of objects with the columns of the CSV as keys.
  ///
  /// A figure that a row has not is `null`.
  package static func json(_ rows: [[SummaryRow.Field]]) -> String {
    "[\n" + rows.map(object).joined(separator: ",\n") + "\n]\n"
  }

  /// A row as an object.
  private static func object(_ fields: [SummaryRow.Field]) -> String {
    let members = fields.map { field in
      let key = JSONValue(.string(field.column)).compactText
      if field.isNumber { return "    \(key): \(field.text.isEmpty ? "null" : field.text)" }
      return "    \(key): \(JSONValue(.string(field.text)).compactText)"
    }
    return "  {\n" + members.joined(separator: ",\n") + "\n  }"
  }

  /// Writes the rows of studies as CSV with a header, one by one.
  package static func writeCSV(
    _ studies: [StudyResults], to write: (String) throws -> Void
  ) rethrows {
    var isFirst = true
    for study in studies {
      try study.forEachLine { fields in
        if isFirst { try write(SummaryRow.header(fields)) }
        isFirst = false
        try write(SummaryRow.line(fields))
      }
    }
  }

  /// Writes the rows of studies as a JSON array of objects with the columns of the CSV as keys, one
  /// by one.
  ///
  /// A figure that a run has not is `null`.
  package static func writeJSON(
    _ studies: [StudyResults], to write: (String) throws -> Void
  ) rethrows {
    var separator = "[\n"
    for study in studies {
      try study.forEachLine { fields in
        try write(separator + object(fields))
        separator = ",\n"
      }
    }
    try write("\n]\n")
  }
}
