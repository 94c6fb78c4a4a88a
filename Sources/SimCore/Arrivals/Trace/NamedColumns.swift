/// Columns of a trace by their names: where they stand in a row, and which of them is being read.
struct NamedColumns: Sendable {
  /// Their names.
  let names: [[UInt8]]
  /// Which column each field of a row is; -1 for another.
  private var columnOfField: [Int] = []
  /// How often the header names each column.
  private var titles: [Int]
  /// The column whose field is being read; -1 for none.
  private(set) var current = -1

  /// Columns of some names.
  init(_ names: [String]) {
    self.names = names.map { Array($0.utf8) }
    titles = Array(repeating: 0, count: names.count)
  }

  /// Whether the field at hand is one of them.
  var isReading: Bool { current >= 0 }

  /// Reads the next field of the header.
  mutating func readTitle(_ title: ArraySlice<UInt8>) {
    let column = names.firstIndex { $0[...] == title } ?? -1
    columnOfField.append(column)
    if column >= 0 { titles[column] += 1 }
  }

  /// What is wrong with the header; nil when it has each column once.
  var headerProblem: TraceError.Reason? {
    for (name, count) in zip(names, titles) where count != 1 {
      let text = String(decoding: name, as: UTF8.self)
      return count == 0 ? .noColumn(text) : .severalColumns(text)
    }
    return nil
  }

  /// Goes to a field of a row by its place, from 0.
  mutating func begin(field: Int) {
    current = field < columnOfField.count ? columnOfField[field] : -1
  }

  /// Goes to the field of a column.
  mutating func begin(column: Int) { current = column }

  /// The field at hand is at its end.
  mutating func end() { current = -1 }
}
