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
  }
  init(from reader: inout FigureReader) {
    self.init(requests: UInt64(from: &reader), billedNanoseconds: Int128(from: &reader))
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
///
/// Numbers that no run can have are faults, also where a file's fingerprint is right.
struct FigureReader {
  var rest: ArraySlice<UInt8>
  private(set) var hasFailed = false
  /// Whether the bytes are this process's own, which has no need to doubt them.
  private let isTrusting: Bool

  init(rest: ArraySlice<UInt8>) {
    self.rest = rest
    isTrusting = false
  }

  init(trusting rest: ArraySlice<UInt8>) {
    self.rest = rest
    isTrusting = true
  }

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

  /// A value within a range; outside of it no run can have it, whatever a file says.
  private mutating func within<Value: Comparable & ExpressibleByIntegerLiteral>(
    _ range: ClosedRange<Value>, _ value: Value
  ) -> Value {
    if isTrusting || range.contains(value) { return value }
    hasFailed = true
    return 0
  }

  /// How many there are of something: exact as a 53-bit number, and small enough to be added up.
  mutating func count() -> UInt64 { within(0...1 << 53, unsigned()) }

  /// A count that was written with a sign.
  mutating func signedCount() -> Int { Int(within(0...1 << 53, signed())) }

  /// Something times time: so many for as long as a run can last.
  mutating func integral() -> Int128 { within(0...1 << 114, signed()) }

  /// A mean or a share.
  mutating func number() -> Double { within(0...0x1p64, Double(bitPattern: unsigned())) }

  /// An amount; what is taken off again is below zero.
  mutating func money() -> Int128 { within(-(1 << 120)...1 << 120, signed()) }

  mutating func interval() -> Interval {
    Interval(nanoseconds: Int64(within(0...1 << 62, signed())))
  }

  mutating func instant() -> Instant { .zero + interval() }

  mutating func latency() -> LatencyFigures {
    var moments = Moments()
    moments.count = count()
    moments.sum = integral()
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

  /// A list, of which each element has a byte or more: no number can make the program reserve
  /// memory in vain.
  mutating func list<Element>(_ element: (inout FigureReader) -> Element) -> [Element] {
    let count = unsigned()
    guard count <= UInt64(rest.count) else {
      hasFailed = true
      return []
    }
    return (0..<Int(count)).map { _ in element(&self) }
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
    var (requests, created) = (UInt64(0), UInt64(0))
    for _ in 0..<count {
      let window = window()
      requests += window.arrivals
      created += window.created
      // All of them together are counts too.
      if max(requests, created) > 1 << 53 {
        hasFailed = true
        break
      }
      windows.append(window)
    }
    let span = width.nanoseconds.multipliedReportingOverflow(by: Int64(windows.count))
    if span.overflow { hasFailed = true }
    return TimelineFigures(width: width, end: end, windows: windows)
  }

  private mutating func window() -> Timeline.Window {
    var window = Timeline.Window()
    window.arrivals = count()
    window.succeeded = count()
    window.failed = count()
    window.created = count()
    window.latencySum = integral()
    window.instances = integral()
    window.queueLength = integral()
    window.inService = integral()
    window.ready = integral()
    window.inServicePeak = signedCount()
    window.busyPeak = signedCount()
    return window
  }
}
