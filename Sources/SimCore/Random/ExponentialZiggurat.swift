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
  @inlinable
  public mutating func nextExponential() -> Double {
    let bits = next()
    let value = exponentialZigguratPosition(bits)
    return value >= 0 ? value : exponentialOutsideCore(bits)
  }

  /// Finishes a draw whose first position lay outside the core of its layer.
  @usableFromInline
  mutating func exponentialOutsideCore(_ first: UInt64) -> Double {
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
      let value = exponentialZigguratPosition(bits)
      if value >= 0 { return tail + value }
    }
  }
}

/// The position that a draw picks in its layer, or -1 if that lies outside the layer's core.
///
/// The function stays in this module, where the table is constant data of the program: from
/// another module its address would first be asked for through a check of initialization.
@usableFromInline
@inline(never)
func exponentialZigguratPosition(_ bits: UInt64) -> Double {
  let layer = ExponentialZiggurat.layer(bits)
  let value = ExponentialZiggurat.fraction(bits) * ExponentialZiggurat.edges[layer]
  return value < ExponentialZiggurat.edges[layer &+ 1] ? value : -1
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
}
