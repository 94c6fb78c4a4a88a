import Documents
import SimCore

/// The keys of clients that send requests again.
enum RetryKeys {
  /// Whether the wait is drawn.
  enum Jitter: String, CaseIterable {
    /// Evenly between nothing and its whole length.
    case full
    /// Not at all.
    case none
  }

  private static let standard = RetryPolicy(attempts: 2)

  static let attempts = Key<Int?>(
    "attempts", .integer(2...100), .required,
    "how often a request is sent at most, the first time included")
  static let backOff = Key<Interval>(
    "back_off", .duration, default: standard.backOff,
    "how long a client waits after the first attempt has failed")
  static let factor = Key<Double>(
    "factor", .number(1...100), default: standard.factor,
    "how many times as long after each further one")
  static let longest = Key<Interval>(
    "longest", .duration, default: standard.greatest, "the longest wait")
  static let jitter = Key<Jitter>(
    "jitter", .choice, default: .full,
    "`\"full\"`: the wait is drawn evenly between nothing and its length; `\"none\"`")

  static let object = ScenarioObject(
    "retries",
    """
    How a request is sent again that was refused, cut off at a limit or with its machine, or given \
    up on at a timeout. Its latency counts from the first attempt.
    """,
    keys: [attempts, backOff, factor, longest, jitter])
}

extension DeploymentDecoder {
  /// How clients send requests again; nil with problems reported.
  func retries(_ value: JSONValue, _ path: JSONPath) -> RetryPolicy? {
    typealias Keys = RetryKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let backOff = reader[Keys.backOff]
    let factor = reader[Keys.factor]
    let longest = reader[Keys.longest]
    let jitter = reader[Keys.jitter]
    guard let attempts = reader[Keys.attempts] else { return nil }
    return RetryPolicy(
      attempts: attempts, backOff: backOff, factor: factor, greatest: longest,
      hasJitter: jitter == .full)
  }
}

extension ProblemLog {
  /// Reports deployments of several services, or with retries, whose requests cannot be those of
  /// the workload.
  func checkSystems(
    _ deployments: [Deployment], _ elements: [(JSONValue, JSONPath)], _ workload: Workload
  ) {
    let arrivals: (noun: String, fix: String)
    switch workload.arrivals {
    case .process, .trace: return
    case .closedLoop:
      arrivals = ("clients in a closed loop", "let requests come from a process or a trace")
    case .functions:
      arrivals = ("functions of an account", "let requests come from a process or a trace")
    }
    for (deployment, (value, path)) in zip(deployments, elements)
    where deployment.systemPlan != nil {
      report(
        value, path: path,
        what: deployment.system == nil
          ? "has clients that send requests again, which \(arrivals.noun) do by their own rules"
          : "has several services, which cannot serve \(arrivals.noun)",
        fix: deployment.system == nil ? "remove \"retries\"" : arrivals.fix)
    }
  }
}
