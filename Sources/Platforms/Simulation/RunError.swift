import Documents
import SimCore

/// Why a run of a scenario could not be completed.
public enum RunError: Error, Sendable, CustomStringConvertible {
  /// The arrivals could not be made.
  case arrivals(ArrivalProcessError)
  /// The trace is not valid, or cannot be read.
  case trace(file: String, TraceError)
  /// The plan of a capacity policy has no meaning, for a reason that is a sentence.
  case impossible(String)
  /// Something does not hold that must hold in every run.
  case violation(deployment: String, replication: Int, InvariantViolation)
  /// Whoever watched the run stopped it.
  case stopped

  /// What went wrong, as a sentence without a full stop.
  public var description: String {
    switch self {
    case .arrivals(let error): "the arrivals cannot be made: \(error)"
    case .trace(Workload.Trace.standardInput, let error): "standard input: \(error)"
    case .trace(let file, let error): "\(Excerpt.escaped(file, limit: 200)): \(error)"
    case .impossible(let reason): "the capacity policy plans what cannot be: \(reason)"
    case .violation(let deployment, let replication, let violation):
      "deployment \(Excerpt.quoted(deployment)), replication \(replication), \(violation)"
    case .stopped: "the run was stopped"
    }
  }
}
