/// A non-negative decimal number without rounding: `coefficient` times ten to the `exponent`.
package struct ExactDecimal: Equatable {
  /// The most significant digits a number may have.
  ///
  /// It is what lets a product with any unit's factor fit 128 bits; a nanosecond count has 19.
  static let maximumDigits = 24

  /// The digits as an integer that does not end in zero, unless the number is zero.
  let coefficient: UInt128

  /// The power of ten that the coefficient is multiplied by.
  let exponent: Int

  /// What a number times a unit is as an integer.
  package enum Scaled: Equatable {
    case exact(UInt128)
    /// The product lies between two integers; this is the nearest, the even one of two as near.
    case inexact(nearest: UInt128)
    case tooLarge
  }

  /// The number with the given ASCII digits before and after its decimal point.
  ///
  /// Gives nil when the number has more than ``maximumDigits`` significant digits.
  init?(whole: ArraySlice<UInt8>, fraction: ArraySlice<UInt8>, exponent: Int = 0) {
    var coefficient: UInt128 = 0
    var significant = 0
    var zeros = 0
    for digit in [whole, fraction].joined() {
      if digit == UInt8(ascii: "0") {
        zeros += 1
        continue
      }
      // Zeros count only once a digit follows them, and leading zeros never do.
      let gap = significant == 0 ? 0 : zeros
      significant += gap + 1
      guard significant <= Self.maximumDigits else { return nil }
      for _ in 0...gap { coefficient *= 10 }
      coefficient += UInt128(digit - UInt8(ascii: "0"))
      zeros = 0
    }
    self.coefficient = coefficient
    self.exponent = coefficient == 0 ? 0 : exponent - fraction.count + zeros
  }

  /// The number times `factor` times ten to the `power`.
  ///
  /// - Parameters:
  ///   - factor: at most 2^40, so that the product with the coefficient fits.
  ///   - power: the power of ten.
  /// - Returns: the product, exact or rounded to an integer.
  package func scaled(by factor: UInt64, power: Int) -> Scaled {
    guard coefficient != 0 else { return .exact(0) }
    let product = coefficient * UInt128(factor)
    let shift = exponent + power
    if shift >= 0 {
      var result = product
      guard shift <= 38 else { return .tooLarge }
      for _ in 0..<shift {
        let (next, overflow) = result.multipliedReportingOverflow(by: 10)
        guard !overflow else { return .tooLarge }
        result = next
      }
      return .exact(result)
    }
    // The product is below 10^37, so dividing it by more than 10^38 leaves less than a half.
    guard shift >= -38 else { return .inexact(nearest: 0) }
    var divisor: UInt128 = 1
    for _ in 0..<(-shift) { divisor *= 10 }
    let (quotient, rest) = product.quotientAndRemainder(dividingBy: divisor)
    guard rest != 0 else { return .exact(quotient) }
    let gap = divisor - rest
    let goesUp = rest > gap || (rest == gap && quotient & 1 == 1)
    return .inexact(nearest: goesUp ? quotient + 1 : quotient)
  }
}
