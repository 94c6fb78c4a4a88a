extension Elementary {
  /// The square root of x.
  ///
  /// The standard library's `squareRoot()` is exact too, but on Linux it refers to the system's
  /// mathematical library, which a program that imports no system module is not linked with. This
  /// one is for constants that are computed once.
  ///
  /// One step of Newton's method on an exact remainder corrects the rounding of e^(log(x)/2), and
  /// the sign of an exact comparison the rounding of that step.
  ///
  /// - Parameter x: a negative number gives not-a-number.
  /// - Returns: the representable number nearest to the root.
  @usableFromInline package static func squareRoot(_ x: Double) -> Double {
    if x == 0 || !(x < .infinity) { return x }
    if x < 0 { return .nan }
    // A scale by an even power of two keeps the remainder within the normal range.
    if x < 0x1p-900 { return squareRoot(x * 0x1p200) * 0x1p-100 }
    if x > 0x1p900 { return squareRoot(x * 0x1p-200) * 0x1p100 }
    let estimate = exp(0.5 * log(x))
    let near = estimate + remainder(x, estimate) / (2 * estimate)
    // The root is now known to within a unit; comparing x with the squares of the numbers half a
    // unit away decides, and their last term is too small to matter between representable numbers.
    let rest = remainder(x, near)
    if rest <= -near * (near - near.nextDown) { return near.nextDown }
    return rest > near * (near.nextUp - near) ? near.nextUp : near
  }

  /// What is left of x after the square of its approximate root, exactly.
  private static func remainder(_ x: Double, _ root: Double) -> Double {
    let square = root * root
    return (x - square) - productError(root, root, square)
  }
}
