extension Elementary {
  /// The logarithm of the gamma function.
  ///
  /// Stirling's series from 12 upwards; below, the recurrence of the gamma function leads there.
  ///
  /// Source: M. Abramowitz and I. A. Stegun, "Handbook of mathematical functions", 1964, formulas
  /// 6.1.15 and 6.1.41.
  ///
  /// - Parameter x: 0 gives infinity, and a negative number not-a-number.
  /// - Returns: the logarithm, with an error below 1e-14 or, above 1, below 1e-14 of it.
  package static func logGamma(_ x: Double) -> Double {
    if x < 0 { return .nan }
    if !(x < .infinity) || x == 0 { return x == 0 ? .infinity : x }
    var argument = x
    var product = 1.0
    while argument < 12 {
      product *= argument
      argument += 1
    }
    let inverse = 1 / argument
    let square = inverse * inverse
    let last = -691.0 / 360360.0 + square * (1.0 / 156.0)
    let later = -1.0 / 1680.0 + square * (1.0 / 1188.0 + square * last)
    let series = 1.0 / 12.0 + square * (-1.0 / 360.0 + square * (1.0 / 1260.0 + square * later))
    let halfLogarithmOfTwoPi = 0x1.d67f1c864beb5p-1
    let main = (argument - 0.5) * log(argument) - argument
    return main + (halfLogarithmOfTwoPi + series * inverse) - log(product)
  }

  /// The gamma function of a number of at least 0.
  ///
  /// - Parameter x: 0 and numbers above 171.6 give infinity, and a negative one not-a-number.
  /// - Returns: the value, with a relative error that grows from 1e-14 near 1 with the logarithm
  ///   of the result, to 1e-12 near the largest numbers.
  package static func gamma(_ x: Double) -> Double { exp(logGamma(x)) }
}
