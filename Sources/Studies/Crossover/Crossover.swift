import Documents
import Platforms
import SimCore
import Synchronization

/// Where of two deployments the cheaper one changes, as a key of the scenario does.
///
/// Costs are those of a month of the traffic, as in comparisons, and in each replication both serve
/// the same requests. The value at which the mean difference is zero is found by bisection; its
/// interval has the values at which the 95 % interval of the difference has zero in it.
public struct Crossover: Sendable {
  /// What both cost at a value.
  public struct Point: Sendable {
    /// The value.
    public let value: Double
    /// The value as the scenario has it.
    public let text: String
    /// The cost of a month with the first, in dollars.
    public let first: ReplicationMeans.Estimate
    /// The cost of a month with the second.
    public let second: ReplicationMeans.Estimate
    /// The first less the second, in the same replications.
    public let difference: ReplicationMeans.Estimate
  }

  /// Both costs over the range, from its lower end to its upper.
  public let curve: [Point]
  /// The value at which they cost the same; nil where there is none.
  public let crossing: Double?
  /// The lower end of its interval; nil where it lies outside of the range, or is not known.
  public let low: Double?
  /// The upper end of its interval.
  public let high: Double?
  /// How many replications there are.
  public let replications: Int
  /// The name of the first deployment, and of the second.
  public let names: (first: String, second: String)
  /// The scenario at the lower end.
  public let scenario: Scenario

  /// How often the sign of the difference changes along the curve.
  public var changes: Int {
    let signs = curve.compactMap { $0.difference.mean }.filter { $0 != 0 }.map { $0 > 0 }
    return zip(signs, signs.dropFirst()).count { $0 != $1 }
  }

  /// Whether the first is cheaper at the lower end.
  public var firstIsCheaperBelow: Bool { (curve.first?.difference.mean ?? 0) < 0 }
}

/// The search for a crossover.
package struct CrossoverSearch: Sendable {
  /// Makes the scenario at a value.
  package let scenario: @Sendable (String) throws -> Scenario
  /// Where the file of a trace is looked for.
  package let directory: String
  /// The values.
  package var range: CrossoverRange
  /// The indices of the two deployments.
  package let pair: (first: Int, second: Int)
  /// The number of replications.
  package let replications: Int
  /// How many runs are done at a time.
  package var jobs = Workers.processors

  /// The number of values along the curve.
  package static let curvePoints = 9
  /// The search ends when the values are this near, as a part of the range.
  static let nearness = 0.0005

  /// A search.
  package init(
    range: CrossoverRange, pair: (first: Int, second: Int), replications: Int, directory: String,
    scenario: @escaping @Sendable (String) throws -> Scenario
  ) {
    self.range = range
    self.pair = pair
    self.replications = replications
    self.directory = directory
    self.scenario = scenario
  }

  /// The costs of a month in one replication, in dollars.
  private struct Costs: Sendable {
    let first: Double
    let second: Double
    var difference: Double { first - second }
  }

  /// Does the search.
  ///
  /// - Parameter monitor: whoever follows it; nil for nobody.
  /// - Returns: the crossover.
  /// - Throws: what is wrong with the scenario at a value, or what the monitor throws.
  package func run(_ monitor: (any StudyMonitor)? = nil) throws -> Crossover {
    var search = self
    let lowest = try scenario(range.text(range.from))
    _ = try scenario(range.text(range.to))
    // Where a number with decimals is no value, whole numbers may be.
    search.range.isWhole = (try? scenario(range.text(range.number(at: 1 / 2.718)))) == nil
    let course = Course(monitor ?? NoMonitor())
    // Nobody knows beforehand at how many values the search looks.
    course.monitor.begin(lowest, requests: nil)
    defer { course.monitor.end() }
    return try search.found(lowest, course)
  }

  /// How far the search is, and who follows it.
  private final class Course: Sendable {
    let monitor: any StudyMonitor
    private let arrivals = Atomic<Int>(0)

    init(_ monitor: any StudyMonitor) { self.monitor = monitor }

    func advance(by requests: Int) {
      monitor.advance(to: arrivals.wrappingAdd(requests, ordering: .relaxed).newValue)
    }
  }

  private func found(_ lowest: Scenario, _ course: Course) throws -> Crossover {
    let parts = (0..<Self.curvePoints).map { Double($0) / Double(Self.curvePoints - 1) }
      .reduce(into: [Double]()) { kept, part in
        if kept.last.map({ range.number(at: $0) != range.number(at: part) }) ?? true {
          kept.append(part)
        }
      }
    let curve = try parts.map { try point(at: $0, course) }
    let signs = curve.map { $0.difference.mean ?? 0 }
    var (crossing, low, high): (Double?, Double?, Double?) = (nil, nil, nil)
    if let place = signs.indices.dropLast().first(where: {
      signs[$0] * signs[$0 + 1] <= 0 && signs[$0] != signs[$0 + 1]
    }) {
      let isPositive = signs[place] > 0 || (signs[place] == 0 && signs[place + 1] < 0)
      let part = try bisect(parts[place], parts[place + 1]) { point in
        let mean = point.difference.mean ?? 0
        return mean != 0 && (mean > 0) == isPositive
      } at: {
        try point(at: $0, course)
      }
      crossing = range.number(at: part)
      if replications > 1 {
        if let sure = curve.indices.last(where: { $0 <= place && Self.isSure(curve[$0]) }) {
          low = range.number(
            at: try bisect(parts[sure], part, while: Self.isSure) { try point(at: $0, course) })
        }
        if let sure = curve.indices.first(where: { $0 > place && Self.isSure(curve[$0]) }) {
          high = range.number(
            at: try bisect(part, parts[sure]) {
              !Self.isSure($0)
            } at: {
              try point(at: $0, course)
            })
        }
      }
    }
    return Crossover(
      curve: curve, crossing: crossing, low: low, high: high, replications: replications,
      names: (lowest.deployments[pair.first].name, lowest.deployments[pair.second].name),
      scenario: lowest)
  }

  /// Whether chance hardly explains the difference.
  private static func isSure(_ point: Crossover.Point) -> Bool {
    point.difference.interval.map { !$0.contains(0) } ?? true
  }

  /// Halves a part of the range, at whose lower end something holds and at whose upper end not.
  private func bisect(
    _ from: Double, _ to: Double, while holds: (Crossover.Point) -> Bool,
    at point: (Double) throws -> Crossover.Point
  ) throws -> Double {
    var (low, high) = (from, to)
    while high - low > Self.nearness {
      let middle = (low + high) / 2
      if range.isWhole {
        let number = range.number(at: middle)
        if number == range.number(at: low) || number == range.number(at: high) { return high }
      }
      if holds(try point(middle)) { low = middle } else { high = middle }
    }
    return range.isWhole ? high : (low + high) / 2
  }

  /// What both cost at a part of the way.
  private func point(at part: Double, _ course: Course) throws -> Crossover.Point {
    let value = range.number(at: part)
    let scenario = try scenario(range.text(value))
    let costs = try Workers.collect(replications, jobs: jobs) { replication in
      Costs(
        first: try month(pair.first, of: scenario, replication, course),
        second: try month(pair.second, of: scenario, replication, course))
    }
    return Crossover.Point(
      value: value, text: range.text(value), first: .init(costs.map(\.first)),
      second: .init(costs.map(\.second)), difference: .init(costs.map(\.difference)))
  }

  private func month(
    _ index: Int, of scenario: Scenario, _ replication: Int, _ course: Course
  ) throws -> Double {
    try course.monitor.check()
    let task = StudyTask(
      scenario, scenario.deployments[index], replication: replication, directory: directory)
    let figures = try task.figures(
      advance: { course.advance(by: $0) }, check: { try course.monitor.check() })
    return TrafficCost(figures, of: scenario.workload).dollars(.month, figures) ?? 0
  }
}
