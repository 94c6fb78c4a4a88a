/// A CSV file whose fields need no quotes, read without the code under test.
package struct CSVTable {
  /// The names in the first line.
  package let columns: [String]
  /// The fields of the other lines by column.
  package let rows: [[String: String]]

  /// Reads a text.
  package init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let columns = lines.first ?? []
    self.columns = columns
    rows = lines.dropFirst().map { fields in
      Dictionary(zip(columns, fields)) { first, _ in first }
    }
  }

  /// A column's fields.
  package func column(_ name: String) -> [String] { rows.map { $0[name] ?? "no column \(name)" } }

  /// The rows of each run, by deployment and replication.
  package var byRun: [Run: [[String: String]]] {
    Dictionary(grouping: rows) { row in
      Run(deployment: row["deployment"] ?? "", replication: row["replication"] ?? "")
    }
  }

  /// What a row is about.
  package struct Run: Hashable {
    package let deployment: String
    package let replication: String

    package init(deployment: String, replication: String) {
      self.deployment = deployment
      self.replication = replication
    }
  }
}

extension [String: String] {
  /// A field that is a whole number; -1 where it is not.
  package func count(_ column: String) -> Int { self[column].flatMap { Int($0) } ?? -1 }

  /// An amount of money in units of 10^-15 USD, the last digit of the files; nil unless the field
  /// has exactly 15 digits after the point.
  package func femtodollars(_ column: String) -> Int? {
    guard let parts = self[column]?.split(separator: "."), parts.count == 2, parts[1].count == 15
    else { return nil }
    return Int(parts[0] + parts[1])
  }
}
