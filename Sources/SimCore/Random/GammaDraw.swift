/// What the draws from a gamma distribution of one shape have in common.
@usableFromInline package struct GammaShape: Hashable, Sendable, BitwiseCopyable {
  /// The shape, above 0.
  @usableFromInline package let shape: Double
  /// A third less than the shape, or than the shape plus 1 if the shape is below 1.
  @usableFromInline let reduced: Double
  /// The factor of the normal draw: 1 / sqrt(9 * reduced).
  @usableFromInline let spread: Double

  /// The shape with the constants that its draws need.
  ///
  /// - Parameter shape: a finite number above 0.
  @inlinable
  package init(_ shape: Double) {
    precondition(shape > 0 && shape.isFinite, "the shape of a gamma distribution is above 0")
    self.shape = shape
    reduced = (shape < 1 ? shape + 1 : shape) - 1.0 / 3.0
    spread = 1 / Elementary.squareRoot(9 * reduced)
  }
}

extension Random {
  /// A number from the gamma distribution of a shape and of scale 1, so of mean `shape`.
  ///
  /// - Parameter shape: a finite number above 0.
  /// - Returns: a number of at least 0.
  @inlinable
  package mutating func nextGamma(shape: Double) -> Double { nextGamma(GammaShape(shape)) }

  /// A number from the gamma distribution of a prepared shape and of scale 1.
  ///
  /// Source: G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM
  /// TOMS 26(3), 2000. A shape below 1 is drawn one higher and multiplied by U^(1/shape), where
  /// -log(U) is drawn directly as an exponential number.
  @inlinable
  package mutating func nextGamma(_ gamma: GammaShape) -> Double {
    while true {
      let normal = nextNormal()
      let root = 1 + gamma.spread * normal
      if root <= 0 { continue }
      let cube = root * root * root
      let square = normal * normal
      let unit = nextUnit()
      let inside =
        unit < 1 - 0.0331 * square * square
        || Elementary.log(unit) < 0.5 * square
          + gamma.reduced * (1 - cube + Elementary.log(cube))
      if inside {
        let value = gamma.reduced * cube
        return gamma.shape >= 1 ? value : value * Elementary.exp(-nextExponential() / gamma.shape)
      }
    }
  }
}
