/// Asks now and then whether a run goes on, within an event that takes long.
///
/// A run is asked after so many events. One event may create a million instances, each with a start
/// of a thousand steps; this counts what is done and asks as often as that takes.
struct Effort {
  /// Whether the run goes on, asked with the number of arrivals.
  var proceed: (Int) -> Bool = { _ in true }
  /// Whether somebody wants it to stop: what is still done then is as little as can be.
  private(set) var isStopped = false
  private var done = 0

  /// The effort between two questions, some milliseconds.
  private static let portion = 65_536

  /// Stops the run, as if somebody had been asked and wanted it.
  mutating func stop() { isStopped = true }

  /// Counts the effort of something seldom, in steps of some tens of nanoseconds.
  ///
  /// - Parameters:
  ///   - steps: the effort.
  ///   - arrivals: the requests that have arrived.
  mutating func add(_ steps: Int, arrivals: Int) {
    done &+= steps
    if done < Self.portion { return }
    done = 0
    if !isStopped { isStopped = !proceed(arrivals) }
  }
}
