/// What is kept of a log: a bounded amount, however long it is.
///
/// Requests of the log are put in the order of their arrival. Their counts are kept for periods of
/// a second, and of more in longer logs; of the times of service, every one up to a million, and
/// of longer logs every second, fourth, ... one.
package struct LogDigest {
  /// A request whose times are kept.
  package struct Observation: Hashable, Sendable {
    /// When it arrived, in seconds from the first; without times, its number.
    package var arrival: Double
    /// How long it was served, in seconds.
    package var service: Double
    /// How long the start of its instance took before, in seconds; nil for none known.
    package var start: Double?
    /// Whether its instance was started for it; nil where the log does not say it.
    package var isCold: Bool?
    /// The memory of its instance in MB; nil where the log does not say it.
    package var memory: Int?

    /// How long it was on the network besides, in seconds.
    package var network = 0.0

    /// How long its client waited, in seconds.
    package var response: Double { service + (start ?? 0) + network }
  }

  /// How many requests arrived.
  package private(set) var requests = 0
  /// How many of them failed.
  package private(set) var failures = 0
  /// How many were the first of their instance.
  package private(set) var coldStarts = 0
  /// Whether requests have a time of arrival, as the first one does or does not; nil before it.
  package private(set) var isTimed: Bool?
  /// How many were left out, because they have no time though the first one does.
  package private(set) var untimed = 0
  /// The last arrival, in seconds from the first.
  package private(set) var span = 0.0
  /// Times of service, in the order of arrivals.
  package private(set) var observations: [Observation] = []
  /// Pauses between requests.
  package private(set) var pauses = PauseCounts()
  /// How old instances were when they were used.
  package private(set) var ages = InstanceAges()
  /// The requests of each period, from the first arrival.
  package private(set) var counts: [Int] = []
  /// The length of a period in seconds.
  package private(set) var period = 1.0
  /// How many entries came too late to be put in order.
  package var late: Int { order.late }

  private var order = ArrivalOrder()
  private var origin: Int64?
  private var busyUntil = Int64.min
  private var stride = 1
  private var passed = 0
  private let memory: Int?
  private let most: Int
  private let sink: (Int64) throws -> Void

  /// A digest of nothing.
  ///
  /// - Parameters:
  ///   - memory: only requests of instances with so many MB count, and those of which the log does
  ///     not say it have so many; nil for all, as they are.
  ///   - most: how many observations and how many periods are kept, at most.
  ///   - sink: called with each arrival in order, in nanoseconds from the first.
  package init(
    memory: Int? = nil, most: Int = 1 << 20, sink: @escaping (Int64) throws -> Void = { _ in }
  ) {
    self.memory = memory
    self.most = most
    self.sink = sink
  }

  /// Takes a request.
  package mutating func add(_ read: LogEntry) throws {
    var entry = read
    if let memory {
      entry.memory = entry.memory ?? memory
      if entry.memory != memory { return }
    }
    isTimed = isTimed ?? (entry.arrival != nil)
    if isTimed == true && entry.arrival == nil { untimed += 1 }
    guard isTimed == true, let arrival = entry.arrival else {
      if isTimed == true { return }
      requests += 1
      keep(entry, arrival: Double(requests))
      return
    }
    if let first = order.insert(entry, at: arrival) { try arrive(first) }
  }

  /// Takes the requests that were kept back to be put in order.
  package mutating func finish() throws {
    while let entry = order.removeFirst() { try arrive(entry) }
  }

  private mutating func arrive(_ entry: LogEntry) throws {
    let moment = entry.arrival ?? 0
    let origin = origin ?? moment
    self.origin = origin
    let time = moment - origin
    try sink(time)
    requests += 1
    span = Double(time) / 1e9
    countArrival()
    ages.note(entry, at: moment)
    if let isCold = entry.isCold, busyUntil > .min, moment >= busyUntil {
      pauses.count(Double(moment - busyUntil) / 1e9, isCold: isCold)
    }
    if let service = entry.service {
      busyUntil = max(busyUntil, moment + service + (entry.start ?? 0))
    }
    keep(entry, arrival: span)
  }

  private mutating func countArrival() {
    while Int(span / period) >= most {
      counts = Dispersion.grouped(counts + (counts.count % 2 == 0 ? [] : [0]), by: 2)
      period *= 2
    }
    let index = Int(span / period)
    while counts.count <= index { counts.append(0) }
    counts[index] += 1
  }

  private mutating func keep(_ entry: LogEntry, arrival: Double) {
    if entry.isCold == true { coldStarts += 1 }
    if entry.hasFailed {
      failures += 1
      return
    }
    guard let service = entry.service else { return }
    passed += 1
    guard passed % stride == 0 else { return }
    observations.append(
      Observation(
        arrival: arrival, service: Double(service) / 1e9,
        start: entry.start.map { Double($0) / 1e9 }, isCold: entry.isCold, memory: entry.memory,
        network: Double(entry.network) / 1e9))
    guard observations.count >= most else { return }
    observations = observations.indices.filter { $0 % 2 == 1 }.map { observations[$0] }
    stride *= 2
  }
}
