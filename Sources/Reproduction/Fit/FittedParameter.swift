import Documents
import Charts
import Platforms
import SimCore

/// A parameter of the simulation that is unknown, and is chosen so that simulated figures come near
/// the published ones.
package struct FittedParameter: Sendable, Equatable {
  /// Where a value stands that the parameter sets.
  package struct Place: Sendable, Equatable {
    /// What holds the value.
    package enum Holder: Sendable, Equatable {
      /// An entry of the catalog.
      case catalog(Catalog.Section, String)
      /// A scenario, by its name.
      case scenario(String)
    }

    package let holder: Holder
    /// Where the value stands within it, such as `latency.network.lognormal.mean`.
    package let path: String
    package let unit: FittedUnit
  }

  /// How numbers between the bounds are tried.
  package enum Scale: String, CaseIterable, Sendable {
    /// Equal differences are equally far.
    case linear
    /// Equal ratios are equally far.
    case logarithmic = "log"
  }

  /// Its name, such as `aws-lambda/latency.network.lognormal.mean`.
  package let name: String
  /// What it is searched together with: a platform, or the workloads.
  package let group: String
  /// The values that it sets and whose figures it is judged by.
  package let places: [Place]
  /// Values of other entries that are the same for want of anything better.
  package let followers: [Place]
  /// The least number, in the unit of the first place.
  package let low: Double
  /// The greatest number.
  package let high: Double
  package let scale: Scale
  /// Whether only whole numbers have a meaning.
  package let isInteger: Bool
  /// The published numbers that pin it, by their names.
  package let targets: [String]

  /// The group of the parameters of workloads, which concern all platforms.
  package static let workloads = "workloads"

  /// The significant digits of a fitted number: more would say nothing, and fewer could not reach
  /// the digits that the paper prints.
  package static let digits = 5

  /// The number at a fraction of the way between the bounds, rounded as it is written.
  ///
  /// - Parameter fraction: from 0 to 1; what is beyond counts as the bound.
  /// - Returns: the number.
  package func number(at fraction: Double) -> Double {
    let fraction = min(max(fraction, 0), 1)
    switch scale {
    case .linear: return rounded(low + fraction * (high - low))
    case .logarithmic:
      let (first, last) = (Elementary.log(low), Elementary.log(high))
      return rounded(Elementary.exp(first + fraction * (last - first)))
    }
  }

  /// How far a number is from the lower bound to the upper one, from 0 to 1.
  package func fraction(of number: Double) -> Double {
    let fraction =
      switch scale {
      case .linear: (number - low) / (high - low)
      case .logarithmic:
        (Elementary.log(max(number, low)) - Elementary.log(low))
          / (Elementary.log(high) - Elementary.log(low))
      }
    return min(max(fraction, 0), 1)
  }

  /// The least fraction of the way that makes a difference about a number.
  package func leastStep(at fraction: Double) -> Double {
    guard isInteger else { return 0 }
    let number = number(at: fraction)
    let other = number + 1 <= high ? number + 1 : number - 1
    return (self.fraction(of: other) - self.fraction(of: number)).magnitude
  }

  /// A number as it is written: a plain decimal number without needless digits.
  package func text(_ number: Double) -> String {
    if isInteger { return DecimalText.fixed(number, digits: 0) }
    var decimals = Self.digits - 1
    var size = number.magnitude
    while size >= 10, decimals > 0 {
      size /= 10
      decimals -= 1
    }
    while size < 1, size > 0, decimals < 12 {
      size *= 10
      decimals += 1
    }
    var text = DecimalText.fixed(number, digits: decimals)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  /// The number that is read when this one has been written, within the bounds.
  private func rounded(_ number: Double) -> Double {
    guard let read = Double(text(number)) else {
      preconditionFailure("A plain decimal number can be read.")
    }
    return min(max(read, low), high)
  }
}
