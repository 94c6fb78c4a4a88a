/// A system of which theory knows the answer.
package struct VerifyCase: Sendable {
  /// What is done with it.
  enum Work: Sendable {
    /// Independent replications of a system in its steady state, and what is known of their means.
    case steady(SteadySystem, [SteadyQuantity])
    /// Something that can be worked out by hand to the last digit.
    case byHand(@Sendable () throws -> [HandFigure])
  }

  /// The system, as theory calls it, with its parameters.
  package let name: String
  /// What is done with it.
  let work: Work

  /// A system in its steady state.
  init(_ name: String, _ system: SteadySystem, _ quantities: [SteadyQuantity]) {
    self.name = name
    work = .steady(system, quantities)
  }

  /// A system that is worked out by hand.
  init(_ name: String, byHand figures: @escaping @Sendable () throws -> [HandFigure]) {
    self.name = name
    work = .byHand(figures)
  }

  /// How many independent replications an interval is made of.
  package static let replications = 20
}

/// A mean that theory gives, and how a replication estimates it.
struct SteadyQuantity: Sendable {
  /// What it is, with its unit.
  let name: String
  /// What theory says.
  let analytic: Double
  /// Where theory says it.
  let source: String
  /// The greatest half-width of the interval, as a fraction of the analytic value, with which the
  /// comparison still says something.
  let precision: Double
  /// What one replication says.
  let estimate: @Sendable (SteadySample) -> Double

  init(
    _ name: String, _ analytic: Double, _ source: String, precision: Double = 0.03,
    _ estimate: @escaping @Sendable (SteadySample) -> Double
  ) {
    self.name = name
    self.analytic = analytic
    self.source = source
    self.precision = precision
    self.estimate = estimate
  }
}

/// A figure that is the same to the last digit when it is worked out by hand.
struct HandFigure: Sendable {
  /// What it is, with its unit.
  let name: String
  /// What comes out by hand.
  let analytic: String
  /// By what rule.
  let source: String
  /// What the simulator says.
  let simulated: String
}
