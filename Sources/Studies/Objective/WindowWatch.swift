import Platforms
import SimCore

/// Finds the worst window of a run by some measure, while the run goes on.
///
/// A request belongs to the window in which it arrived. Requests are numbered as they arrive, so a
/// window is complete when all numbers before the first of the next have ended; only windows that
/// are not complete yet are kept. Of complete ones those are kept that would be the worst if all
/// before them were left out, because the end of a warm-up may be known only at the end of the run.
final class WindowWatch {
  private let measure: WindowMeasure
  /// Windows that are not complete, in order of time.
  private var open: [Count] = []
  /// How many requests the complete windows have.
  private var completed = 0
  /// Complete windows in order of time, each worse than all that follow.
  private var worst: [WorstWindow] = []
  /// Histograms of windows that are complete, for others.
  private var spare: [Latencies] = []

  init(_ measure: WindowMeasure) { self.measure = measure }

  /// What is counted of a window.
  private struct Count {
    let index: Int64
    /// The lowest number of its requests that has been seen.
    var first: Int
    var succeeded: UInt64 = 0
    var failed: UInt64 = 0
    var coldStarts: UInt64 = 0
    /// The latencies; nil until there is one that matters.
    var latencies: Latencies?
  }

  /// The latencies of a window; a class, so that a histogram is used again and never copied.
  private final class Latencies {
    var histogram = Histogram()
    var moments = Moments()
  }

  /// Counts a request that has ended.
  func add(_ record: RequestRecord) {
    let index = record.arrival.nanoseconds / measure.length.nanoseconds
    let place = place(of: index, record.request)
    if record.request < open[place].first { open[place].first = record.request }
    if record.isCold { open[place].coldStarts += 1 }
    if record.outcome == .succeeded {
      open[place].succeeded += 1
      if measure.measure != .success {
        let latencies = open[place].latencies ?? spare.popLast() ?? Latencies()
        open[place].latencies = latencies
        latencies.moments.add(record.latency)
        if case .percentile = measure.measure { latencies.histogram.add(record.latency) }
      }
    } else {
      open[place].failed += 1
    }
    while open.count > 1, completed + Self.size(open[0]) == open[1].first { completeFirst() }
  }

  /// The worst window that begins at some time or later; nil where none has a value.
  func worst(from start: Instant) -> WorstWindow? {
    while !open.isEmpty { completeFirst() }
    return worst.first { $0.start >= start }
  }

  private static func size(_ count: Count) -> Int { Int(count.succeeded + count.failed) }

  /// The place of a window among the open ones, which it is added to if it is not there.
  private func place(of index: Int64, _ request: Int) -> Int {
    // Most requests have arrived in one of the last windows.
    var place = open.count
    while place > 0 && open[place - 1].index >= index {
      place -= 1
      if open[place].index == index { return place }
    }
    open.insert(Count(index: index, first: request), at: place)
    return place
  }

  private func completeFirst() {
    let count = open.removeFirst()
    completed += Self.size(count)
    let value = value(of: count)
    if let latencies = count.latencies {
      if case .percentile = measure.measure { latencies.histogram.clear() }
      latencies.moments = Moments()
      spare.append(latencies)
    }
    guard let value else { return }
    while let last = worst.last, !isWorse(last.value, than: value) { worst.removeLast() }
    worst.append(
      WorstWindow(
        start: .zero + measure.length * count.index, value: value, succeeded: count.succeeded,
        failed: count.failed, coldStarts: count.coldStarts))
  }

  private func isWorse(_ value: Double, than other: Double) -> Bool {
    measure.measure == .success ? value <= other : value >= other
  }

  /// The measure of a window; nil where it has none.
  private func value(of count: Count) -> Double? {
    switch measure.measure {
    case .success: Double(count.succeeded) / Double(count.succeeded + count.failed)
    case .mean: count.latencies?.moments.mean
    case .percentile(let percentile):
      count.latencies.flatMap { latencies in
        latencies.histogram.percentile(percentile.fraction).map {
          min(max($0, latencies.moments.least), latencies.moments.greatest).seconds
        }
      }
    case .greatest, .cost: nil
    }
  }
}
