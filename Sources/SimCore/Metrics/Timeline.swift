/// Figures over time, in windows of equal length.
///
/// A request counts in the window in which it *arrived*, whenever it ends, so that the fraction of
/// successes of a window is that of the requests sent in it. Levels are means over the window. When
/// a run outlasts ``greatestCount`` windows, neighbours are joined and the length doubles, so that
/// memory is bounded.
public struct Timeline: ~Copyable {
  /// The greatest number of windows kept.
  @usableFromInline package static let greatestCount = 16_384

  /// The figures of one window.
  public struct Window: Sendable, BitwiseCopyable {
    /// Requests that arrived.
    public var arrivals: UInt64 = 0
    /// Those of them that were answered in time.
    public var succeeded: UInt64 = 0
    /// Those that were not.
    public var failed: UInt64 = 0
    /// The sum of the latencies of the successful ones, in nanoseconds.
    public var latencySum: Int128 = 0
    /// The integral of the number of instances over the window, in nanoseconds.
    public var instances: Int128 = 0
    /// The integral of the queue length over the window, in nanoseconds.
    public var queueLength: Int128 = 0
    /// The integral of the number of requests in service over the window, in nanoseconds.
    public var inService: Int128 = 0
    /// The integral of the number of ready instances over the window, in nanoseconds.
    public var ready: Int128 = 0
    /// Instances created.
    public var created: UInt64 = 0
    /// The greatest number of requests in service at a time.
    public var inServicePeak: Int = 0
    /// The greatest number of instances that served at the same time.
    public var busyPeak: Int = 0

    /// An empty window.
    @inlinable
    package init() {}

    /// Whether nothing that a window counts happened in it: no request arrived, no instance was
    /// created.
    package var isWithoutEvents: Bool { arrivals == 0 && created == 0 }

    mutating func merge(_ other: Window) {
      arrivals += other.arrivals
      succeeded += other.succeeded
      failed += other.failed
      latencySum += other.latencySum
      instances += other.instances
      queueLength += other.queueLength
      inService += other.inService
      ready += other.ready
      created += other.created
      inServicePeak = max(inServicePeak, other.inServicePeak)
      busyPeak = max(busyPeak, other.busyPeak)
    }
  }

  /// The levels whose course a timeline follows.
  @usableFromInline package struct Levels: Sendable, BitwiseCopyable {
    /// Instances that exist.
    @usableFromInline package var instances = Level()
    /// Instances that are ready.
    @usableFromInline package var ready = Level()
    /// Instances that serve at least one request.
    @usableFromInline package var busy = Level()
    /// Requests in service.
    @usableFromInline package var inService = Level()
    /// Requests that wait.
    @usableFromInline package var queueLength = Level()

    /// Levels at zero.
    @inlinable
    package init() {}
  }

  /// The windows so far, in order of time.
  @usableFromInline package var windows: Table<Window>
  /// The length of a window now.
  @usableFromInline package private(set) var width: Interval
  /// How often the length has doubled.
  @usableFromInline var doublings = 0
  /// The end of the window that time is in.
  @usableFromInline var boundary: Instant

  private var closedInstances: Int128 = 0
  private var closedQueueLength: Int128 = 0
  private var closedInService: Int128 = 0
  private var closedReady: Int128 = 0

  /// A timeline that starts with windows of some length above zero.
  @usableFromInline package init(width: Interval) {
    precondition(width > .zero, "a window of a timeline has a length")
    self.width = width
    windows = Table(minimumCapacity: 256)
    windows.append(Window())
    boundary = .zero + width
  }

  /// The end of the window that time is in: ``close(at:_:)`` is due when it has come.
  @inlinable
  package var currentEnd: Instant { boundary }

  /// Counts an arrival in the current window.
  ///
  /// - Returns: a mark of the window for ``resolve(_:latency:)``, which stays valid when windows
  ///   are joined.
  @inlinable
  @inline(__always)
  package mutating func arrive() -> Int {
    let index = windows.count &- 1
    windows[index].arrivals &+= 1
    return index &<< doublings
  }

  /// Counts the end of a request in the window in which it arrived.
  ///
  /// - Parameters:
  ///   - mark: what ``arrive()`` returned.
  ///   - latency: the latency of a successful request; nil for one that failed.
  @inlinable
  @inline(__always)
  package mutating func resolve(_ mark: Int, latency: Interval?) {
    let index = mark &>> doublings
    if let latency {
      windows[index].succeeded &+= 1
      windows[index].latencySum &+= Int128(latency.nanoseconds)
    } else {
      windows[index].failed &+= 1
    }
  }

  /// The successful requests of the window of a mark, so far.
  @inlinable
  @inline(__always)
  package func succeeded(in mark: Int) -> Int {
    Int(truncatingIfNeeded: windows[mark &>> doublings].succeeded)
  }

  /// Counts an instance that is created in the current window.
  @usableFromInline package mutating func create() { windows[windows.count - 1].created += 1 }

  /// Closes every window that has ended by now; called before anything changes at that time.
  @usableFromInline package mutating func close(at now: Instant, _ levels: inout Levels) {
    while boundary <= now {
      note(at: boundary, &levels)
      if windows.count == Self.greatestCount { join() }
      windows.append(Window())
      boundary = .zero + Interval(nanoseconds: width.nanoseconds * Int64(windows.count))
    }
  }

  /// Completes the last window, at the end of the run.
  @usableFromInline package mutating func finish(at end: Instant, _ levels: inout Levels) {
    close(at: end, &levels)
    note(at: end, &levels)
  }

  private mutating func note(at end: Instant, _ levels: inout Levels) {
    let last = windows.count - 1
    let totals = (
      levels.instances.integral(at: end), levels.queueLength.integral(at: end),
      levels.inService.integral(at: end), levels.ready.integral(at: end)
    )
    windows[last].instances += totals.0 - closedInstances
    windows[last].queueLength += totals.1 - closedQueueLength
    windows[last].inService += totals.2 - closedInService
    windows[last].ready += totals.3 - closedReady
    windows[last].inServicePeak = levels.inService.closeWindow()
    windows[last].busyPeak = levels.busy.closeWindow()
    (closedInstances, closedQueueLength, closedInService, closedReady) = totals
  }

  /// Joins neighbours; the number of windows is even.
  private mutating func join() {
    let half = windows.count / 2
    for index in 0..<half {
      var joined = windows[2 * index]
      joined.merge(windows[2 * index + 1])
      windows[index] = joined
    }
    windows.truncate(to: half)
    width = width * 2
    doublings += 1
  }
}
