import SimCore
import Testing

/// A natural number of any length, in digits of 32 bits from the lowest: just enough to hold
/// moments against.
private struct Natural: Equatable {
  private var digits: [UInt64]

  init(_ value: UInt64) {
    digits = [value & 0xffff_ffff, value >> 32]
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
  }

  static func + (left: Natural, right: Natural) -> Natural {
    var sum = left
    var carry: UInt64 = 0
    for index in 0..<max(left.digits.count, right.digits.count) + 1 {
      if index == sum.digits.count { sum.digits.append(0) }
      let total =
        sum.digits[index] + carry + (index < right.digits.count ? right.digits[index] : 0)
      sum.digits[index] = total & 0xffff_ffff
      carry = total >> 32
    }
    sum.trim()
    return sum
  }

  /// The right one must not be the greater.
  static func - (left: Natural, right: Natural) -> Natural {
    var difference = left
    var borrow: UInt64 = 0
    for index in left.digits.indices {
      let taken = borrow + (index < right.digits.count ? right.digits[index] : 0)
      borrow = left.digits[index] < taken ? 1 : 0
      difference.digits[index] = left.digits[index] + borrow << 32 - taken
    }
    #expect(borrow == 0)
    difference.trim()
    return difference
  }

  static func * (left: Natural, right: Natural) -> Natural {
    var product = Natural(0)
    product.digits = Array(repeating: 0, count: left.digits.count + right.digits.count)
    for (place, digit) in left.digits.enumerated() {
      var carry: UInt64 = 0
      for (other, factor) in right.digits.enumerated() {
        let total = product.digits[place + other] + digit * factor + carry
        product.digits[place + other] = total & 0xffff_ffff
        carry = total >> 32
      }
      product.digits[place + right.digits.count] = carry
    }
    product.trim()
    return product
  }

  /// The number to about 2^-52 of itself.
  var approximation: Double { digits.reversed().reduce(0) { $0 * 0x1p32 + Double($1) } }
}

@Suite struct MomentsTests {
  private func moments(_ values: [Int64]) -> Moments {
    var moments = Moments()
    for value in values { moments.add(Interval(nanoseconds: value)) }
    return moments
  }

  private func sums(_ values: [Int64]) -> (sum: Natural, squares: Natural) {
    var sum = Natural(0)
    var squares = Natural(0)
    for value in values {
      let value = Natural(UInt64(value))
      sum = sum + value
      squares = squares + value * value
    }
    return (sum, squares)
  }

  private func expectExact(_ values: [Int64]) {
    let moments = moments(values)
    let (sum, squares) = sums(values)
    let count = Natural(UInt64(values.count))
    #expect(moments.count == UInt64(values.count))
    #expect(Natural(UInt64(moments.sum)) == sum)
    let high = Natural(UInt64(moments.sumOfSquares >> 64))
    let shift = Natural(1 << 63) * Natural(2)
    #expect(
      high * shift + Natural(UInt64(truncatingIfNeeded: moments.sumOfSquares)) == squares)
    #expect(moments.least.nanoseconds == values.min())
    #expect(moments.greatest.nanoseconds == values.max())
    let difference = (count * squares - sum * sum).approximation
    let size = Double(values.count)
    let variance = difference / size / (size - 1) / 1e18
    // Four roundings to 53 bits here and five there.
    #expect(abs((moments.variance ?? .nan) - variance) <= variance * 10 * 0x1p-53)
  }

  @Test func `sums and variance are those of integers of any length`() {
    var random = Random(seed: 5)
    for exponent in [4, 10, 20, 30, 40, 50, 57] {
      for size in [2, 3, 10, 60] {
        expectExact((0..<size).map { _ in Int64(random.next(below: 1 << UInt64(exponent))) })
      }
    }
  }

  @Test func `the variance of huge values that hardly differ is exact`() {
    // The squares have 40 digits where the variance has one: floating point would lose it all.
    let base: Int64 = 1 << 58
    expectExact([base, base + 1, base + 2])
    #expect(moments([base, base + 1, base + 2]).variance == 1e-18)
    expectExact((0..<30).map { base + Int64($0 % 2) })
  }

  @Test func `the variance is exact where count times squares exceed 128 bits`() {
    // Half of 2^40 values are one nanosecond longer than the others: a variance of a quarter.
    let base: Int128 = 1 << 43
    let half: Int128 = 1 << 39
    var moments = Moments()
    moments.count = UInt64(2 * half)
    moments.sum = half * base + half * (base + 1)
    moments.sumOfSquares = UInt128(half * base * base + half * (base + 1) * (base + 1))
    let quarter = 0.25 * Double(2 * half) / Double(2 * half - 1) / 1e18
    #expect(abs((moments.variance ?? .nan) - quarter) <= quarter * 10 * 0x1p-53)
  }

  @Test func `equal values have no variance, however many and huge they are`() {
    for value: Int64 in [0, 1, 999_999_937, 3_600_000_000_001, 1 << 60] {
      for count: UInt64 in [2, 3, 255] {
        var moments = Moments()
        for _ in 0..<count { moments.add(Interval(nanoseconds: value)) }
        #expect(moments.variance == 0)
        #expect(moments.standardDeviation == 0)
      }
    }
    var many = Moments()
    many.count = 10_000_000_000
    many.sum = Int128(many.count) * 30_000_000_001
    many.sumOfSquares = UInt128(many.count) * 30_000_000_001 * 30_000_000_001
    #expect(many.variance == 0)
  }

  @Test func `the order of values and the way they are merged do not show`() {
    var random = Random(seed: 6)
    let values = (0..<500).map { _ in Int64(random.next(below: 1 << 55)) }
    let whole = moments(values)
    #expect(moments(values.reversed()) == whole)
    for cut in [0, 1, 250, 500] {
      var merged = moments(Array(values[..<cut]))
      merged.merge(moments(Array(values[cut...])))
      #expect(merged == whole)
    }
  }

  @Test func `the sum of squares stops at its greatest value`() {
    let longest = Interval(nanoseconds: .max)
    var moments = Moments()
    for _ in 0..<4 { moments.add(longest) }
    #expect(moments.sumOfSquares < .max)
    moments.add(longest)
    moments.add(longest)
    #expect(moments.sumOfSquares == .max)
    var merged = moments
    merged.merge(moments)
    #expect(merged.sumOfSquares == .max)
    #expect(merged.count == 12)
    #expect(merged.sum == 12 * Int128(Int64.max))
  }

  @Test func `mean and variance are missing where they mean nothing`() {
    #expect(Moments().mean == nil)
    #expect(Moments().variance == nil)
    #expect(moments([5]).mean == 5e-9)
    #expect(moments([5]).variance == nil)
    #expect(moments([1_000_000_000, 3_000_000_000]).mean == 2)
    #expect(moments([1_000_000_000, 3_000_000_000]).variance == 2)
    #expect(moments([1_000_000_000, 5_000_000_000]).standardDeviation == 8.0.squareRoot())
  }
}
