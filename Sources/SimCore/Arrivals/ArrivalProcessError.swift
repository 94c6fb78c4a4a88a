/// What is wrong with the description of an arrival process, and where.
public struct ArrivalProcessError: Error, Hashable, Sendable {
  /// One step on the way from the description to its offending element.
  public enum Step: Hashable, Sendable {
    /// The element of that name, as the parameters of ``ArrivalProcess`` are named.
    case field(String)
    /// The element at that position of a list, from 0.
    case index(Int)
  }

  /// What is wrong with the element.
  public enum Reason: Hashable, Sendable {
    /// The list must have an element.
    case empty
    /// There are more states than ``ArrivalProcess/mostStates``.
    case tooManyStates(Int)
    /// The list must be as long as the process has states.
    case wrongCount(expected: Int, actual: Int)
    /// The number must lie between the two, both allowed (times in seconds, rates per second).
    case outside(lowest: Double, highest: Double)
    /// The rate must be 0, or lie between ``ArrivalProcess/lowestRate`` and
    /// ``ArrivalProcess/highestRate``.
    case notARate
    /// At least one rate must be above zero.
    case noPositiveRate
    /// The diagonal element must be finite and at most zero.
    case diagonalNotNegative
    /// The row must sum to zero, within ``ArrivalProcess/rowTolerance`` of its largest element.
    case rowSum(Double)
    /// There is no such state; states count from 0.
    case unknownState(Int, states: Int)
    /// Some state cannot be reached from another one, so that there is no single stationary
    /// distribution to draw the initial state from.
    case reducible
    /// More changes of state are expected than ``ArrivalProcess/mostStateChanges``.
    case tooManyStateChanges(expected: Double)
    /// A Markovian arrival process cannot be held to a number of requests within a duration: given
    /// the count, the times are not independent of one another, nor of the phases.
    case countNotConditionable
    /// No request can arrive, because the rate is zero all the time.
    case noArrivals
  }

  /// The way to the offending element; empty when it is the process as a whole.
  package let steps: [Step]
  /// What is wrong with it.
  package let reason: Reason

  /// An error about the element that the steps lead to.
  package init(_ steps: [Step], _ reason: Reason) {
    self.steps = steps
    self.reason = reason
  }

  /// The offending element as a person writes it, for example `generator[1][0]`.
  package var element: String {
    var text = ""
    for step in steps {
      switch step {
      case .field(let name): text += text.isEmpty ? name : "." + name
      case .index(let index): text += "[\(index)]"
      }
    }
    return text
  }
}

extension ArrivalProcessError: CustomStringConvertible {
  /// The element and what is wrong with it, as one sentence without a full stop.
  public var description: String {
    element.isEmpty ? reason.description : "\(element): \(reason)"
  }
}

extension ArrivalProcessError.Reason: CustomStringConvertible {
  /// What is wrong, as a clause without a full stop.
  public var description: String {
    switch self {
    case .empty: "must not be empty"
    case .tooManyStates(let count):
      "has \(count) states, more than the \(ArrivalProcess.mostStates) allowed"
    case .wrongCount(let expected, let actual): "must have \(expected) elements, has \(actual)"
    case .outside(let lowest, let highest): "must lie between \(lowest) and \(highest)"
    case .notARate:
      "must be 0 or between \(ArrivalProcess.lowestRate) and \(ArrivalProcess.highestRate) "
        + "per second"
    case .noPositiveRate: "needs at least one rate above 0"
    case .diagonalNotNegative: "the diagonal must hold minus the rate of leaving the state"
    case .rowSum(let sum): "the row must sum to 0, not to \(sum)"
    case .unknownState(let state, let states): "there is no state \(state) among 0..<\(states)"
    case .reducible:
      "some states cannot reach others, so an initial state must be named: the stationary "
        + "distribution is not unique"
    case .tooManyStateChanges(let expected):
      "about \(expected) changes of state are to be expected, more than the "
        + "\(ArrivalProcess.mostStateChanges) allowed"
    case .countNotConditionable:
      "a Markovian arrival process takes a number of requests or a duration, not both: given "
        + "their number, its arrival times are not independent draws"
    case .noArrivals: "no request can arrive, because the rate is 0 all the time"
    }
  }
}
