/// Which column of a trace holds the arrival times.
public enum TraceColumn: Hashable, Sendable {
  /// The column at that position, from 0; a first row whose field is not a number is a header.
  case index(Int)
  /// The column of that name, in the header that the trace must then have.
  case name(String)
}

/// A reader of arrival times from comma-separated text, row by row, in constant memory.
///
/// A row holds its time in seconds since the start of the run as a decimal number, and becomes
/// whole nanoseconds without a detour through binary fractions. Fields are quoted as in RFC 4180;
/// lines end with LF, CR LF or CR; empty lines and a UTF-8 byte order mark are skipped. Other
/// columns may hold any text. Nothing is allocated for a row.
public struct TraceParser: Sendable {
  /// The most bytes a row may have, its end included.
  @usableFromInline package static let longestRow = 65_536

  /// The most empty lines between two rows: whoever waits for an arrival waits for a bounded time.
  @usableFromInline package static let mostEmptyLines = 65_536

  /// What reading the bytes at hand led to.
  @usableFromInline
  enum Outcome {
    case arrival(Instant)
    case failure(TraceError)
    case starved
    case finished
  }

  private enum Place { case fieldStart, bare, quoted, quoteInQuoted, afterQuoted }

  @usableFromInline var buffer: [UInt8]
  @usableFromInline var position = 0
  @usableFromInline var filled = 0
  @usableFromInline var isAtEnd = false
  @usableFromInline var failure: TraceError?

  private var name: [UInt8]?
  /// The chosen column, or -1 until a header names it.
  private var column: Int
  /// The bytes of a field of the first row, kept to compare them with the name.
  private var title: [UInt8] = []
  private var isFirstRow = true
  /// The bytes of the first row, which must be UTF-8 if it is a header.
  private var firstRow: [UInt8] = []
  private var emptyLines = 0
  private var hasArrivals = false

  private var place = Place.fieldStart
  private var field = 0
  private var rowBytes = 0
  private var line = 1
  private var rowLine = 1
  private var skipsLineFeed = false
  private var markBytes = 0
  private var isNameRepeated = false
  /// The line on which the row of the latest arrival starts, from 1.
  private(set) var latestLine = 1
  private var number = DecimalSeconds()
  private var found: DecimalSeconds.Value?
  private var previous: Int64 = 0

  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// A parser at the start of a trace.
  ///
  /// - Parameters:
  ///   - column: where the arrival times are.
  ///   - chunkSize: how many bytes are asked for at once, at least 1; it changes no result.
  public init(column: TraceColumn = .index(0), chunkSize: Int = 65_536) {
    precondition(chunkSize > 0, "a trace is read in chunks of at least one byte")
    buffer = Array(repeating: 0, count: chunkSize)
    switch column {
    case .index(let index):
      precondition(index >= 0, "columns count from 0")
      self.column = index
    case .name(let name):
      self.name = Array(name.utf8)
      self.column = -1
    }
  }

  /// Reads the next row.
  ///
  /// - Parameter source: where the bytes come from; the same one each time.
  /// - Returns: the time of the row, or nil after the last one.
  /// - Throws: ``TraceError`` about the first row that is wrong, and the same one from then on.
  @inlinable
  package mutating func next(from source: inout some ByteSource) throws(TraceError) -> Instant? {
    while true {
      switch scan() {
      case .arrival(let time): return time
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
    return hasArrivals ? .finished : .failure(TraceError(.empty))
  }

  private func fail(_ reason: TraceError.Reason) -> Outcome {
    .failure(TraceError(reason, line: rowLine))
  }
}

extension TraceParser {
  private mutating func read(_ byte: UInt8) -> Outcome? {
    if skipsLineFeed {
      skipsLineFeed = false
      if byte == UInt8(ascii: "\n") { return nil }
    }
    if markBytes < TraceParser.byteOrderMark.count {
      if byte == TraceParser.byteOrderMark[markBytes] {
        markBytes += 1
        return nil
      }
      if markBytes > 0 { return fail(.notText) }
      markBytes = TraceParser.byteOrderMark.count
    }
    rowBytes += 1
    if isFirstRow { firstRow.append(byte) }
    if rowBytes > TraceParser.longestRow { return fail(.rowTooLong) }
    if byte < 0x20 || byte == 0x7f {
      return readControl(byte)
    }
    return readText(byte)
  }

  private mutating func readControl(_ byte: UInt8) -> Outcome? {
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      skipsLineFeed = byte == UInt8(ascii: "\r")
      line += 1
      if place == .quoted {
        keep(byte)
        return nil
      }
      return endRow()
    case UInt8(ascii: "\t"): return readText(byte)
    default: return fail(.notText)
    }
  }

  private mutating func readText(_ byte: UInt8) -> Outcome? {
    let isQuote = byte == UInt8(ascii: "\"")
    switch place {
    case .quoted:
      if isQuote { place = .quoteInQuoted } else { keep(byte) }
    case .quoteInQuoted where isQuote:
      place = .quoted
      keep(byte)
    case .quoteInQuoted, .afterQuoted:
      switch byte {
      case UInt8(ascii: ","): endField()
      case UInt8(ascii: " "), UInt8(ascii: "\t"): place = .afterQuoted
      default: return fail(.textAfterQuote)
      }
    case .fieldStart where isQuote: place = .quoted
    case .fieldStart, .bare:
      if byte == UInt8(ascii: ",") {
        endField()
      } else {
        place = .bare
        keep(byte)
      }
    }
    return nil
  }

  /// Takes a byte of a field's content.
  private mutating func keep(_ byte: UInt8) {
    if field == column { number.read(byte) }
    if isFirstRow && name != nil { title.append(byte) }
  }

  private mutating func endField() {
    if field == column && found == nil {
      found = number.value
      number = DecimalSeconds()
    }
    if isFirstRow, let name, TraceParser.trimmed(title) == name[...] {
      isNameRepeated = isNameRepeated || column >= 0
      column = field
    }
    title.removeAll(keepingCapacity: true)
    field += 1
    place = .fieldStart
  }

  /// The bytes without spaces and tabs around them.
  private static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    while let byte = rest.first, byte == 0x20 || byte == 0x09 { rest.removeFirst() }
    while let byte = rest.last, byte == 0x20 || byte == 0x09 { rest.removeLast() }
    return rest
  }
}

extension TraceParser {
  /// Ends the row, and tells what it led to unless it holds no arrival.
  private mutating func endRow() -> Outcome? {
    let isBlank = rowBytes <= 1 && field == 0 && place == .fieldStart
    endField()
    let start = rowLine
    let value = found
    found = nil
    number = DecimalSeconds()
    field = 0
    rowBytes = 0
    rowLine = line
    if isBlank {
      emptyLines += 1
      guard emptyLines > TraceParser.mostEmptyLines else { return nil }
      return .failure(TraceError(.tooManyEmptyLines, line: start))
    }
    emptyLines = 0
    if isFirstRow {
      isFirstRow = false
      let isText = String(validating: firstRow, as: UTF8.self) != nil
      firstRow = []
      if name != nil || value == .notANumber {
        guard isText else { return .failure(TraceError(.notText, line: start)) }
      }
      if let name { return header(name, line: start) }
      if value == .notANumber { return nil }
    }
    return result(of: value, line: start)
  }

  /// Checks the header of a trace whose column is named.
  private func header(_ name: [UInt8], line: Int) -> Outcome? {
    let text = String(decoding: name, as: UTF8.self)
    if column < 0 { return .failure(TraceError(.noColumn(text), line: line)) }
    if isNameRepeated { return .failure(TraceError(.severalColumns(text), line: line)) }
    return nil
  }

  private mutating func result(of value: DecimalSeconds.Value?, line: Int) -> Outcome {
    let reason: TraceError.Reason
    switch value {
    case .nanoseconds(let time) where time >= previous:
      previous = time
      hasArrivals = true
      latestLine = line
      return .arrival(Instant(nanoseconds: time))
    case .nanoseconds: reason = .unsorted
    case .negative: reason = .negative
    case .beyondHorizon: reason = .beyondHorizon
    case .notANumber: reason = .notANumber
    case nil: reason = .noField
    }
    return .failure(TraceError(reason, line: line))
  }
}
