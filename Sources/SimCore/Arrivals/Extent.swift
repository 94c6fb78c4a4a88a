/// How far an arrival process is followed.
public enum Extent: Hashable, Sendable {
  /// Every arrival strictly before the end of that time; one exactly at the end does not count.
  case duration(Interval)
  /// The first arrivals, as many as named; fewer when the process ends before.
  case requests(Int64)
  /// Exactly that many arrivals, all strictly before the end of that time.
  ///
  /// The times are those of the process conditioned on its count, see ``ArrivalStream``.
  case exactly(requests: Int64, within: Interval)

  /// The time before which arrivals must lie; ``Interval/longest`` when only requests are counted.
  public var limit: Interval {
    switch self {
    case .duration(let duration), .exactly(_, within: let duration): duration
    case .requests: .longest
    }
  }

  /// The most arrivals there may be, or nil when only time is limited.
  public var count: Int64? {
    switch self {
    case .duration: nil
    case .requests(let requests), .exactly(let requests, within: _): requests
    }
  }

  /// The highest number of requests that may be asked for: 2^53.
  package static let mostRequests: Int64 = 1 << 53

  /// Throws unless there is at least one request and a time from 1 ns to ``Interval/longest``.
  func check() throws(ArrivalProcessError) {
    if let count, count < 1 || count > Extent.mostRequests {
      throw ArrivalProcessError(
        [.field("requests")], .outside(lowest: 1, highest: Double(Extent.mostRequests)))
    }
    if limit <= .zero || limit > .longest {
      throw ArrivalProcessError(
        [.field("duration")], .outside(lowest: 1e-9, highest: Interval.longest.seconds))
    }
  }
}
