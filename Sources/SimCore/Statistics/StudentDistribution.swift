/// Student's t distribution.
///
/// It is computed with the engine's elementary functions, so that intervals have the same bits on
/// every machine.
package enum StudentDistribution {
  /// The probability of a value above `t`, for `t` of at least 0.
  ///
  /// Source: M. Abramowitz and I. A. Stegun, "Handbook of mathematical functions", 26.7.1: twice it
  /// is the incomplete beta function at v / (v + t^2) with parameters v / 2 and 1 / 2.
  package static func upperTail(_ t: Double, degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom >= 1 && t >= 0, "a tail is that of a distribution, on its right")
    let freedom = Double(degreesOfFreedom)
    return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  }

  /// The value that is exceeded with some probability below one half.
  ///
  /// The tail falls as the value grows, so halving an interval finds the value to the last bit.
  package static func upperQuantile(_ probability: Double, degreesOfFreedom: Int) -> Double {
    precondition(probability > 0 && probability < 0.5, "the value is to be above 0 and finite")
    var (low, high) = (0.0, 1.0)
    while upperTail(high, degreesOfFreedom: degreesOfFreedom) > probability {
      (low, high) = (high, high * 2)
    }
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return middle }
      if upperTail(middle, degreesOfFreedom: degreesOfFreedom) > probability {
        low = middle
      } else {
        high = middle
      }
    }
  }

  /// The regularised incomplete beta function of `x` from 0 to 1.
  ///
  /// Source: NIST Digital Library of Mathematical Functions, 8.17.22 for the continued fraction,
  /// which converges fast on the left of the mean, and 8.17.4 to come there from the right.
  package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    precondition(a > 0 && b > 0, "the parameters of the beta function are above 0")
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let logarithm =
      Elementary.logGamma(a + b) - Elementary.logGamma(a) - Elementary.logGamma(b)
      + a * Elementary.log(x) + b * Elementary.logOnePlus(-x)
    return Elementary.exp(logarithm) / a / fraction(x, a, b)
  }

  /// The continued fraction, by Lentz's method.
  ///
  /// Source: W. J.
  /// Lentz, "Generating Bessel functions in Mie scattering calculations using continued fractions",
  /// Applied Optics 15(3), 1976.
  private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var (value, c, d) = (1.0, 1.0, 0.0)
    for index in 1...10_000 {
      let half = Double(index / 2)
      let coefficient =
        index % 2 == 0
        ? half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        : -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
      d = 1 + coefficient * d
      if d.magnitude < tiny { d = tiny }
      d = 1 / d
      c = 1 + coefficient / c
      if c.magnitude < tiny { c = tiny }
      value *= c * d
      if (c * d - 1).magnitude < 1e-16 { break }
    }
    return value
  }
}
