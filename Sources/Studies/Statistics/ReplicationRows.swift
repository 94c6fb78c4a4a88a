import Platforms

/// The rows of the replications of a deployment, in their order.
///
/// They are kept as bytes, some two hundred a row, as there may be a hundred thousand of them; who
/// goes through them makes each row anew.
package struct ReplicationRows: Sequence, Sendable {
  /// How many rows there are.
  package private(set) var count = 0
  /// The rows, each after the number of its bytes.
  private var bytes: [UInt8] = []
  /// A row with which the others share all that is not packed.
  private let example: SummaryRow

  /// No rows yet.
  ///
  /// - Parameter example: a row of any replication of the deployment.
  init(like example: SummaryRow) { self.example = example }

  /// Rows, at least one, all of one deployment.
  package init(_ rows: [SummaryRow]) {
    precondition(!rows.isEmpty, "Rows are of a deployment.")
    self.init(like: rows[0])
    for row in rows { append(packed: Self.packed(row)) }
  }

  /// A row as bytes.
  static func packed(_ row: SummaryRow) -> [UInt8] {
    var content: [UInt8] = []
    row.append(to: &content)
    return Self.bytes(UInt32(content.count)) + content
  }

  /// Adds the row of a further replication.
  mutating func append(packed row: [UInt8]) {
    bytes += row
    count += 1
  }

  /// The first row; there must be one.
  package var first: SummaryRow {
    var rows = makeIterator()
    guard let row = rows.next() else { preconditionFailure("There is a row.") }
    return row
  }

  /// The figures of the rows, for which no row is made.
  package var figures: some Sequence<RunFigures> {
    sequence(state: Packed(rest: bytes[...])) { packed in
      packed.next().map { RunFigures(ofRow: $0) }
    }
  }

  package func makeIterator() -> Iterator {
    Iterator(packed: Packed(rest: bytes[...]), example: example)
  }

  /// Goes through the rows.
  package struct Iterator: IteratorProtocol {
    fileprivate var packed: Packed
    fileprivate let example: SummaryRow

    package mutating func next() -> SummaryRow? {
      packed.next().map { SummaryRow($0, like: example) }
    }
  }

  /// Goes through the bytes of the rows.
  fileprivate struct Packed {
    var rest: ArraySlice<UInt8>

    mutating func next() -> ArraySlice<UInt8>? {
      guard !rest.isEmpty else { return nil }
      let length = ReplicationRows.number(rest.prefix(ReplicationRows.lengthBytes))
      let content = rest.dropFirst(ReplicationRows.lengthBytes).prefix(Int(length))
      rest = rest[content.endIndex...]
      return content
    }
  }

  /// How many bytes the number of a row's bytes has.
  private static let lengthBytes = 4

  /// A number in four bytes, the lowest first.
  private static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<lengthBytes).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
