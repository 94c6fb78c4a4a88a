import Studies

/// A table from a file of comma-separated values, as RFC 4180 has them.
package struct ReportTable: Sendable {
  /// The names of the columns.
  package let columns: [String]
  /// The fields of each row, as many as there are columns.
  package let rows: [[String]]
  private let places: [String: Int]

  /// Reads a table, strictly.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: what messages call it.
  /// - Throws: `StudyError` when the file ends in the middle of a row, has rows of different
  ///   lengths, or is no table.
  package init(_ bytes: [UInt8], name: String) throws(StudyError) {
    func fault(_ what: String) -> StudyError {
      StudyError("\(Quoted.text(name)) \(what)", advice: ReportFolder.adviceToWriteAnew)
    }
    guard bytes.last == UInt8(ascii: "\n") else {
      throw fault(bytes.isEmpty ? "is empty" : "ends in the middle of a row")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw fault("is not UTF-8") }
    var lines = CSVLines(bytes)
    guard let header = lines.next() else { throw fault("ends within quotes") }
    columns = header
    var rows: [[String]] = []
    while let row = lines.next() {
      if row.count != header.count {
        throw fault(
          "has \(row.count) fields in row \(rows.count + 1), and \(header.count) columns")
      }
      rows.append(row)
    }
    if lines.isOpen { throw fault("ends within quotes") }
    self.rows = rows
    places = Dictionary(zip(header, 0...)) { first, _ in first }
  }

  /// The place of a column; nil where there is none of that name.
  package func place(of column: String) -> Int? { places[column] }

  /// Throws unless the table has some columns.
  package func require(_ columns: [String], name: String) throws(StudyError) {
    for column in columns where places[column] == nil {
      throw StudyError(
        "\(Quoted.text(name)) has no column \(column), so it is not of this program",
        advice: ReportFolder.adviceToWriteAnew)
    }
  }

  /// The text of a field; empty where there is no such column.
  package func text(_ row: [String], _ column: String) -> String {
    places[column].map { row[$0] } ?? ""
  }

  /// The number in a field; nil where there is none.
  package func number(_ row: [String], _ column: String) -> Double? {
    Double(text(row, column)).flatMap { $0.isFinite ? $0 : nil }
  }
}

/// The rows of a file of comma-separated values, one after another.
private struct CSVLines {
  private var rest: ArraySlice<UInt8>
  /// Whether the file ended within quotes.
  private(set) var isOpen = false

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The fields of the next row; nil after the last, and where quotes do not end.
  mutating func next() -> [String]? {
    if rest.isEmpty || isOpen { return nil }
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && rest.first == UInt8(ascii: "\""):
        field.append(byte)
        rest.removeFirst()
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted:
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      case UInt8(ascii: "\n") where !isQuoted:
        return fields + [String(decoding: field, as: UTF8.self)]
      default: field.append(byte)
      }
    }
    isOpen = true
    return nil
  }
}
