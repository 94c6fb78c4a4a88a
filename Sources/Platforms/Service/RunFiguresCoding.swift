import Documents
import SimCore

// The figures of a run as bytes, for files that only the program itself reads.
extension RunFigures {
  /// Appends all figures, the windows of the timeline included, exact to the last bit.
  package func append(to bytes: inout [UInt8]) {
    var writer = FigureWriter(bytes: bytes)
    bytes = []
    for figure in Self.stored { figure.write(self, &writer) }
    bytes = writer.bytes
  }

  /// The figures that ``append(to:)`` has written; nil when the bytes are not exactly such.
  package init?(_ bytes: ArraySlice<UInt8>) {
    var reader = FigureReader(rest: bytes)
    self.init(from: &reader)
    if reader.hasFailed || !reader.rest.isEmpty { return nil }
  }

  /// The figures that come next.
  init(from reader: inout FigureReader) {
    self = .none
    for figure in Self.stored { figure.read(&self, &reader) }
  }
}

/// A property of the figures of a run, as it is written and read.
struct StoredFigure: Sendable {
  /// Writes the property.
  let write: @Sendable (RunFigures, inout FigureWriter) -> Void
  /// Reads the property.
  let read: @Sendable (inout RunFigures, inout FigureReader) -> Void

  /// A property of a type that can be written.
  init<Value: StoredValue>(_ path: any WritableKeyPath<RunFigures, Value> & Sendable) {
    write = { figures, writer in figures[keyPath: path].write(to: &writer) }
    read = { figures, reader in figures[keyPath: path] = Value(from: &reader) }
  }
}

/// A value that can be written as whole numbers and read again.
protocol StoredValue: SendableMetatype {
  /// Writes the value.
  func write(to writer: inout FigureWriter)
  /// Reads what has been written.
  init(from reader: inout FigureReader)
}

extension UInt64: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(self) }
  init(from reader: inout FigureReader) { self = reader.count() }
}

extension Int: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: Int128(self)) }
  init(from reader: inout FigureReader) { self = reader.signedCount() }
}

extension Int128: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: self) }
  init(from reader: inout FigureReader) { self = reader.integral() }
}

extension Double: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(bitPattern) }
  init(from reader: inout FigureReader) { self = reader.number() }
}

extension Bool: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(present: self) }
  init(from reader: inout FigureReader) { self = reader.isPresent() }
}

extension String: StoredValue {
  func write(to writer: inout FigureWriter) {
    Array(utf8.map { UInt64($0) }).write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    let bytes = [UInt64](from: &reader)
    self.init(decoding: bytes.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
  }
}

extension Instant: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: Int128(nanoseconds)) }
  init(from reader: inout FigureReader) { self = reader.instant() }
}

extension Money: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: femtodollars) }
  init(from reader: inout FigureReader) { self.init(femtodollars: reader.money()) }
}

extension Digest: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(value) }
  init(from reader: inout FigureReader) {
    self.init()
    value = reader.unsigned()
  }
}

extension LatencyFigures: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(self) }
  init(from reader: inout FigureReader) { self = reader.latency() }
}

extension TimelineFigures: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(self) }
  init(from reader: inout FigureReader) { self = reader.timeline() }
}

extension WarmUpFigures: StoredValue {
  func write(to writer: inout FigureWriter) {
    end.write(to: &writer)
    requests.write(to: &writer)
    isSettled.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    end = Instant(from: &reader)
    requests = UInt64(from: &reader)
    isSettled = Bool(from: &reader)
  }
}

extension Interval: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: Int128(nanoseconds)) }
  init(from reader: inout FigureReader) { self = reader.interval() }
}

extension TotalUsage: StoredValue {
  func write(to writer: inout FigureWriter) {
    requests.write(to: &writer)
    billedNanoseconds.write(to: &writer)
    instanceNanoseconds.write(to: &writer)
    idleNanoseconds.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init(requests: UInt64(from: &reader), billedNanoseconds: Int128(from: &reader))
    instanceNanoseconds = Int128(from: &reader)
    idleNanoseconds = Int128(from: &reader)
  }
}

extension VolumeCharge: StoredValue {
  func write(to writer: inout FigureWriter) {
    run.write(to: &writer)
    month.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init(run: Money(from: &reader), month: Money(from: &reader))
  }
}

extension AnsweredWithin: StoredValue {
  func write(to writer: inout FigureWriter) {
    limit.write(to: &writer)
    requests.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init(limit: Interval(from: &reader), requests: UInt64(from: &reader))
  }
}

extension WorstWindow: StoredValue {
  func write(to writer: inout FigureWriter) {
    start.write(to: &writer)
    value.write(to: &writer)
    for count in [succeeded, failed, coldStarts] { count.write(to: &writer) }
  }
  init(from reader: inout FigureReader) {
    start = Instant(from: &reader)
    value = Double(from: &reader)
    succeeded = UInt64(from: &reader)
    failed = UInt64(from: &reader)
    coldStarts = UInt64(from: &reader)
  }
}

extension WindowPercentiles: StoredValue {
  func write(to writer: inout FigureWriter) {
    for value in [p50, p95, p99] { writer.write(signed: Int128(value.nanoseconds)) }
  }
  init(from reader: inout FigureReader) {
    p50 = reader.interval()
    p95 = reader.interval()
    p99 = reader.interval()
  }
}

extension Array: StoredValue where Element: StoredValue {
  func write(to writer: inout FigureWriter) {
    writer.write(UInt64(count))
    for element in self { element.write(to: &writer) }
  }
  init(from reader: inout FigureReader) { self = reader.list { Element(from: &$0) } }
}

extension Optional: StoredValue where Wrapped: StoredValue {
  func write(to writer: inout FigureWriter) {
    writer.write(present: self != nil)
    if let self { self.write(to: &writer) }
  }
  init(from reader: inout FigureReader) {
    self = reader.isPresent() ? Wrapped(from: &reader) : nil
  }
}
