import Documents
import Platforms
import SimCore

/// What a statement of the paper is held against: comparisons of figures, in words.
package struct ShapeCheck: Sendable {
  /// A figure of a run in a comparison; nil where the runs do not have it.
  package struct Figure: Sendable {
    /// What it is of, such as `Lambda`.
    package let name: String
    /// The value; infinite for a latency where every request failed.
    package let value: Double?
    /// What it is counted in.
    package let unit: Unit

    /// The value with its unit.
    package var text: String { "\(name) \(value.map(unit.text) ?? "?")" }
  }

  /// What a figure is counted in.
  package enum Unit: Sendable {
    case seconds, dollars, fraction, count, times

    /// A value with its unit.
    package func text(_ value: Double) -> String {
      switch self {
      case .seconds: value.isFinite ? "\(DecimalText.fixed(value, digits: 3)) s" : "no answer"
      case .dollars: "$\(DecimalText.fixed(value, digits: 4))"
      case .fraction: "\(DecimalText.fixed(value * 100, digits: 1)) %"
      case .count: DecimalText.fixed(value, digits: 0)
      case .times: "\(DecimalText.fixed(value, digits: value < 10 ? 2 : 0))x"
      }
    }
  }

  /// One comparison.
  package struct Finding: Hashable, Sendable {
    /// The figures, with the relation that is claimed of them.
    package let text: String
    /// Whether it is so; nil where a figure is missing.
    package let holds: Bool?
  }

  /// All comparisons.
  package private(set) var findings: [Finding] = []

  /// Claims that one figure is below another.
  package mutating func less(_ place: String, _ left: Figure, _ right: Figure) {
    add(place, "\(left.text) < \(right.text)", left.value, right.value) { $0 < $1 }
  }

  /// Claims that a figure is at least a bound.
  package mutating func atLeast(_ place: String, _ figure: Figure, _ bound: Double) {
    let text = "\(figure.text), at least \(figure.unit.text(bound))"
    add(place, text, figure.value, bound) { $0 >= $1 }
  }

  /// Claims that a figure is at most a bound.
  package mutating func atMost(_ place: String, _ figure: Figure, _ bound: Double) {
    let text = "\(figure.text), at most \(figure.unit.text(bound))"
    add(place, text, figure.value, bound) { $0 <= $1 }
  }

  /// Claims that a figure is above a bound.
  package mutating func above(_ place: String, _ figure: Figure, _ bound: Double) {
    let text = "\(figure.text), above \(figure.unit.text(bound))"
    add(place, text, figure.value, bound) { $0 > $1 }
  }

  /// Claims that a figure is below a bound.
  package mutating func below(_ place: String, _ figure: Figure, _ bound: Double) {
    let text = "\(figure.text), below \(figure.unit.text(bound))"
    add(place, text, figure.value, bound) { $0 < $1 }
  }

  /// Claims that a figure lies in a band, whose ends belong to it.
  package mutating func within(_ place: String, _ figure: Figure, _ band: ClosedRange<Double>) {
    let (low, high) = (figure.unit.text(band.lowerBound), figure.unit.text(band.upperBound))
    add(place, "\(figure.text), from \(low) to \(high)", figure.value, 0) { value, _ in
      band.contains(value)
    }
  }

  private mutating func add(
    _ place: String, _ text: String, _ left: Double?, _ right: Double?,
    _ relation: (Double, Double) -> Bool
  ) {
    var holds: Bool?
    if let left, let right { holds = relation(left, right) }
    findings.append(Finding(text: "\(place): \(text)", holds: holds))
  }
}

extension PaperRuns {
  /// The mean latency of a system; infinite where no request succeeded.
  package func latency(_ system: PaperDeployment, _ workload: Int) -> ShapeCheck.Figure {
    let run = self[system.cell(workload)]
    return ShapeCheck.Figure(
      name: system.name, value: run.map { $0.meanLatency ?? .infinity }, unit: .seconds)
  }

  /// The mean latency of the requests that arrive in a span of seconds; infinite where none
  /// succeeded.
  package func latency(
    _ system: PaperDeployment, _ workload: Int, _ seconds: Range<Int>
  ) -> ShapeCheck.Figure {
    let run = self[system.cell(workload)]
    return ShapeCheck.Figure(
      name: system.name, value: run.map { $0.window(seconds).meanLatency ?? .infinity },
      unit: .seconds)
  }

  /// The fraction of successful requests.
  package func success(_ system: PaperDeployment, _ workload: Int) -> ShapeCheck.Figure {
    ShapeCheck.Figure(
      name: system.name, value: self[system.cell(workload)]?.successRatio, unit: .fraction)
  }

  /// The fraction of successful requests of those that arrive in a span of seconds.
  package func success(
    _ system: PaperDeployment, _ workload: Int, _ seconds: Range<Int>
  ) -> ShapeCheck.Figure {
    ShapeCheck.Figure(
      name: system.name, value: self[system.cell(workload)]?.window(seconds).successRatio,
      unit: .fraction)
  }

  /// The cost of a run.
  package func cost(_ system: PaperDeployment, _ workload: Int) -> ShapeCheck.Figure {
    ShapeCheck.Figure(
      name: system.name, value: self[system.cell(workload)]?.cost.dollars, unit: .dollars)
  }

  /// The requests without an answer in time.
  package func failures(_ system: PaperDeployment, _ workload: Int) -> ShapeCheck.Figure {
    ShapeCheck.Figure(
      name: system.name, value: self[system.cell(workload)].map { Double($0.failed) }, unit: .count)
  }

  /// The instances created in a span of seconds.
  package func created(
    _ system: PaperDeployment, _ workload: Int, _ seconds: Range<Int>
  ) -> ShapeCheck.Figure {
    ShapeCheck.Figure(
      name: system.name,
      value: self[system.cell(workload)].map { Double($0.created(seconds)) }, unit: .count)
  }
}

extension ShapeCheck.Figure {
  /// A figure of its own name.
  package static func ratio(
    _ left: ShapeCheck.Figure, _ right: ShapeCheck.Figure
  ) -> ShapeCheck.Figure {
    var value: Double?
    if let left = left.value, let right = right.value, right > 0 { value = left / right }
    return ShapeCheck.Figure(name: "\(left.name) / \(right.name)", value: value, unit: .times)
  }

  /// The difference of two figures of the same unit.
  package static func difference(
    _ left: ShapeCheck.Figure, _ right: ShapeCheck.Figure
  ) -> ShapeCheck.Figure {
    var value: Double?
    if let left = left.value, let right = right.value, left.isFinite || right.isFinite {
      value = left - right
    }
    return ShapeCheck.Figure(name: "\(left.name) - \(right.name)", value: value, unit: left.unit)
  }

  /// The same value under another name.
  package func named(_ name: String) -> ShapeCheck.Figure {
    ShapeCheck.Figure(name: name, value: value, unit: unit)
  }
}
