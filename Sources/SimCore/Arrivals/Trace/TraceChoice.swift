/// A text in a column of a trace, by which rows are chosen.
public struct ColumnText: Hashable, Sendable {
  /// The name of the column in the header, or the key in lines of JSON.
  public var column: String
  /// The text: in lines of JSON that of a string as it is written there, or of another value.
  public var text: String

  /// A text in a column.
  public init(column: String, text: String) {
    self.column = column
    self.text = text
  }
}

/// The rows of a trace that are sent: those that have each of some texts in its column.
struct TraceChoice: Sendable {
  /// What became of a row.
  enum Outcome: Equatable {
    case taken
    case left
    /// The row ends before that column.
    case missing(String)
  }

  /// The texts.
  let texts: [ColumnText]
  /// Whether there are any; asked for every field.
  let hasColumns: Bool
  /// Whether any row was taken.
  private(set) var hasTaken = false

  private let names: [[UInt8]]
  private let wanted: [[UInt8]]
  /// Which column each field of a row is; -1 for another.
  private var columnOfField: [Int] = []
  /// How often the header names each column.
  private var titles: [Int]
  /// Whether the row at hand has the text in each column; nil before that field.
  private var matches: [Bool?]
  /// The column whose field is being read; -1 for none.
  private var current = -1
  private var field: [UInt8] = []

  /// The rows with some texts; all of them where there are none.
  init(_ texts: [ColumnText]) {
    self.texts = texts
    hasColumns = !texts.isEmpty
    names = texts.map { Array($0.column.utf8) }
    wanted = texts.map { Array($0.text.utf8) }
    titles = Array(repeating: 0, count: texts.count)
    matches = Array(repeating: nil, count: texts.count)
  }

  /// Whether the field at hand is one of the columns.
  var isReading: Bool { current >= 0 }

  /// Reads the next field of the header.
  mutating func readTitle(_ title: ArraySlice<UInt8>) {
    let column = names.firstIndex { $0[...] == title } ?? -1
    columnOfField.append(column)
    if column >= 0 { titles[column] += 1 }
  }

  /// What is wrong with the header; nil when it has each column once.
  var headerProblem: TraceError.Reason? {
    for (text, count) in zip(texts, titles) where count != 1 {
      return count == 0 ? .noColumn(text.column) : .severalColumns(text.column)
    }
    return nil
  }

  /// Goes to a field of a row by its place, from 0.
  mutating func begin(field: Int) {
    current = field < columnOfField.count ? columnOfField[field] : -1
  }

  /// Reads one more byte of the field at hand.
  mutating func read(_ byte: UInt8) { field.append(byte) }

  /// Compares the field at hand, if it is one of the columns.
  mutating func endField() {
    guard current >= 0 else { return }
    matches[current] = TraceParser.trimmed(field) == wanted[current][...]
    field.removeAll(keepingCapacity: true)
    current = -1
  }

  /// What becomes of the row at hand; the next one begins.
  mutating func endRow() -> Outcome {
    defer { forget() }
    if let column = matches.firstIndex(of: nil) { return .missing(texts[column].column) }
    guard matches.allSatisfy({ $0 == true }) else { return .left }
    hasTaken = true
    return .taken
  }

  /// Forgets what was read of the row at hand.
  mutating func forget() {
    current = -1
    field.removeAll(keepingCapacity: true)
    for column in matches.indices { matches[column] = nil }
  }

  /// Whether an object is taken, of which a key has a value; one without the key is left.
  mutating func takes(_ value: (_ name: [UInt8]) -> ArraySlice<UInt8>?) -> Bool {
    let isTaken = zip(names, wanted).allSatisfy { name, text in value(name) == text[...] }
    hasTaken = hasTaken || isTaken
    return isTaken
  }
}
