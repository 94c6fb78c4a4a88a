import SimCore

/// What requests take by the columns of their trace, from when they are read until they arrive.
///
/// Whoever reads a trace adds, and the service takes, both in the order of arrivals. A trace is
/// read ahead by some dozen requests, so that no more are kept here.
final class RequestWork {
  private var times: [Interval] = []
  private var position = 0

  /// Adds the time of the next request that is read.
  func add(_ time: Interval) { times.append(time) }

  /// Takes the time of the next request that arrives.
  func take() -> Interval {
    precondition(position < times.count, "every request that arrives has been read")
    let time = times[position]
    position += 1
    if position == times.count {
      times.removeAll(keepingCapacity: true)
      position = 0
    }
    return time
  }
}

/// Arrivals that may know what their requests take.
protocol WorkSource {
  /// What the requests take that have been read; nil where the arrivals do not say it.
  var work: RequestWork? { get }
}
