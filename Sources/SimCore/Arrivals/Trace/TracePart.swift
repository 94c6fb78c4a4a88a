/// What of a trace is sent, and how its requests come about where a row is not one of them.
public struct TracePart: Hashable, Sendable {
  /// Rows that count the requests of a period each.
  public struct Counts: Hashable, Sendable {
    /// How long a period is, above 0.
    public var period: Interval
    /// Whether requests are spaced evenly within a period, and not independently of one another.
    public var isEven: Bool

    /// Counts for periods of a length.
    public init(period: Interval, isEven: Bool = false) {
      self.period = period
      self.isEven = isEven
    }
  }

  /// The periods that rows count requests of; nil where a row is a request.
  public var counts: Counts?
  /// What comes before this time of the trace is left out, and times are counted from it.
  public var start = Interval.zero
  /// Whether a long time without requests before the first one is meant, and no error.
  public var keepsSilence = false
  /// How much time of the trace is sent; nil for all that follows.
  public var length: Interval?
  /// How many requests are sent for each one of the trace, above 0 and at most 10^9.
  public var load = 1.0
  /// What times are multiplied with at last, finite and above 0.
  public var timeScale = 1.0

  /// All of a trace of times.
  public init() {}
}
