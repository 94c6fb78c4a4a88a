import Platforms

/// The rows of the replications of a deployment, in their order.
///
/// They are kept as bytes, some two hundred a row, and beyond some number in a file, as there may
/// be very many; who goes through them makes each row anew.
package struct ReplicationRows: Sequence, Sendable {
  /// How many bytes the rows of all deployments together take of memory, or a few of each.
  static let memory = 1 << 22

  /// How many rows there are.
  package private(set) var count = 0
  /// The rows, each after the number of its bytes and where its results are kept.
  private var bytes: ScratchBytes
  /// A row with which the others share all that is not packed.
  private let example: SummaryRow
  /// The first row, which is asked for often.
  private var beginning: PackedRow?
  private let file: ScratchFile

  /// No rows yet.
  ///
  /// - Parameters:
  ///   - example: a row of any replication of the deployment.
  ///   - file: where rows go that are too many for memory.
  ///   - kept: how many bytes are kept in memory.
  init(like example: SummaryRow, file: ScratchFile = ScratchFile(), keeping kept: Int = memory) {
    (self.example, self.file) = (example, file)
    bytes = ScratchBytes(file, keeping: kept)
  }

  /// No rows yet of several deployments, which share a file and the memory.
  ///
  /// - Parameter examples: a row of each.
  /// - Returns: the rows of each, in their order.
  static func of(_ examples: [SummaryRow]) -> [ReplicationRows] {
    let file = ScratchFile()
    let kept = Swift.max(memory / Swift.max(1, examples.count), 1 << 12)
    return examples.map { ReplicationRows(like: $0, file: file, keeping: kept) }
  }

  /// Rows, at least one, all of one deployment.
  package init(_ rows: [SummaryRow]) throws {
    precondition(!rows.isEmpty, "Rows are of a deployment.")
    self.init(like: rows[0])
    for row in rows { try append(PackedRow(row)) }
  }

  /// Adds the row of a further replication.
  mutating func append(_ row: PackedRow) throws {
    try bytes.append(row.bytes)
    if count == 0 { beginning = row }
    count += 1
  }

  /// What went wrong with the file, if anything: then some rows are missing.
  var failure: OutputError? { file.failure }

  /// The first row; there must be one.
  package var first: SummaryRow {
    guard let beginning else { preconditionFailure("There is a row.") }
    return SummaryRow(beginning.content, like: example)
  }

  /// The figures of the rows, for which no row is made.
  package var figures: some Sequence<RunFigures> { packed { RunFigures(ofRow: $0.content) } }

  /// Where the results of the rows are kept.
  var places: some Sequence<Int> { packed { $0.place } }

  package func makeIterator() -> AnyIterator<SummaryRow> {
    AnyIterator(packed { SummaryRow($0.content, like: example) }.makeIterator())
  }

  private func packed<Element>(
    _ transform: @escaping (PackedRow) -> Element
  ) -> some Sequence<Element> {
    sequence(state: PackedRow.Reader(bytes)) { rows in rows.next().map(transform) }
  }
}
