/// The exact quotient of two whole numbers, from zero on: a price, a rate or a measurement before
/// it is rounded, once, to what is counted.
@usableFromInline package struct Ratio: Sendable {
  /// What is divided.
  package let numerator: WholeNumber
  /// What it is divided by, above zero.
  package let denominator: WholeNumber

  /// The quotient of two numbers.
  @usableFromInline package init(_ numerator: WholeNumber, _ denominator: WholeNumber) {
    precondition(!denominator.isZero, "nothing is divided by zero")
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The quotient of two integers, from zero on and above zero.
  @inlinable
  package init(_ numerator: some BinaryInteger, over denominator: some BinaryInteger) {
    self.init(WholeNumber(numerator), WholeNumber(denominator))
  }

  /// An integer, from zero on.
  @inlinable
  package init(_ value: some BinaryInteger) { self.init(value, over: 1) }

  /// Nothing.
  package static let zero = Ratio(0)

  /// The decimal number that a person wrote: the shortest that is nearest to a floating-point one,
  /// so that 0.1 is a tenth.
  ///
  /// - Parameter value: finite and not below zero.
  package init(decimal value: Double) {
    precondition(value >= 0 && value.isFinite, "a decimal number is finite and not below zero")
    var digits = WholeNumber.zero
    var (exponent, isFraction) = (0, false)
    let parts = value.description.split(separator: "e")
    for character in parts[0].utf8 {
      if character == UInt8(ascii: ".") {
        isFraction = true
        continue
      }
      digits =
        digits * WholeNumber(UInt128(10)) + WholeNumber(UInt128(character - UInt8(ascii: "0")))
      if isFraction { exponent -= 1 }
    }
    if parts.count > 1 { exponent += Int(parts[1]) ?? 0 }
    self.init(
      digits * .powerOfTen(max(exponent, 0)), WholeNumber.powerOfTen(max(-exponent, 0)))
  }

  /// The sum of two.
  package static func + (left: Ratio, right: Ratio) -> Ratio {
    Ratio(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The difference of two, the second no greater than the first.
  package static func - (left: Ratio, right: Ratio) -> Ratio {
    Ratio(
      left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The product of two.
  package static func * (left: Ratio, right: Ratio) -> Ratio {
    Ratio(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient of two, the second above zero.
  package static func / (left: Ratio, right: Ratio) -> Ratio {
    Ratio(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// The greatest whole number that is not above it; the greatest of 128 bits for any beyond.
  package var roundedDown: UInt128 {
    numerator.quotientAndRemainder(dividingBy: denominator).quotient.clamped
  }

  /// The least whole number that is not below it; the greatest of 128 bits for any beyond.
  package var roundedUp: UInt128 {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return rest.isZero || quotient.clamped == .max ? quotient.clamped : quotient.clamped + 1
  }

  /// The nearest whole number, of two the greater; the greatest of 128 bits for any beyond.
  package var rounded: UInt128 {
    let two = WholeNumber(UInt128(2))
    return (numerator * two + denominator)
      .quotientAndRemainder(dividingBy: denominator * two).quotient.clamped
  }

  /// The same in lowest terms.
  package var reduced: Ratio {
    var (greater, less) = (numerator, denominator)
    while !less.isZero {
      (greater, less) = (less, greater.quotientAndRemainder(dividingBy: less).remainder)
    }
    return Ratio(
      numerator.quotientAndRemainder(dividingBy: greater).quotient,
      denominator.quotientAndRemainder(dividingBy: greater).quotient)
  }
}

extension Ratio: Comparable, Hashable {
  /// Orders quotients from smaller to larger.
  @usableFromInline package static func < (left: Ratio, right: Ratio) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  /// Whether two are the same number, in whatever terms.
  @usableFromInline package static func == (left: Ratio, right: Ratio) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  /// Feeds what is the same in all terms.
  @usableFromInline package func hash(into hasher: inout Hasher) { hasher.combine(roundedDown) }
}
