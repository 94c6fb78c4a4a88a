import Documents
import SimCore

/// The keys of how an autoscaler follows requests in flight.
enum InFlightKeys {
  private static let times = Interval.milliseconds(100) ... .seconds(3600)

  static let window = Key<Interval?>(
    "window", .duration(times), .otherwise("one `report`"),
    "over how long requests in flight are averaged, in whole reports")
  static let report = Key<Interval?>(
    "report", .duration(times), .otherwise("the `period`"),
    "the time between two reports of what was measured, at most an hour and no less than `period`")
  static let panicWindow = Key<Interval?>(
    "panic_window", .duration(times), .otherwise("no panic"),
    """
    over how long they are averaged for a panic, during which no instance is removed and this \
    average may add some
    """)
  static let panicShare = Key<Double>(
    "panic_share", .number(1.001...1000), default: 2,
    "a panic begins when so many times the ready instances are needed, and ends a `window` later")
  static let stepIn = Key<Double?>(
    "scale_in_factor", .number(1.001...1e6), .otherwise("no limit"),
    "one step in leaves at least the ready instances divided by this, rounded down")
  static let smoothingOut = Key<Double>(
    "scale_out_smoothing", .number(0.001...1000), default: 1,
    "which part of the way to what is needed a step out goes, rounded up")
  static let smoothingIn = Key<Double>(
    "scale_in_smoothing", .number(0.001...1000), default: 1,
    "which part of the way to what is needed a step in goes, but at least one instance")
  static let fromZero = Key<Int?>(
    "from_zero", .integer(1...DeploymentDecoder.mostInstances),
    .otherwise("as many as one request in flight asks for"),
    "how many instances the first request starts where there are none")
  static let zeroDelay = Key<Interval?>(
    "zero_delay", .duration(.zero ... .seconds(86_400)),
    .otherwise("as any other, after `scale_in_datapoints`"),
    "for how long nothing must be needed until the last instance goes")
  static let silenceResets = Key<Bool>(
    "silence_resets", .boolean, default: false,
    """
    whether averages begin anew after a whole window without instances and requests, which \
    otherwise counts as a time of no requests
    """)

  static let object = ScenarioObject(
    "inFlight", "How an autoscaler averages and follows requests in flight.", isLayered: true,
    keys: [
      window, report, panicWindow, panicShare, stepIn, smoothingOut, smoothingIn, fromZero,
      zeroDelay, silenceResets,
    ])
}

extension DeploymentDecoder {
  /// How requests in flight are followed; nil with problems reported.
  func inFlight(
    _ value: JSONValue, _ path: JSONPath, isMetric: Bool
  ) -> ManagedEndpoint.InFlight? {
    typealias Keys = InFlightKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let window = reader[Keys.window]
    let report = reader[Keys.report]
    let panicWindow = reader[Keys.panicWindow]
    let share = reader[Keys.panicShare]
    let stepIn = reader[Keys.stepIn]
    let smoothingOut = reader[Keys.smoothingOut]
    let smoothingIn = reader[Keys.smoothingIn]
    let fromZero = reader[Keys.fromZero]
    let zeroDelay = reader[Keys.zeroDelay]
    let silenceResets = reader[Keys.silenceResets]
    if !isMetric {
      log.report(
        value, path: path, what: "has no meaning with another metric than \"in-flight\"",
        fix: "remove it, or write null, or the metric \"in-flight\"")
      return nil
    }
    return .init(
      window: window, report: report,
      panic: panicWindow.map { .init(window: $0, share: share) }, stepIn: stepIn,
      smoothingOut: smoothingOut, smoothingIn: smoothingIn, fromZero: fromZero,
      zeroDelay: zeroDelay, silenceResets: silenceResets)
  }
}
