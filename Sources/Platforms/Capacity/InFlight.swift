import SimCore

extension ManagedEndpoint {
  /// How an autoscaler averages requests in flight, and what else it does with their number.
  ///
  /// With a window of 60 s, one of panic, limits on steps and silence that resets, it is the
  /// autoscaler of Knative; with a window of 30 s, reports of 10 s and rows of evaluations that of
  /// Ray Serve.
  public struct InFlight: Hashable, Sendable {
    /// Over how long requests in flight are averaged; nil for one report.
    package let window: Interval?
    /// The time between two reports of what was measured; nil for that between two evaluations.
    package let report: Interval?
    /// What is done when much more comes than is there for it; nil for nothing.
    package let panic: Panic?
    /// A step in leaves at least the ready instances divided by this; nil for no limit.
    package let stepIn: Double?
    /// Which part of the way to what is needed a step out goes; above 1 for beyond it.
    package let smoothingOut: Double
    /// The same for a step in.
    package let smoothingIn: Double
    /// How many instances the first request starts where there are none; nil for as many as one
    /// request in flight asks for.
    package let fromZero: Int?
    /// How long nothing must have been needed before the last instance goes; nil for no more than
    /// for any other.
    package let zeroDelay: Interval?
    /// Whether a time without instances and requests, as long as the window, makes averages begin
    /// anew; else it counts as a time of no requests.
    package let silenceResets: Bool
    /// The divisor of a step in and the parts of the way, as they are written.
    let exactStepIn: Ratio?
    let exactSmoothingOut: Ratio
    let exactSmoothingIn: Ratio

    /// A second average, over a short time: while it asks for many times what is ready, and for a
    /// window after that, instances are added by it and none is removed.
    public struct Panic: Hashable, Sendable {
      /// Over how long it is averaged.
      package let window: Interval
      /// How many times the ready instances must be needed.
      package let share: Double
      /// The same as it is written.
      let exactShare: Ratio

      /// A rule of panic.
      public init(window: Interval, share: Double) {
        (self.window, self.share) = (window, share)
        exactShare = Ratio(decimal: share)
      }
    }

    /// Averages of one report, and nothing else, unless said.
    public init(
      window: Interval? = nil, report: Interval? = nil, panic: Panic? = nil,
      stepIn: Double? = nil, smoothingOut: Double = 1, smoothingIn: Double = 1,
      fromZero: Int? = nil, zeroDelay: Interval? = nil, silenceResets: Bool = false
    ) {
      self.window = window
      self.report = report
      self.panic = panic
      self.stepIn = stepIn
      self.smoothingOut = smoothingOut
      self.smoothingIn = smoothingIn
      self.fromZero = fromZero
      self.zeroDelay = zeroDelay
      self.silenceResets = silenceResets
      exactStepIn = stepIn.map { Ratio(decimal: $0) }
      exactSmoothingOut = Ratio(decimal: smoothingOut)
      exactSmoothingIn = Ratio(decimal: smoothingIn)
    }
  }
}

extension ManagedEndpoint.Autoscaler {
  /// The time between two reports of requests in flight.
  var reportTime: Interval { max(inFlight.report ?? period, period) }

  /// How many reports a time is, a part of one as a whole.
  func reports(in time: Interval?) -> Int {
    guard let time, time > reportTime else { return 1 }
    return Int((time.nanoseconds - 1) / reportTime.nanoseconds + 1)
  }
}
