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

  /// Their columns.
  var columns: NamedColumns
  private let wanted: [[UInt8]]
  /// Whether the row at hand has the text in each column; nil before that field.
  private var matches: [Bool?]
  private var field: [UInt8] = []

  /// The rows with some texts; all of them where there are none.
  init(_ texts: [ColumnText]) {
    self.texts = texts
    hasColumns = !texts.isEmpty
    columns = NamedColumns(texts.map(\.column))
    wanted = texts.map { Array($0.text.utf8) }
    matches = Array(repeating: nil, count: texts.count)
  }

  /// Reads one more byte of the field at hand.
  mutating func read(_ byte: UInt8) { field.append(byte) }

  /// Compares the field at hand, if it is one of the columns.
  mutating func endField() {
    guard columns.isReading else { return }
    matches[columns.current] = TraceParser.trimmed(field) == wanted[columns.current][...]
    field.removeAll(keepingCapacity: true)
    columns.end()
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
    columns.end()
    field.removeAll(keepingCapacity: true)
    for column in matches.indices { matches[column] = nil }
  }

  /// Whether an object is taken, of which a key has a value; one without the key is left.
  mutating func takes(_ value: (_ name: [UInt8]) -> ArraySlice<UInt8>?) -> Bool {
    let isTaken = zip(columns.names, wanted).allSatisfy { name, text in value(name) == text[...] }
    hasTaken = hasTaken || isTaken
    return isTaken
  }
}
