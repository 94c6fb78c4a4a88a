/// Which column of a trace holds the arrival times.
public enum TraceColumn: Hashable, Sendable {
  /// The column at that position, from 0; a first row whose field is not a number is a header.
  case index(Int)
  /// The column of that name, in the header that the trace must then have; in lines of JSON, the
  /// key.
  case name(String)
}

/// A reader of arrival times from text, row by row, in constant memory.
///
/// Rows are lines of comma-separated values or, where the first byte is a brace, objects of JSON,
/// one a line. A row holds its time as ``TraceTimes`` says, by default in seconds since the start
/// of the run as a decimal number, and it becomes whole nanoseconds without a detour through binary
/// fractions. Fields are quoted as in RFC 4180; lines end with LF, CR LF or CR; empty lines and a
/// UTF-8 byte order mark are skipped. Other columns may hold any text. Nothing is allocated for a
/// row.
public struct TraceParser: Sendable {
  /// The most bytes a row may have, its end included.
  @usableFromInline package static let longestRow = 65_536

  /// The most empty lines between two rows: whoever waits for an arrival waits for a bounded time.
  @usableFromInline package static let mostEmptyLines = 65_536

  /// What reading the bytes at hand led to.
  @usableFromInline
  enum Outcome {
    case number(Int64)
    case failure(TraceError)
    case starved
    case finished
  }

  /// How rows are written.
  enum Layout { case unknown, commas, objects }

  enum Place { case fieldStart, bare, quoted, quoteInQuoted, afterQuoted }

  @usableFromInline var buffer: [UInt8]
  @usableFromInline var position = 0
  @usableFromInline var filled = 0
  @usableFromInline var isAtEnd = false
  @usableFromInline var failure: TraceError?

  var name: [UInt8]?
  /// The name of the last of several columns of counts; nil for a single column.
  var lastName: [UInt8]?
  /// The chosen column, or -1 until a header names it.
  var column: Int
  /// The last of several chosen columns; the same as the first where there is one.
  var lastColumn: Int
  /// The sums of several columns of counts over all rows, in their order.
  package internal(set) var sums: [Int64] = []
  /// The bytes of a field of the first row, kept to compare them with the name.
  var title: [UInt8] = []
  var isFirstRow = true
  /// The bytes of the first row, which must be UTF-8 if it is a header; of an object, all of them.
  var row: [UInt8] = []
  /// What divides the columns of a header that has no commas; nil where nothing seems to.
  var titleForm: TraceForm?
  var emptyLines = 0
  var hasArrivals = false

  let content: TraceContent
  var layout = Layout.unknown
  var place = Place.fieldStart
  var fieldIndex = 0
  var rowBytes = 0
  var line = 1
  var rowLine = 1
  var skipsLineFeed = false
  var markBytes = 0
  var isNameRepeated = false
  /// The line on which the row of the latest arrival starts, from 1.
  private(set) var latestLine = 1
  var field: TraceField
  var found: TraceField.Value?
  /// What the columns of the row add to its service time.
  var work = TraceWork([])
  /// Which rows are sent.
  var choice = TraceChoice([])
  /// The counts of a row of several columns, until it is known whether it is sent.
  var pending: [Int64] = []
  var previous: Int64 = 0
  /// The moment from which times are counted; nil before the first row.
  private(set) package var offset: Int64?

  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// A parser at the start of a trace of times.
  ///
  /// - Parameters:
  ///   - column: where the arrival times are.
  ///   - times: how they are written.
  ///   - chunkSize: how many bytes are asked for at once, at least 1; it changes no result.
  public init(
    column: TraceColumn = .index(0), times: TraceTimes = .automatic, chunkSize: Int = 65_536
  ) {
    self.init(column: column, content: .times(times), chunkSize: chunkSize)
  }

  /// A parser at the start of a trace of counts.
  ///
  /// - Parameters:
  ///   - counts: where the numbers of requests are.
  ///   - last: the last of several columns, which are added up over all rows; nil for one column,
  ///     whose rows follow one another.
  ///   - chunkSize: how many bytes are asked for at once, at least 1; it changes no result.
  public init(counts: TraceColumn, through last: String? = nil, chunkSize: Int = 65_536) {
    self.init(column: counts, content: .counts, chunkSize: chunkSize)
    lastName = last.map { Array($0.utf8) }
  }

  private init(column: TraceColumn, content: TraceContent, chunkSize: Int) {
    precondition(chunkSize > 0, "a trace is read in chunks of at least one byte")
    buffer = Array(repeating: 0, count: chunkSize)
    self.content = content
    field = TraceField(content)
    switch column {
    case .index(let index):
      precondition(index >= 0, "columns count from 0")
      self.column = index
    case .name(let name):
      self.name = Array(name.utf8)
      self.column = -1
    }
    lastColumn = self.column
  }

  /// The same parser of times, which also reads what columns add to the service time of requests.
  ///
  /// - Parameter columns: the columns, each once and none of them that of the times, which must be
  ///   named.
  /// - Returns: a parser at the start of the trace.
  package func reading(_ columns: [ColumnTime]) -> TraceParser {
    precondition(
      columns.isEmpty || (name != nil && content != .counts), "columns stand beside named times")
    var parser = self
    parser.work = TraceWork(columns)
    return parser
  }

  /// The same parser, which passes rows that do not have some texts in their columns.
  ///
  /// Rows that are passed are read all the same: times of all rows rise, and dates count from the
  /// first of all.
  ///
  /// - Parameter texts: the texts, of columns that differ; where there are any, the column of the
  ///   times or counts must be named.
  /// - Returns: a parser at the start of the trace.
  package func choosing(_ texts: [ColumnText]) -> TraceParser {
    precondition(texts.isEmpty || name != nil, "texts stand beside a named column")
    var parser = self
    parser.choice = TraceChoice(texts)
    return parser
  }

  /// What the columns of the latest row add to the service time of its request.
  package var latestWork: Interval { work.latest }

  /// Reads the next row.
  ///
  /// - Parameter source: where the bytes come from; the same one each time.
  /// - Returns: the time of the row, or nil after the last one.
  /// - Throws: ``TraceError`` about the first row that is wrong, and the same one from then on.
  @inlinable
  package mutating func next(from source: inout some ByteSource) throws(TraceError) -> Instant? {
    try nextNumber(from: &source).map { Instant(nanoseconds: $0) }
  }

  /// Reads the next row.
  ///
  /// - Parameter source: where the bytes come from; the same one each time.
  /// - Returns: the time of the row in nanoseconds, or its count; nil after the last one.
  /// - Throws: ``TraceError`` about the first row that is wrong, and the same one from then on.
  @inlinable
  mutating func nextNumber(from source: inout some ByteSource) throws(TraceError) -> Int64? {
    while true {
      switch scan() {
      case .number(let number): return number
      case .finished: return nil
      case .failure(let error):
        failure = error
        throw error
      case .starved: try refill(from: &source)
      }
    }
  }

  @inlinable
  mutating func refill(from source: inout some ByteSource) throws(TraceError) {
    do {
      filled = try source.read(into: &buffer)
    } catch {
      failure = error
      throw error
    }
    precondition(filled <= buffer.count, "a byte source reads no more than the buffer holds")
    position = 0
    isAtEnd = filled == 0
  }

  /// Reads bytes up to the end of the next row with an arrival.
  @usableFromInline
  mutating func scan() -> Outcome {
    if let failure { return .failure(failure) }
    while position < filled {
      let byte = buffer[position]
      position += 1
      if let outcome = read(byte) { return outcome }
    }
    return isAtEnd ? finish() : .starved
  }

  private mutating func finish() -> Outcome {
    if place == .quoted { return fail(.openQuote) }
    if rowBytes > 0, let outcome = endRow() { return outcome }
    if choice.hasColumns, hasArrivals, !choice.hasTaken {
      let text = choice.texts[0]
      return .failure(TraceError(.noRow(text.column, text.text)))
    }
    return hasArrivals ? .finished : .failure(TraceError(.empty))
  }

  func fail(_ reason: TraceError.Reason) -> Outcome {
    .failure(TraceError(reason, line: rowLine))
  }

  /// What the chosen field of a row leads to.
  mutating func result(of value: TraceField.Value?, line: Int) -> Outcome? {
    switch value {
    case nil: return .failure(TraceError(.noField, line: line))
    case .wrong(let reason): return .failure(TraceError(reason, line: line))
    case .number(let number):
      latestLine = line
      if content == .counts {
        hasArrivals = true
        return lastName == nil ? .number(number) : nil
      }
      return time(number, line: line)
    }
  }

  private mutating func time(_ moment: Int64, line: Int) -> Outcome {
    let isDate = field.isDate || moment > TraceTimes.mostSeconds * 1_000_000_000
    let start = offset ?? (isDate ? moment : 0)
    offset = start
    let time = moment - start
    if time < previous { return .failure(TraceError(.unsorted, line: line)) }
    if time > Interval.longest.nanoseconds {
      return .failure(TraceError(.beyondHorizon, line: line))
    }
    previous = time
    hasArrivals = true
    return .number(time)
  }
}
