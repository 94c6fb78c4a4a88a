/// The neighbours of a row in a chain; -1 at the ends, and in a row that is in none.
@usableFromInline package struct Links: Sendable, BitwiseCopyable {
  /// The row before.
  @usableFromInline package var previous: Int32 = -1
  /// The row behind.
  @usableFromInline package var next: Int32 = -1

  /// No neighbours.
  @inlinable
  package init() {}
}

/// Where the rows of a table keep their links of one chain: a row may stand in several chains at a
/// time, each with links of its own.
@usableFromInline package protocol ChainPlace {
  /// The rows of the table.
  associatedtype Row: BitwiseCopyable

  /// Reads and changes the links of a row.
  static func links<Result>(of row: inout Row, _ body: (inout Links) -> Result) -> Result
}

/// A list threaded through the rows of a table: a queue, a list of what is free, an order by age.
///
/// Links are indices inside the rows, so any row leaves from anywhere in constant time and nothing
/// is ever allocated. A row must be in no more than one chain of the same place at a time.
@usableFromInline package struct Chain<Place: ChainPlace>: Sendable, BitwiseCopyable {
  /// The first row; -1 for none.
  @usableFromInline package var first: Int32 = -1
  /// The last row; -1 for none.
  @usableFromInline package var last: Int32 = -1

  /// A chain without rows.
  @inlinable
  package init() {}

  /// Whether there are no rows.
  @inlinable
  package var isEmpty: Bool { first < 0 }

  /// Adds a row, which is in no chain of this place, at the end.
  ///
  /// - Complexity: O(1).
  @inlinable
  @inline(__always)
  package mutating func append(_ index: Int, in rows: inout Table<Place.Row>) {
    let row = Int32(truncatingIfNeeded: index)
    let before = last
    Place.links(of: &rows[index]) { links in
      links.previous = before
      links.next = -1
    }
    if before >= 0 {
      Place.links(of: &rows[Int(before)]) { $0.next = row }
    } else {
      first = row
    }
    last = row
  }

  /// Takes a row of this chain out, wherever it stands; its own links stay as they were.
  ///
  /// - Complexity: O(1).
  @inlinable
  @inline(__always)
  package mutating func remove(_ index: Int, in rows: inout Table<Place.Row>) {
    let (previous, next) = Place.links(of: &rows[index]) { ($0.previous, $0.next) }
    if previous >= 0 {
      Place.links(of: &rows[Int(previous)]) { $0.next = next }
    } else {
      first = next
    }
    if next >= 0 {
      Place.links(of: &rows[Int(next)]) { $0.previous = previous }
    } else {
      last = previous
    }
  }
}
