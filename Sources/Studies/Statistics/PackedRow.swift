import Platforms

/// A row of the summary as bytes, with the place where the results are kept that it is of.
struct PackedRow: Sendable {
  /// The number of the content's bytes, the place, and the content.
  let bytes: ArraySlice<UInt8>

  /// How many bytes come before the content.
  private static let head = 12

  /// Packs a row.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - place: where the results are kept; 0 for nowhere.
  init(_ row: SummaryRow, place: Int = 0) {
    var bytes = [UInt8](repeating: 0, count: Self.head)
    row.append(to: &bytes)
    Self.put(bytes.count - Self.head, into: &bytes[..<4])
    Self.put(place, into: &bytes[4..<Self.head])
    self.bytes = bytes[...]
  }

  /// The row that bytes begin with; nil when they end before it does.
  private init?(_ bytes: ArraySlice<UInt8>) {
    guard bytes.count >= Self.head else { return nil }
    let count = Self.head + Self.number(bytes.prefix(4))
    guard bytes.count >= count else { return nil }
    self.bytes = bytes.prefix(count)
  }

  /// What `SummaryRow` makes a row of.
  var content: ArraySlice<UInt8> { bytes.dropFirst(Self.head) }

  /// Where the results are kept.
  var place: Int { Self.number(bytes.prefix(Self.head).dropFirst(4)) }

  /// A number in as many bytes as there are, the lowest first.
  private static func put(_ number: Int, into bytes: inout ArraySlice<UInt8>) {
    for (digit, index) in bytes.indices.enumerated() {
      bytes[index] = UInt8(truncatingIfNeeded: number >> (digit * 8))
    }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Goes through rows that follow one another.
  struct Reader {
    /// How many bytes are fetched at a time.
    private static let portion = 1 << 16

    private let all: ScratchBytes
    /// What has been fetched and not yet given.
    private var rest: ArraySlice<UInt8> = []
    /// How many bytes have been fetched.
    private var fetched = 0

    init(_ all: ScratchBytes) { self.all = all }

    /// The next row; nil after the last.
    mutating func next() -> PackedRow? {
      while true {
        if let row = PackedRow(rest) {
          rest = rest.dropFirst(row.bytes.count)
          return row
        }
        let more = all.bytes(from: fetched, count: Self.portion)
        if more.isEmpty { return nil }
        fetched += more.count
        rest = rest.isEmpty ? more : rest + more
      }
    }
  }
}
