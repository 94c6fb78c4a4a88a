import SimCore

/// How a run proceeds and where it ends.
public struct RunOptions: Sendable {
  /// The scenario's seed.
  public var seed: UInt64
  /// The index of the replication, from 0.
  public var replication: UInt64
  /// The length of a window of the timeline, above zero.
  public var window: Interval
  /// How long after the last arrival requests are still waited for; nil until all have ended.
  public var patience: Interval?
  /// The latency of which it is counted how many requests were answered within it; nil for none.
  public var limit: Interval?
  /// Whether what must hold in every run of a system is checked all along; a service alone is
  /// checked by a call of its own.
  package var isChecked = RunOptions.checksEveryRun

  /// Options of a run.
  public init(
    seed: UInt64, replication: UInt64 = 0, window: Interval = .seconds(1),
    patience: Interval? = nil
  ) {
    self.seed = seed
    self.replication = replication
    self.window = window
    self.patience = patience
  }

  /// Whether every run is checked: in debug builds.
  package static var checksEveryRun: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
