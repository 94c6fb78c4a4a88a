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
    self = .none
    for figure in Self.stored { figure.read(&self, &reader) }
    if reader.hasFailed || !reader.rest.isEmpty { return nil }
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
  init(from reader: inout FigureReader) { self = reader.unsigned() }
}

extension Int: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: Int128(self)) }
  init(from reader: inout FigureReader) { self = Int(reader.integer()) }
}

extension Int128: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: self) }
  init(from reader: inout FigureReader) { self = reader.signed() }
}

extension Double: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(bitPattern) }
  init(from reader: inout FigureReader) { self.init(bitPattern: reader.unsigned()) }
}

extension Bool: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(present: self) }
  init(from reader: inout FigureReader) { self = reader.isPresent() }
}

extension Instant: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: Int128(nanoseconds)) }
  init(from reader: inout FigureReader) { self = reader.instant() }
}

extension Money: StoredValue {
  func write(to writer: inout FigureWriter) { writer.write(signed: femtodollars) }
  init(from reader: inout FigureReader) { self.init(femtodollars: reader.signed()) }
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

extension Optional: StoredValue where Wrapped: StoredValue {
  func write(to writer: inout FigureWriter) {
    writer.write(present: self != nil)
    if let self { self.write(to: &writer) }
  }
  init(from reader: inout FigureReader) {
    self = reader.isPresent() ? Wrapped(from: &reader) : nil
  }
}

/// Writes whole numbers in as few groups of seven bits as they need, the lowest first.
struct FigureWriter {
  var bytes: [UInt8]

  mutating func write(wide value: UInt128) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func write(_ value: UInt64) { write(wide: UInt128(value)) }

  /// A number with its sign in the lowest bit, so that small ones are short on both sides of zero.
  mutating func write(signed value: Int128) {
    write(wide: UInt128(bitPattern: (value << 1) ^ (value >> 127)))
  }

  mutating func write(_ latency: LatencyFigures) {
    let moments = latency.moments
    write(moments.count)
    write(signed: moments.sum)
    write(wide: moments.sumOfSquares)
    write(signed: Int128(moments.least.nanoseconds))
    write(signed: Int128(moments.greatest.nanoseconds))
    for percentile in [latency.p50, latency.p90, latency.p95, latency.p99, latency.p999] {
      write(percentile)
    }
    for fraction in PercentileBounds.fractions {
      write(latency.bounds(fraction)?.low)
      write(latency.bounds(fraction)?.high)
    }
  }

  mutating func write(present: Bool) { write(present ? 1 : 0) }

  mutating func write(_ interval: Interval?) {
    write(present: interval != nil)
    if let interval { write(signed: Int128(interval.nanoseconds)) }
  }

  mutating func write(_ timeline: TimelineFigures) {
    write(signed: Int128(timeline.width.nanoseconds))
    write(signed: Int128(timeline.end.nanoseconds))
    write(UInt64(timeline.windows.count))
    for window in timeline.windows {
      for count in [window.arrivals, window.succeeded, window.failed, window.created] {
        write(count)
      }
      for integral in [
        window.latencySum, window.instances, window.queueLength, window.inService, window.ready,
        Int128(window.inServicePeak), Int128(window.busyPeak),
      ] { write(signed: integral) }
    }
  }
}

/// Reads what a ``FigureWriter`` has written; after the first fault it gives zeros.
struct FigureReader {
  var rest: ArraySlice<UInt8>
  private(set) var hasFailed = false

  init(rest: ArraySlice<UInt8>) { self.rest = rest }

  mutating func wide() -> UInt128 {
    var value: UInt128 = 0
    var shift = 0
    while let byte = rest.popFirst(), shift < 128 {
      let group = UInt128(byte & 0x7f)
      if (group << UInt128(shift)) >> UInt128(shift) != group { break }
      value |= group << UInt128(shift)
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    hasFailed = true
    return 0
  }

  mutating func unsigned() -> UInt64 {
    if let value = UInt64(exactly: wide()) { return value }
    hasFailed = true
    return 0
  }

  mutating func signed() -> Int128 {
    let value = wide()
    let magnitude = Int128(bitPattern: value >> 1)
    return value & 1 == 0 ? magnitude : ~magnitude
  }

  mutating func integer() -> Int64 {
    if let value = Int64(exactly: signed()) { return value }
    hasFailed = true
    return 0
  }

  mutating func interval() -> Interval { Interval(nanoseconds: integer()) }

  mutating func instant() -> Instant { .zero + interval() }

  mutating func latency() -> LatencyFigures {
    var moments = Moments()
    moments.count = unsigned()
    moments.sum = signed()
    moments.sumOfSquares = wide()
    moments.least = interval()
    moments.greatest = interval()
    var percentiles: [Interval?] = []
    for _ in 0..<5 { percentiles.append(optionalInterval()) }
    var bounds: [PercentileBounds] = []
    for fraction in PercentileBounds.fractions {
      bounds.append(
        PercentileBounds(fraction: fraction, low: optionalInterval(), high: optionalInterval()))
    }
    return LatencyFigures(
      moments: moments, p50: percentiles[0], p90: percentiles[1], p95: percentiles[2],
      p99: percentiles[3], p999: percentiles[4], bounds: bounds)
  }

  mutating func isPresent() -> Bool { unsigned() != 0 }

  private mutating func optionalInterval() -> Interval? { isPresent() ? interval() : nil }

  mutating func timeline() -> TimelineFigures {
    let width = interval()
    let end = instant()
    let count = unsigned()
    var windows: [Timeline.Window] = []
    // A window has eleven bytes or more: no number can make the program reserve memory in vain.
    guard count <= UInt64(rest.count / 11) else {
      hasFailed = true
      return TimelineFigures(width: width, end: end, windows: [])
    }
    windows.reserveCapacity(Int(count))
    for _ in 0..<count { windows.append(window()) }
    return TimelineFigures(width: width, end: end, windows: windows)
  }

  private mutating func window() -> Timeline.Window {
    var window = Timeline.Window()
    window.arrivals = unsigned()
    window.succeeded = unsigned()
    window.failed = unsigned()
    window.created = unsigned()
    window.latencySum = signed()
    window.instances = signed()
    window.queueLength = signed()
    window.inService = signed()
    window.ready = signed()
    window.inServicePeak = Int(integer())
    window.busyPeak = Int(integer())
    return window
  }
}
