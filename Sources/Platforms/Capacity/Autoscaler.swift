import SimCore

extension ManagedEndpoint {
  /// The autoscaler's parameters.
  public struct Autoscaler: Hashable, Sendable {
    /// What is measured.
    package let metric: Metric
    /// The value to be kept.
    package let target: Double
    /// Below this fraction of the target, instances are removed.
    package let scaleInFraction: Double
    /// Above this fraction of the target, instances are added.
    package let scaleOutFraction: Double
    /// How far a step out may go; nil for to the maximum.
    package let stepOut: StepOut?
    /// Instances are removed down to the greatest number that was wanted within this time.
    package let scaleInWindow: Interval
    /// The time between two evaluations.
    package let period: Interval
    /// How many evaluations in a row above the target add instances.
    package let scaleOutDatapoints: Int
    /// How many in a row below the fraction remove some.
    package let scaleInDatapoints: Int
    /// How long nothing is added after instances were added.
    package let scaleOutCooldown: Interval
    /// How long nothing is removed after any change.
    package let scaleInCooldown: Interval
    /// How many instances a step in may take away; nil for any number.
    ///
    /// Not for requests in flight.
    package var stepIn: Int?
    /// How large a fraction of the instances a step in may take away, if that is more; nil for any.
    ///
    /// Not for requests in flight.
    package var stepInFraction: Double?
    /// Limits of a step count from the instances of so long ago: what was added within this time
    /// counts into a step out, and what was removed into a step in.
    ///
    /// Zero for the instances of now. Not for requests in flight. Source:
    /// kubernetes/kubernetes, `pkg/controller/podautoscaler/horizontal.go`, periods of policies.
    package var stepWindow = Interval.zero
    /// After how many further evaluations a measured value is known.
    ///
    /// Not for requests in flight.
    package var delayDatapoints = 0
    /// How long no request must have come or been in service before the last instance goes.
    ///
    /// Of use where there may be none; not for requests in flight, which have a delay of their own.
    package var zeroDelay = Interval.zero
    /// The target, and beyond what instances are removed and added, without rounding: as they are
    /// written.
    let exactTarget: Ratio
    let exactLow: Ratio
    let exactHigh: Ratio
    /// How requests in flight are averaged and followed, where they are the metric.
    package let inFlight: InFlight

    /// A limit on a step out.
    public struct StepOut: Hashable, Sendable {
      /// The number of instances that a step may always lead to.
      package let least: Int
      /// How many times the instances of before a step may lead to, if that is more.
      package let factor: Double
      /// How many instances more than before a step may lead to, if that is more.
      package let more: Int
      /// The factor as it is written.
      let exactFactor: Ratio

      /// A limit.
      public init(least: Int, factor: Double, more: Int = 0) {
        (self.least, self.factor, self.more) = (least, factor, more)
        exactFactor = Ratio(decimal: factor)
      }

      /// The most instances after a step from some.
      func most(from present: Int) -> Int {
        let multiple = Int(clamping: (Ratio(present) * exactFactor).roundedDown)
        return max(least, multiple, present + more)
      }
    }

    /// An autoscaler with all its parameters.
    public init(
      metric: Metric, target: Double, scaleInFraction: Double = 0.9, period: Interval = .minutes(1),
      scaleOutDatapoints: Int = 3, scaleInDatapoints: Int = 15,
      scaleOutCooldown: Interval = .minutes(5), scaleInCooldown: Interval = .minutes(5),
      scaleOutFraction: Double = 1, stepOut: StepOut? = nil, scaleInWindow: Interval = .zero,
      inFlight: InFlight = InFlight()
    ) {
      self.inFlight = inFlight
      self.scaleOutFraction = scaleOutFraction
      self.stepOut = stepOut
      self.scaleInWindow = scaleInWindow
      self.metric = metric
      self.target = target
      self.scaleInFraction = scaleInFraction
      self.period = period
      self.scaleOutDatapoints = scaleOutDatapoints
      self.scaleInDatapoints = scaleInDatapoints
      self.scaleOutCooldown = scaleOutCooldown
      self.scaleInCooldown = scaleInCooldown
      exactTarget = Ratio(decimal: target)
      exactLow = exactTarget * Ratio(decimal: scaleInFraction)
      exactHigh = exactTarget * Ratio(decimal: scaleOutFraction)
    }

    /// The fewest instances to which a step in leads, from some; 0 without a limit.
    func least(afterStepInFrom before: Int) -> Int {
      let byCount = stepIn.map { before - $0 }
      let byFraction = stepInFraction.map {
        $0 < 1
          ? Int(clamping: (Ratio(before) * (Ratio(1) - Ratio(decimal: $0))).roundedDown) : 0
      }
      guard let byCount, let byFraction else { return max(byCount ?? byFraction ?? 0, 0) }
      return max(min(byCount, byFraction), 0)
    }

    /// How many instances would bring a metric that was measured on some to its target.
    func instances(for value: Ratio, of measured: Ratio) -> Int {
      Int(clamping: (measured * value / exactTarget).roundedUp)
    }
  }
}
