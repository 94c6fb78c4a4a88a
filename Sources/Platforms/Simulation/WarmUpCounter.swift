import SimCore

/// Counts requests by when they arrived, so that those of the warm-up can be left out.
///
/// A given time needs one count, of what arrives later. The rule knows the time only at the end of
/// the run, so requests are counted in up to 64 segments, each with a histogram of its own, whose
/// length doubles as the run grows; the truncation is taken up to the next segment.
final class WarmUpCounter {
  /// The most segments.
  ///
  /// At least half of them are in use in a long run, so that rounding up leaves out no more than a
  /// thirty-second of its requests.
  static let greatestSegments = 64
  /// How many requests a batch of the rule has at first.
  static let batchSize = 5
  /// The most batches, of which at least half are in use in a long run.
  static let greatestBatches = 4096

  private let warmUp: WarmUp
  private var segments: [RequestCount] = []
  private var segmentSize = WarmUpCounter.batchSize
  private var batches = DoublingBatches(size: batchSize, capacity: greatestBatches)
  private var requests: UInt64 = 0

  init(_ warmUp: WarmUp) {
    self.warmUp = warmUp
    if case .time = warmUp { segments = [RequestCount()] }
  }

  /// Counts a request that has ended.
  func add(_ record: RequestRecord) {
    requests += 1
    switch warmUp {
    case .time(let time):
      if record.arrival - .zero >= time { segments[0].add(record) }
    case .mser5:
      if record.outcome == .succeeded { batches.add(record.latency, of: record.request) }
      while record.request / segmentSize >= Self.greatestSegments { joinSegments() }
      let index = record.request / segmentSize
      while segments.count <= index { segments.append(RequestCount()) }
      segments[index].add(record)
    }
  }

  private func joinSegments() {
    var joined: [RequestCount] = []
    for index in stride(from: 0, to: segments.count, by: 2) {
      if index + 1 < segments.count { segments[index].merge(segments[index + 1]) }
      joined.append(segments[index])
    }
    segments = joined
    segmentSize *= 2
  }

  /// Puts what was counted in place of the figures of all requests.
  func apply(to figures: inout RunFigures) {
    switch warmUp {
    case .time(let time):
      figures.count(
        segments[0],
        WarmUpFigures(
          end: .zero + time, requests: requests - segments[0].requests, isSettled: true))
    case .mser5:
      // A batch without a success has no mean.
      let used = batches.batches.indices.filter { batches.batches[$0].count > 0 }
      let rule = MarginalStandardError(
        used.map { Double(batches.batches[$0].sum) / Double(batches.batches[$0].count) })
      let left = rule.truncation > 0 ? used[rule.truncation] * batches.size : 0
      let first = boundary(from: (left + segmentSize - 1) / segmentSize)
      let counted = RequestCount()
      for index in first..<max(first, segments.count) { counted.merge(segments[index]) }
      let end = first > 0 && counted.requests > 0 ? counted.firstArrival : .zero
      figures.count(
        counted,
        WarmUpFigures(
          end: end, requests: requests - counted.requests, isSettled: rule.isSettled))
    }
  }
}

extension WarmUpCounter {
  /// The first segment from some on whose requests all came later than those of the segments
  /// before, so that a time divides them; without one, the last before it.
  ///
  /// Requests that came at one instant are all left out or all counted.
  private func boundary(from least: Int) -> Int {
    func divides(_ index: Int) -> Bool {
      index == 0 || segments[index].firstArrival > segments[index - 1].lastArrival
    }
    if least >= segments.count { return least }
    for index in least..<segments.count where divides(index) { return index }
    for index in (0..<least).reversed() where divides(index) { return index }
    return 0
  }
}

/// Outcomes and latencies of some requests.
final class RequestCount {
  private(set) var outcomes = [UInt64](repeating: 0, count: RequestOutcome.allCases.count)
  private(set) var histogram = Histogram()
  private(set) var moments = Moments()
  private(set) var firstArrival = Instant.never
  private(set) var lastArrival = Instant.zero

  /// All of them.
  var requests: UInt64 { outcomes.reduce(0, +) }

  func add(_ record: RequestRecord) {
    outcomes[Int(record.outcome.rawValue)] += 1
    firstArrival = min(firstArrival, record.arrival)
    lastArrival = max(lastArrival, record.arrival)
    guard record.outcome == .succeeded else { return }
    histogram.add(record.latency)
    moments.add(record.latency)
  }

  func merge(_ other: RequestCount) {
    for index in outcomes.indices { outcomes[index] += other.outcomes[index] }
    histogram.merge(other.histogram)
    moments.merge(other.moments)
    firstArrival = min(firstArrival, other.firstArrival)
    lastArrival = max(lastArrival, other.lastArrival)
  }
}

extension RunFigures {
  /// Takes the figures of requests from a count of some of them.
  fileprivate mutating func count(_ count: RequestCount, _ warmUp: WarmUpFigures) {
    requests = count.requests
    succeeded = count.outcomes[Int(RequestOutcome.succeeded.rawValue)]
    throttled = count.outcomes[Int(RequestOutcome.throttled.rawValue)]
    backlogFull = count.outcomes[Int(RequestOutcome.backlogFull.rawValue)]
    timedOut = count.outcomes[Int(RequestOutcome.timedOut.rawValue)]
    unanswered = count.outcomes[Int(RequestOutcome.unanswered.rawValue)]
    latency = LatencyFigures(count.histogram, count.moments)
    answeredWithin = answeredWithin.map { AnsweredWithin($0.limit, count.histogram, count.moments) }
    self.warmUp = warmUp
  }
}
