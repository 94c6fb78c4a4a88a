import SimCore

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
