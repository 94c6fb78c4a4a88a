import Documents
import Platforms
import SimCore

/// What a reader should know of the requests of a trace at another load than its own.
enum TraceLoadNotes {
  /// How they come about, as a sentence without a full stop; nil at the trace's own load.
  static func text(_ workload: Workload) -> String? {
    switch workload.arrivals {
    case .trace(let trace) where trace.part.load != 1:
      let load = trace.part.load
      return "load \(PlainNumber.text(load)): "
        + (trace.part.counts == nil ? requests(load) : counts(load))
    case .functions(let functions) where functions.load != 1:
      guard case .files(let files) = functions.source else { return nil }
      return "load \(PlainNumber.text(functions.load)): "
        + (files.columns == nil ? counts(functions.load) : requests(functions.load))
    case .trace, .functions, .process, .closedLoop: return nil
    }
  }

  /// The same as a line among the notes on results.
  static func line(_ workload: Workload) -> String? {
    text(workload).map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
  }

  private static func requests(_ load: Double) -> String {
    let number = PlainNumber.text(load)
    if load < 1 { return "each request stays with probability \(number) (thinned)" }
    let whole = load.rounded(.down)
    let often =
      whole == load
      ? "\(number) times" : "\(PlainNumber.text(whole)) or \(PlainNumber.text(whole + 1)) times"
    return "each request \(often) (superposed), at its own time and at random ones before the next"
  }

  private static func counts(_ load: Double) -> String {
    "each count times \(PlainNumber.text(load)), with parts of a request drawn at random"
  }
}
