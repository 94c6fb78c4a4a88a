/// The elementary functions that the engine needs, in `+ - * /` only.
///
/// The functions of the systems' mathematical libraries differ in their last bits from one system
/// to the next. IEEE 754 defines the results of these four operations exactly, so what is built of
/// them alone gives the same bits everywhere. No expression here may be fused or reordered, and
/// the compiler does neither.
@usableFromInline package enum Elementary {
  /// The logarithm of 1 + x, accurate also where 1 + x would round away most of x.
  ///
  /// Source: W. Kahan's identity, in D.
  /// Goldberg, "What every computer scientist should know about floating-point arithmetic", ACM
  /// Computing Surveys 23(1), 1991, theorem 4.
  ///
  /// - Parameter x: -1 gives minus infinity, and less not-a-number.
  /// - Returns: the logarithm, with an error of a few units in the last place.
  package static func logOnePlus(_ x: Double) -> Double {
    let sum = 1 + x
    if sum == 1 || !(sum < .infinity) || sum <= 0 { return sum == 1 ? x : log(sum) }
    return x * (log(sum) / (sum - 1))
  }

  /// e^x - 1, accurate also where e^x is nearly 1.
  ///
  /// Source: W. Kahan's identity, in N. J.
  /// Higham, "Accuracy and stability of numerical algorithms", 2nd edition, section 1.14.1.
  ///
  /// - Parameter x: any number.
  /// - Returns: the difference, with an error of a few units in the last place.
  package static func expMinusOne(_ x: Double) -> Double {
    let power = exp(x)
    if power == 1 { return x }
    let difference = power - 1
    if difference == -1 || !(power < .infinity) { return difference }
    return difference * (x / log(power))
  }
}
