extension Random {
  /// A number from the exponential distribution of mean 1.
  ///
  /// The method is a ziggurat of 256 layers: 97.8 % of the calls take one 64-bit draw, one table
  /// entry and one comparison. The layer comes from the lowest 8 bits of the draw and the position
  /// in it from the highest 52, so the two are independent.
  ///
  /// Source: G. Marsaglia and W. W. Tsang, "The ziggurat method for generating random variables",
  /// Journal of Statistical Software 5(8), 2000; J. A. Doornik, "An improved ziggurat method to
  /// generate normal random samples", University of Oxford, 2005, for the independent bits.
  ///
  /// A draw is one call into this module, where the table is constant data of the program: from
  /// another module its address would first be asked for through a check of initialization.
  @inline(never)
  @usableFromInline package mutating func nextExponential() -> Double { drawExponential() }

  /// A length from the exponential distribution, rounded to the nearest nanosecond.
  ///
  /// - Parameter mean: the mean in nanoseconds, from 0.
  /// - Returns: the length.
  @usableFromInline
  @inline(never)
  mutating func nextExponentialInterval(mean: Double) -> Interval {
    Interval(roundingNanoseconds: drawExponential() * mean)
  }

  /// ``nextExponential()`` without a call, for loops of this module.
  @inline(__always)
  mutating func drawExponential() -> Double {
    let bits = next()
    let value = ExponentialZiggurat.position(bits)
    return value >= 0 ? value : exponentialOutsideCore(bits)
  }

  /// Finishes a draw whose first position lay outside the core of its layer.
  @inline(never)
  private mutating func exponentialOutsideCore(_ first: UInt64) -> Double {
    var bits = first
    // The tail beyond the last layer is again exponential, because the distribution has no memory.
    var tail = 0.0
    while true {
      let layer = ExponentialZiggurat.layer(bits)
      if layer == 0 {
        tail += ExponentialZiggurat.edges[1]
      } else {
        let outer = ExponentialZiggurat.edges[layer]
        let bottom = Elementary.exp(-outer)
        let top = Elementary.exp(-ExponentialZiggurat.edges[layer + 1])
        let value = ExponentialZiggurat.fraction(bits) * outer
        if bottom + nextUnit() * (top - bottom) < Elementary.exp(-value) { return tail + value }
      }
      bits = next()
      let value = ExponentialZiggurat.position(bits)
      if value >= 0 { return tail + value }
    }
  }
}

/// The layers under the density e^-x: all of one area, the lowest with the tail.
enum ExponentialZiggurat {
  /// The index of the layer that a draw picks.
  static func layer(_ bits: UInt64) -> Int { Int(truncatingIfNeeded: bits & 255) }

  /// How far along its layer a draw lies, in [0, 1), from the highest 52 bits.
  ///
  /// They become the fraction of a number in [1, 2), which is faster than a conversion.
  static func fraction(_ bits: UInt64) -> Double {
    Double(bitPattern: bits &>> 12 | 0x3ff0_0000_0000_0000) - 1
  }

  /// The position that a draw picks in its layer, or -1 if that lies outside the layer's core.
  @inline(__always)
  static func position(_ bits: UInt64) -> Double {
    let layer = layer(bits)
    let value = fraction(bits) * edges[layer]
    return value < edges[layer &+ 1] ? value : -1
  }
}
