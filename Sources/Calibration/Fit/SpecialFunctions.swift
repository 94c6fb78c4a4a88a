import SimCore

/// Functions of statistics that the fits need.
enum SpecialFunctions {
  /// The regularized lower incomplete gamma function P(a, x), of a above 0 and x from 0.
  ///
  /// A series below a + 1, and a continued fraction above.
  ///
  /// Source: M. Abramowitz and I. A. Stegun, "Handbook of mathematical functions", 1964, formulas
  /// 6.5.29 and 6.5.31; the fraction is evaluated by the method of W. J. Lentz (1976).
  static func lowerGamma(_ a: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    let scale = Elementary.exp(a * Elementary.log(x) - x - Elementary.logGamma(a))
    if x < a + 1 {
      var (term, sum, n) = (1 / a, 1 / a, a)
      while abs(term) > abs(sum) * 1e-15, n < a + 10_000 {
        n += 1
        term *= x / n
        sum += term
      }
      return min(1, sum * scale)
    }
    let least = 1e-300
    var b = x + 1 - a
    var c = 1 / least
    var d = 1 / b
    var fraction = d
    for i in 1...10_000 {
      let factor = -Double(i) * (Double(i) - a)
      b += 2
      d = factor * d + b
      d = 1 / (abs(d) < least ? least : d)
      c = b + factor / c
      c = abs(c) < least ? least : c
      fraction *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return max(0, 1 - scale * fraction)
  }

  /// The distribution function of the standard normal distribution.
  static func normal(_ z: Double) -> Double {
    let tail = lowerGamma(0.5, z * z / 2)
    return z < 0 ? (1 - tail) / 2 : (1 + tail) / 2
  }

  /// The derivative of the logarithm of the gamma function, of x above 0.
  ///
  /// Source: Abramowitz and Stegun, formulas 6.3.5 and 6.3.18.
  static func digamma(_ x: Double) -> Double {
    var (x, shift) = (x, 0.0)
    while x < 12 {
      shift -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let series = square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252)))
    return shift + Elementary.log(x) - 0.5 / x - series
  }

  /// The derivative of ``digamma(_:)``.
  static func trigamma(_ x: Double) -> Double {
    var (x, sum) = (x, 0.0)
    while x < 12 {
      sum += 1 / (x * x)
      x += 1
    }
    let square = 1 / (x * x)
    return sum + 1 / x + square / 2 + square / x * (1.0 / 6 - square * (1.0 / 30 - square / 42))
  }
}
