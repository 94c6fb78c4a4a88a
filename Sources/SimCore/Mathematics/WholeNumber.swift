/// A whole number from zero on without a bound, for what must be exact and happens seldom.
///
/// Products of times, counts and prices need more than 128 bits. It allocates, so nothing that
/// happens with every request may use it.
@usableFromInline package struct WholeNumber: Hashable, Sendable {
  /// The digits in base 2^64, from the lowest; the last is not zero.
  private var digits: [UInt64]

  /// A number that an integer holds.
  @usableFromInline package init(_ value: UInt128) {
    digits = [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)]
    trim()
  }

  /// A number that an integer from zero on holds.
  ///
  /// It is compiled where it is used, as an evaluation of the scaling makes many.
  @inlinable
  package init(_ value: some BinaryInteger) {
    precondition(value >= 0, "a whole number is not below zero")
    self.init(UInt128(value))
  }

  /// Nothing.
  package static let zero = WholeNumber(UInt128(0))

  /// Whether it is zero.
  package var isZero: Bool { digits.isEmpty }

  /// The number as 128 bits, or the greatest of them where it is greater.
  package var clamped: UInt128 {
    switch digits.count {
    case 0: 0
    case 1: UInt128(digits[0])
    case 2: UInt128(digits[1]) << 64 | UInt128(digits[0])
    default: .max
    }
  }

  /// The number of bits from the highest that is set.
  var bitWidth: Int {
    guard let last = digits.last else { return 0 }
    return digits.count * 64 - last.leadingZeroBitCount
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }
}

extension WholeNumber: Comparable {
  /// Orders numbers from smaller to larger.
  @usableFromInline package static func < (left: WholeNumber, right: WholeNumber) -> Bool {
    if left.digits.count != right.digits.count { return left.digits.count < right.digits.count }
    for index in left.digits.indices.reversed() where left.digits[index] != right.digits[index] {
      return left.digits[index] < right.digits[index]
    }
    return false
  }
}

extension WholeNumber {
  /// The sum of two numbers.
  package static func + (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    var sum = left
    var carry: UInt64 = 0
    for index in 0..<max(left.digits.count, right.digits.count) {
      let digit = index < right.digits.count ? right.digits[index] : 0
      if index == sum.digits.count { sum.digits.append(0) }
      let total = UInt128(sum.digits[index]) + UInt128(digit) + UInt128(carry)
      sum.digits[index] = UInt64(truncatingIfNeeded: total)
      carry = UInt64(truncatingIfNeeded: total >> 64)
    }
    if carry > 0 { sum.digits.append(carry) }
    return sum
  }

  /// What is left of a number without another, which is no greater.
  package static func - (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    precondition(left >= right, "a whole number is not below zero")
    var difference = left
    difference.subtract(right)
    return difference
  }

  private mutating func subtract(_ other: WholeNumber) {
    var borrow: UInt64 = 0
    for index in digits.indices {
      let digit = index < other.digits.count ? other.digits[index] : 0
      let (partial, first) = digits[index].subtractingReportingOverflow(digit)
      let (rest, second) = partial.subtractingReportingOverflow(borrow)
      digits[index] = rest
      borrow = first || second ? 1 : 0
    }
    trim()
  }

  /// The product of two numbers.
  package static func * (left: WholeNumber, right: WholeNumber) -> WholeNumber {
    var product = WholeNumber.zero
    product.digits = [UInt64](repeating: 0, count: left.digits.count + right.digits.count)
    for (place, digit) in left.digits.enumerated() {
      var carry: UInt64 = 0
      for (index, other) in right.digits.enumerated() {
        let total =
          UInt128(digit) * UInt128(other) + UInt128(product.digits[place + index])
          + UInt128(carry)
        product.digits[place + index] = UInt64(truncatingIfNeeded: total)
        carry = UInt64(truncatingIfNeeded: total >> 64)
      }
      product.digits[place + right.digits.count] = carry
    }
    product.trim()
    return product
  }

  /// The whole number of times that another goes into this one, and what is left.
  ///
  /// - Parameter divisor: above zero.
  /// - Returns: both; the rest is less than the divisor.
  /// - Complexity: O(q n) for q bits of the quotient and n digits.
  package func quotientAndRemainder(
    dividingBy divisor: WholeNumber
  ) -> (quotient: WholeNumber, remainder: WholeNumber) {
    precondition(!divisor.isZero, "nothing is divided by zero")
    if digits.count <= 2 && divisor.digits.count <= 2 {
      let (quotient, rest) = clamped.quotientAndRemainder(dividingBy: divisor.clamped)
      return (WholeNumber(quotient), WholeNumber(rest))
    }
    // Bit by bit, from the highest that the quotient may have.
    var rest = self
    var quotient = WholeNumber.zero
    let width = bitWidth - divisor.bitWidth
    guard width >= 0 else { return (quotient, rest) }
    quotient.digits = [UInt64](repeating: 0, count: width / 64 + 1)
    for bit in (0...width).reversed() {
      let shifted = divisor.shifted(by: bit)
      if rest < shifted { continue }
      rest.subtract(shifted)
      quotient.digits[bit / 64] |= 1 << UInt64(bit % 64)
    }
    quotient.trim()
    return (quotient, rest)
  }

  /// The number times a power of two.
  private func shifted(by bits: Int) -> WholeNumber {
    var result = WholeNumber.zero
    let (whole, part) = (bits / 64, UInt64(bits % 64))
    result.digits = [UInt64](repeating: 0, count: digits.count + whole + 1)
    for (index, digit) in digits.enumerated() {
      result.digits[index + whole] |= digit << part
      if part > 0 { result.digits[index + whole + 1] |= digit >> (64 - part) }
    }
    result.trim()
    return result
  }

  /// Ten to a power from zero on.
  package static func powerOfTen(_ exponent: Int) -> WholeNumber {
    var power = WholeNumber(UInt128(1))
    for _ in 0..<exponent { power = power * WholeNumber(UInt128(10)) }
    return power
  }
}
