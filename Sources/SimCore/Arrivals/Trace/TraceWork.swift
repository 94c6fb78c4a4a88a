/// What the numbers of a row add to the service time of its request, byte by byte.
///
/// The sum is exact; it is rounded to whole nanoseconds once, halves up.
struct TraceWork: Sendable {
  /// The columns with what each unit of their numbers adds.
  let columns: [ColumnTime]
  /// Whether there are any; asked for every field.
  let hasColumns: Bool
  /// What the latest row that was taken adds.
  private(set) var latest = Interval.zero

  /// Where those columns stand.
  var places: NamedColumns
  /// Whether the row at hand has a number in each column.
  private var isFound: [Bool]
  private var number = DecimalSeconds()
  /// The sum of the row at hand, in thousand-millionths of a nanosecond.
  private var sum: Int128 = 0

  private static let billion: Int128 = 1_000_000_000
  /// Above the longest time; sums go no further, so that none is too great for its type.
  private static let tooMuch = 2 * Int128(Interval.longest.nanoseconds) * billion

  /// What a row adds by some columns.
  init(_ columns: [ColumnTime]) {
    self.columns = columns
    hasColumns = !columns.isEmpty
    places = NamedColumns(columns.map(\.name))
    isFound = Array(repeating: false, count: columns.count)
  }

  /// Goes to the field of a column, and tells its name.
  mutating func begin(column: Int) -> [UInt8] {
    places.begin(column: column)
    return places.names[column]
  }

  /// Reads one more byte of the field at hand.
  mutating func read(_ byte: UInt8) { number.read(byte) }

  /// Adds what the field at hand comes to, if it is one of the columns.
  mutating func endField() {
    let current = places.current
    guard current >= 0 else { return }
    switch number.value(power: 9, limit: UInt64(Int64.max)) {
    case .nanoseconds(let billionths):
      isFound[current] = true
      let product = Int128(billionths) * Int128(columns[current].each.nanoseconds)
      sum = min(sum + min(product, Self.tooMuch), Self.tooMuch)
    case .beyondHorizon:
      isFound[current] = true
      if columns[current].each > .zero { sum = Self.tooMuch }
    case .negative, .notANumber: isFound[current] = false
    }
    number = DecimalSeconds()
    places.end()
  }

  /// Takes what the row comes to as the latest, and makes ready for the next.
  ///
  /// - Returns: what is wrong with the row; nil for nothing.
  mutating func endRow() -> TraceError.Reason? {
    defer {
      sum = 0
      places.end()
      number = DecimalSeconds()
      for column in isFound.indices { isFound[column] = false }
    }
    if let column = isFound.firstIndex(of: false) { return .noNumber(columns[column].name) }
    let nanoseconds = (sum + Self.billion / 2) / Self.billion
    guard nanoseconds <= Int128(Interval.longest.nanoseconds) else { return .serviceTooLong }
    latest = Interval(nanoseconds: Int64(nanoseconds))
    return nil
  }
}
