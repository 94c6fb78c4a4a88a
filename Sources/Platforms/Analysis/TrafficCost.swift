import Documents
import SimCore

/// What a run's traffic costs when it goes on for longer, or comes to more requests.
///
/// What instances are charged goes with the length of the run, up to the last answer. All else goes
/// with the requests, so with the time in which they arrive: the workload's duration, or where it
/// has none, the length of the run. Free grants and prices by volume are those of a month's use.
package struct TrafficCost: Hashable, Sendable {
  /// The cost of a second, in dollars; nil for a run without length.
  package let perSecond: Double?
  /// The cost of a request, in dollars; nil without requests.
  package let perRequest: Double?

  /// The length of a month, in seconds: 30 days.
  package static let month = 30 * 86400.0

  /// The cost of a run's traffic, which arrives for so long; nil for the length of the run.
  package init(_ figures: RunFigures, lasting length: Interval?) {
    let run = figures.end.seconds
    let traffic = length?.seconds ?? run
    let volume = figures.volume ?? VolumeCharge(run: .zero, month: .zero)
    let rest = (figures.requestCost + figures.settledCost - volume.run).dollars
    let settled = volume.month.dollars / Self.month
    perSecond =
      run > 0 && traffic > 0
      ? figures.instanceCost.dollars / run + rest / traffic + settled : nil
    let requests = figures.requests + (figures.warmUp?.requests ?? 0)
    let cost = (figures.cost - volume.run).dollars + settled * traffic
    perRequest = requests > 0 ? cost / Double(requests) : nil
  }

  /// The cost of 30 days of it, in dollars; nil for a run without length.
  package var perMonth: Double? { perSecond.map { $0 * Self.month } }
}
