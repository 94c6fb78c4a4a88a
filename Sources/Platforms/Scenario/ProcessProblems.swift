import Documents
import SimCore

extension ProblemLog {
  /// Reports what is wrong with an arrival process, at the element it is about.
  ///
  /// - Parameters:
  ///   - error: what is wrong, in the words of ``ArrivalProcess``.
  ///   - value: the description of the process, as the scenario has it.
  ///   - path: its path.
  func report(_ error: ArrivalProcessError, _ value: JSONValue, _ path: JSONPath) {
    var value = value
    var path = path
    for step in Self.scenarioSteps(error.steps) {
      switch (step, value.kind) {
      case (.field(let key), .object):
        guard let inner = value[key] else { continue }
        value = inner
        path = path.appending(key: key)
      case (.index(let index), .array(let elements)) where elements.indices.contains(index):
        value = elements[index]
        path = path.appending(index: index)
      default: break
      }
    }
    report(value, path: path, what: "\(error.reason)", fix: error.reason.fix)
  }

  /// The steps in the words of a scenario, where these differ from those of ``ArrivalProcess``.
  private static func scenarioSteps(
    _ steps: [ArrivalProcessError.Step]
  ) -> [ArrivalProcessError.Step] {
    let keys = [
      "rates": "states", "length": "for", "initialState": "initial", "initialPhase": "initial",
    ]
    var result = steps.map { (step: ArrivalProcessError.Step) -> ArrivalProcessError.Step in
      guard case .field(let name) = step, let key = keys[name] else { return step }
      return .field(key)
    }
    // The rate of a state stands in an object of its own.
    if steps.count == 2, steps[0] == .field("rates") { result.append(.field("rate")) }
    return result
  }
}

extension ArrivalProcessError.Reason {
  /// What would be right.
  fileprivate var fix: String {
    switch self {
    case .empty: "give at least one element"
    case .tooManyStates: "describe the process with fewer states"
    case .wrongCount(let expected, _): "give \(expected), one a state"
    case .outside: "write a value in that range"
    case .notARate: "write 0 or a rate in that range"
    case .noPositiveRate: "write a rate above 0"
    case .diagonalNotNegative: "write a number below 0 that makes the row sum to 0"
    case .rowSum: "write minus the sum of the row's other numbers on the diagonal"
    case .unknownState(_, let states): "write a number from 0 to \(states - 1)"
    case .reducible: "add \"initial\""
    case .tooManyStateChanges: "lower the rates of change, or the extent"
    case .countNotConditionable: "remove \"requests\" or \"duration\""
    case .noArrivals: "write a rate above 0 for some time within the duration"
    }
  }
}
