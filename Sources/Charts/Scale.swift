import Documents
import Platforms
import SimCore

/// Where values stand along an axis, and which of them the axis names.
package struct Scale: Sendable {
  /// A value that the axis names.
  package struct Tick: Hashable, Sendable {
    /// The value.
    package let value: Double
    /// Its text.
    package let text: String
  }

  /// The least value.
  package let least: Double
  /// The greatest value, above the least.
  package let greatest: Double
  /// Whether equal factors, and not equal differences, are equal distances.
  package let isLogarithmic: Bool
  /// The values that are named, in order.
  package let ticks: [Tick]
  /// Values between them that are marked but not named.
  package let fineTicks: [Double]

  /// How far along the axis a value stands, from 0 to 1; what is outside stands at its end.
  package func fraction(of value: Double) -> Double {
    let bounded = min(max(value, least), greatest)
    if isLogarithmic { return Elementary.log(bounded / least) / Elementary.log(greatest / least) }
    return (bounded - least) / (greatest - least)
  }

  /// An axis from zero.
  ///
  /// - Parameters:
  ///   - greatest: the greatest value that must stand on it; without one above zero it is 1.
  ///   - endsThere: whether the axis ends with that value, and not with the next tick.
  ///   - ticks: at most how many steps there are.
  /// - Returns: the axis.
  package static func linear(to greatest: Double, endsThere: Bool = false, ticks: Int = 6) -> Scale
  {
    let end = greatest.isFinite && greatest > 0 ? greatest : 1
    let step = Self.step(for: end / Double(ticks))
    // A hair above a tick, from rounding, does not ask for another tick.
    var count = Int((end / step.value * (1 - 1e-12)).rounded(.up))
    if endsThere, Double(count) * step.value > end * (1 + 1e-12) { count -= 1 }
    let named = (0...count).map { index in
      let value = Double(index) * step.value
      return Tick(value: value, text: DecimalText.fixed(value, digits: step.decimals))
    }
    return Scale(
      least: 0, greatest: endsThere ? end : Double(count) * step.value, isLogarithmic: false,
      ticks: named, fineTicks: [])
  }

  /// A logarithmic axis that holds all the values that are above zero.
  ///
  /// - Parameters:
  ///   - values: the values.
  ///   - inDecades: whether its ends are powers of ten, and not also, over three decades or
  ///     more, twice or five times one.
  /// - Returns: the axis.
  package static func logarithmic(holding values: [Double], inDecades: Bool = true) -> Scale {
    let positive = values.filter { $0.isFinite && $0 > 0 }
    let (low, high) = (positive.min() ?? 0.1, positive.max() ?? 1)
    var first = -12
    while first < 12 && powerOfTen(first + 1) <= low { first += 1 }
    var last = first + 1
    while last < 13 && powerOfTen(last) < high { last += 1 }
    // Cut by less than a decade at each end, three decades keep two powers of ten.
    let factors = inDecades || last - first < 3 ? [] : [2.0, 5]
    let least = factors.map { $0 * powerOfTen(first) }.last { $0 <= low } ?? powerOfTen(first)
    let greatest =
      factors.map { $0 * powerOfTen(last - 1) }.first { $0 >= high } ?? powerOfTen(last)
    let range = least...greatest
    let named = (first...last).map { exponent in
      Tick(
        value: powerOfTen(exponent),
        text: DecimalText.fixed(powerOfTen(exponent), digits: max(0, -exponent)))
    }
    let fine = (first..<last).flatMap { exponent in
      (2...9).map { Double($0) * powerOfTen(exponent) }
    }
    return Scale(
      least: least, greatest: greatest, isLogarithmic: true,
      ticks: named.filter { range.contains($0.value) }, fineTicks: fine.filter(range.contains))
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below a value above zero.
  package static func step(for value: Double) -> (value: Double, decimals: Int) {
    var exponent = -12
    while exponent < 15 && powerOfTen(exponent + 1) <= value { exponent += 1 }
    for factor in [1.0, 2, 5] where factor * powerOfTen(exponent) >= value * (1 - 1e-12) {
      return (factor * powerOfTen(exponent), max(0, -exponent))
    }
    return (powerOfTen(exponent + 1), max(0, -exponent - 1))
  }

  /// Ten to a power, the nearest number there is for powers from -15 to 15.
  package static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent.magnitude { power *= 10 }
    return exponent < 0 ? 1 / power : power
  }
}
