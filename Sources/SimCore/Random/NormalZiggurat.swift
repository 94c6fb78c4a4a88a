extension Random {
  /// A number from the normal distribution of mean 0 and variance 1.
  ///
  /// The method is a ziggurat of 256 layers: 98.5 % of the calls take one 64-bit draw, one table
  /// entry and one comparison. The layer comes from the lowest 8 bits of the draw and the signed
  /// position in it from the highest 52, so the two are independent.
  ///
  /// Source: G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random variables",
  /// Journal of Statistical Software 5(8), 2000; J. A. Doornik, "An improved ziggurat method to
  /// generate normal random samples", University of Oxford, 2005, for the independent bits.
  ///
  /// A draw is one call into this module, where the table is constant data of the program: from
  /// another module its address would first be asked for through a check of initialization.
  @inline(never)
  @usableFromInline package mutating func nextNormal() -> Double { drawNormal() }

  @inline(__always)
  mutating func drawNormal() -> Double {
    let bits = next()
    let value = NormalZiggurat.position(bits)
    return value == value ? value : normalOutsideCore(bits)
  }

  /// Finishes a draw whose first position lay outside the core of its layer.
  @inline(never)
  private mutating func normalOutsideCore(_ first: UInt64) -> Double {
    var bits = first
    while true {
      let layer = NormalZiggurat.layer(bits)
      let fraction = NormalZiggurat.fraction(bits)
      if layer == 0 { return fraction < 0 ? -normalTail() : normalTail() }
      let outer = NormalZiggurat.edges[layer]
      let inner = NormalZiggurat.edges[layer + 1]
      let bottom = Elementary.exp(-0.5 * outer * outer)
      let top = Elementary.exp(-0.5 * inner * inner)
      let value = fraction * outer
      if bottom + nextUnit() * (top - bottom) < Elementary.exp(-0.5 * value * value) {
        return value
      }
      bits = next()
      let retry = NormalZiggurat.position(bits)
      if retry == retry { return retry }
    }
  }

  /// A number from the part of the normal distribution beyond the last layer.
  ///
  /// Source: G. Marsaglia, "Generating a variable from the tail of the normal distribution",
  /// Technometrics 6(1), 1964.
  private mutating func normalTail() -> Double {
    let start = NormalZiggurat.edges[1]
    while true {
      let excess = nextExponential() / start
      if 2 * nextExponential() > excess * excess { return start + excess }
    }
  }
}

/// The layers under the density e^(-x^2/2), x >= 0: all of one area, the lowest with the tail.
enum NormalZiggurat {
  /// The index of the layer that a draw picks.
  static func layer(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: bits & 255) }

  /// How far along its layer, to the left or right, a draw lies, in [-1, 1), from 52 bits.
  ///
  /// They become the fraction of a number in [2, 4), which is faster than a conversion.
  static func fraction(_ bits: UInt64) -> Double {
    Double(bitPattern: bits &>> 12 | 0x4000_0000_0000_0000) - 3
  }

  /// The signed position that a draw picks in its layer, or not-a-number outside the layer's core.
  @inline(__always)
  static func position(_ bits: UInt64) -> Double {
    let layer = layer(bits)
    let value = fraction(bits) * edges[layer]
    return abs(value) < edges[layer &+ 1] ? value : .nan
  }
}
