/// Passes on what happens to whoever watches a run.
///
/// It is one type whoever watches, so that one event loop serves all; where nobody does, nothing is
/// called.
struct Recorder {
  /// Whether single requests are reported.
  let seesRequests: Bool
  /// Whether instances and decisions are reported.
  let seesEvents: Bool
  /// Whether every decision of the policy is reported, also those that change nothing.
  let seesDecisions: Bool
  /// Who watches.
  var observer: any RunObserver

  init(_ observer: any RunObserver) {
    self.observer = observer
    seesRequests = observer.seesRequests
    seesEvents = observer.seesEvents
    seesDecisions = observer.seesDecisions
  }
}
