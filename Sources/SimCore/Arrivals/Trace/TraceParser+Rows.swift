// Bytes to fields, and fields to rows.

extension TraceParser {
  mutating func read(_ byte: UInt8) -> Outcome? {
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
    if rowBytes > TraceParser.longestRow { return fail(.rowTooLong) }
    if isFirstRow || layout == .objects { row.append(byte) }
    if byte < 0x20 || byte == 0x7f {
      return readControl(byte)
    }
    if layout == .objects { return nil }
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
    case UInt8(ascii: "\t"): return layout == .objects ? nil : readText(byte)
    default: return fail(row == [0x1f] && line == 1 ? .compressed : .notText)
    }
  }

  private mutating func readText(_ byte: UInt8) -> Outcome? {
    if layout == .unknown {
      layout = byte == UInt8(ascii: "{") ? .objects : .commas
      if layout == .objects { return name == nil ? fail(.noKeyChosen) : nil }
    }
    let isQuote = byte == UInt8(ascii: "\"")
    switch place {
    case .quoted:
      if isQuote { place = .quoteInQuoted } else { keep(byte) }
    case .quoteInQuoted where isQuote:
      place = .quoted
      keep(byte)
    case .quoteInQuoted, .afterQuoted:
      switch byte {
      case UInt8(ascii: ","): if let outcome = endField() { return outcome }
      case UInt8(ascii: " "), UInt8(ascii: "\t"): place = .afterQuoted
      default: return fail(.textAfterQuote)
      }
    case .fieldStart where isQuote: place = .quoted
    case .fieldStart, .bare:
      if byte == UInt8(ascii: ",") { return endField() }
      place = .bare
      keep(byte)
    }
    return nil
  }

  /// Takes a byte of a field's content.
  private mutating func keep(_ byte: UInt8) {
    if fieldIndex >= column && fieldIndex <= lastColumn {
      field.read(byte)
    } else if work.places.isReading {
      work.read(byte)
    }
    if choice.columns.isReading { choice.read(byte) }
    if isFirstRow && name != nil { title.append(byte) }
  }

  private mutating func endField() -> Outcome? {
    if fieldIndex >= column && fieldIndex <= lastColumn {
      if lastColumn == column {
        if found == nil { found = field.take() }
      } else if let outcome = addCount() {
        return outcome
      }
    }
    if isFirstRow, let name {
      let title = TraceParser.trimmed(title)
      if title == name[...] {
        isNameRepeated = isNameRepeated || column >= 0
        column = fieldIndex
        if lastName == nil { lastColumn = fieldIndex }
      }
      if let lastName, title == lastName[...] { lastColumn = fieldIndex }
      if work.hasColumns { work.places.readTitle(title) }
      if choice.hasColumns { choice.columns.readTitle(title) }
      self.title.removeAll(keepingCapacity: true)
    }
    fieldIndex += 1
    place = .fieldStart
    if work.hasColumns {
      work.endField()
      work.places.begin(field: fieldIndex)
    }
    if choice.hasColumns {
      choice.endField()
      choice.columns.begin(field: fieldIndex)
    }
    return nil
  }

  /// Adds a count to the sum of its column.
  private mutating func addCount() -> Outcome? {
    // The header itself is passed with the columns it names: its fields are no counts.
    if isFirstRow { return nil }
    switch field.take() {
    case .wrong(let reason): return fail(reason)
    case .number(let count):
      pending[fieldIndex - column] = count
      found = .number(count)
      return nil
    }
  }

  /// Adds the counts of a row that is sent.
  private mutating func addPending(line: Int) -> Outcome? {
    for index in pending.indices {
      let (sum, overflows) = sums[index].addingReportingOverflow(pending[index])
      if overflows || sum > Extent.mostRequests {
        return .failure(TraceError(.tooManyRequests, line: line))
      }
      sums[index] = sum
    }
    return nil
  }

  /// The bytes without spaces and tabs around them.
  static func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    var rest = bytes[...]
    while let byte = rest.first, byte == 0x20 || byte == 0x09 { rest.removeFirst() }
    while let byte = rest.last, byte == 0x20 || byte == 0x09 { rest.removeLast() }
    return rest
  }
}

extension TraceParser {
  /// Ends the row, and tells what it led to unless it holds no arrival.
  mutating func endRow() -> Outcome? {
    if layout == .objects { return endObject() }
    let isBlank = rowBytes <= 1 && fieldIndex == 0 && place == .fieldStart
    if let outcome = endField() { return outcome }
    let (start, fields) = (rowLine, fieldIndex)
    let value = found
    found = nil
    fieldIndex = 0
    rowBytes = 0
    rowLine = line
    let workProblem = work.hasColumns ? work.endRow() : nil
    if work.hasColumns { work.places.begin(field: 0) }
    if isBlank {
      if choice.hasColumns { startRow() }
      return passEmptyLine(start)
    }
    emptyLines = 0
    if isFirstRow {
      isFirstRow = false
      startRow()
      let isText = String(validating: row, as: UTF8.self) != nil
      titleForm = fields == 1 ? TraceForm(separatorOf: row) : nil
      row = []
      let isTitle = value.map { $0.isWrong && field.tookText } ?? false
      if name != nil || isTitle {
        guard isText else { return .failure(TraceError(.notText, line: start)) }
      }
      if let name { return header(name, line: start) }
      if isTitle { return nil }
    } else if let form = titleForm, fields > 1 {
      // Decimal commas, which are no columns.
      return .failure(TraceError(.foreign(form), line: start))
    }
    if fields <= lastColumn { return .failure(TraceError(.noField, line: start)) }
    if choice.hasColumns {
      let row = choice.endRow()
      choice.columns.begin(field: 0)
      if case .missing(let name) = row { return .failure(TraceError(.noText(name), line: start)) }
      if row == .left {
        // What is wrong with its time is wrong with the trace.
        guard case .failure(let error) = result(of: value, line: start) else { return nil }
        return .failure(error)
      }
    }
    if let workProblem { return .failure(TraceError(workProblem, line: start)) }
    if lastName != nil, let outcome = addPending(line: start) { return outcome }
    return result(of: value, line: start)
  }

  /// Forgets what a row had of the texts by which rows are chosen, where it is none to choose.
  private mutating func startRow() {
    if !choice.hasColumns { return }
    choice.forget()
    choice.columns.begin(field: 0)
  }

  mutating func passEmptyLine(_ start: Int) -> Outcome? {
    row.removeAll(keepingCapacity: true)
    emptyLines += 1
    guard emptyLines > TraceParser.mostEmptyLines else { return nil }
    return .failure(TraceError(.tooManyEmptyLines, line: start))
  }

  /// Checks the header of a trace whose column is named.
  private mutating func header(_ name: [UInt8], line: Int) -> Outcome? {
    let text = String(decoding: name, as: UTF8.self)
    if column < 0 {
      return .failure(TraceError(titleForm.map { .foreign($0) } ?? .noColumn(text), line: line))
    }
    if isNameRepeated { return .failure(TraceError(.severalColumns(text), line: line)) }
    if let problem = work.places.headerProblem { return .failure(TraceError(problem, line: line)) }
    if let problem = choice.columns.headerProblem {
      return .failure(TraceError(problem, line: line))
    }
    work.places.begin(field: 0)
    choice.columns.begin(field: 0)
    guard let lastName else { return nil }
    let last = String(decoding: lastName, as: UTF8.self)
    if lastColumn < 0 { return .failure(TraceError(.noColumn(last), line: line)) }
    if lastColumn < column { return .failure(TraceError(.noColumnsBetween, line: line)) }
    sums = Array(repeating: 0, count: lastColumn - column + 1)
    pending = sums
    return nil
  }
}
