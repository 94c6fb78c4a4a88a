import Platforms
import SimCore

/// What the paper's numbers say of the values of the model.
package struct FitPosterior: Sendable {
  /// The values.
  package let parameters: [FittedParameter]
  /// The centre: the numbers that were simulated last, where the density is greatest as far as
  /// steps have found.
  package let numbers: [Double]
  /// The centre as fractions of the way between the bounds.
  let point: [Double]
  /// The posterior of the model that is linear about the centre.
  let linear: LinearPosterior
  /// How the logarithms of the numbers change with the values.
  let slopes: [[Double]]
  /// How far the model is off, as a fraction of any number, besides chance and rounding.
  package let discrepancy: Double
  /// The covariance of all errors of the logarithms.
  let errors: [[Double]]
  /// That of one experiment, by chance alone.
  let sampling: [[Double]]
  /// What the draws at the centre gave.
  let draws: [NumberSimulator.Values]
  /// The numbers that are evidence.
  var observations: [FitObservation]
  /// How many steps were taken.
  package var steps = 0
  /// Whether the last step was ended because none was better.
  package var isSettled = false

  /// A value.
  package struct Value: Sendable {
    /// What it is.
    package let parameter: FittedParameter
    /// The centre.
    package let centre: Double
    /// The interval of 90 %, within the bounds.
    package let interval: ClosedRange<Double>
    /// The posterior's standard deviation over the prior's.
    package let width: Double
    /// The numbers that taught most about it, with the parts of the prior variance that they
    /// removed, from the greatest.
    package let taught: [(target: PaperTarget, share: Double)]

    /// Whether the numbers taught nothing to speak of.
    package var isUntaught: Bool { width > 0.95 }
  }

  /// 1.645: nineteen of twenty normal draws are no more deviations than that above the mean.
  static let deviations90 = 1.6448536269514722

  /// The values, in the order of the declaration.
  package var values: [Value] {
    parameters.indices.map { index in
      let parameter = parameters[index]
      let deviation = linear.deviation(index)
      let reach = Self.deviations90 * deviation
      let taught = observations.indices.map { row in
        (target: observations[row].target, share: linear.shares[index][row])
      }
      return Value(
        parameter: parameter, centre: numbers[index],
        interval: parameter.number(
          at: point[index] - reach)...parameter.number(at: point[index] + reach),
        width: deviation / Elementary.squareRoot(1.0 / 12),
        taught: taught.sorted { $0.share > $1.share })
    }
  }

  /// The correlations of all pairs of values, from the strongest on.
  package var correlations: [(first: FittedParameter, second: FittedParameter, value: Double)] {
    var pairs: [(first: FittedParameter, second: FittedParameter, value: Double)] = []
    for second in parameters.indices {
      for first in 0..<second {
        pairs.append((parameters[first], parameters[second], linear.correlation(first, second)))
      }
    }
    return pairs.enumerated().sorted { one, other in
      let (a, b) = (one.element.value.magnitude, other.element.value.magnitude)
      return a == b ? one.offset < other.offset : a > b
    }.map(\.element)
  }

  /// The effective number of values that the numbers determine: the sum of what they removed of the
  /// prior variances.
  package var determined: Double {
    linear.shares.reduce(0) { $0 + $1.reduce(0, +) }
  }
}

// What is put into the catalog.
extension FitPosterior {
  /// A number to three digits, or whole, within the bounds of its parameter.
  package static func rounded(_ number: Double, _ parameter: FittedParameter) -> Double {
    if parameter.isInteger || number == 0 { return number }
    var scale = 1.0
    while number.magnitude * scale < 100 { scale *= 10 }
    while number.magnitude * scale >= 1000 { scale /= 10 }
    let rounded = (number * scale).rounded() / scale
    return min(max(rounded, parameter.low), parameter.high)
  }

  /// The centre to three digits where the numbers say anything, and otherwise what was there.
  package func rounded(_ current: [Double]) -> [Double] {
    zip(values, current).map { value, current in
      value.isUntaught ? current : Self.rounded(value.centre, value.parameter)
    }
  }
}
