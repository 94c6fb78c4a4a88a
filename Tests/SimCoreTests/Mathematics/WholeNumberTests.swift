import SimCore
import Testing

@Suite struct WholeNumberTests {
  /// Numbers of all lengths up to 128 bits.
  private func numbers(_ count: Int) -> [UInt128] {
    var random = Random(seed: 5, stream: RandomStream("whole numbers"))
    return (0..<count).map { _ in
      let bits = UInt128(random.next()) << 64 | UInt128(random.next())
      return bits >> UInt128(random.next(below: 128))
    }
  }

  @Test func `small numbers are added, multiplied and divided as the standard library does`() {
    let values = numbers(400) + [0, 1, UInt128(UInt64.max), UInt128(UInt64.max) + 1, .max]
    for (first, second) in zip(values, values.reversed()) {
      let (left, right) = (first >> 1, second >> 1)
      #expect((WholeNumber(left) + WholeNumber(right)).clamped == left + right)
      let (greater, less) = (max(left, right), min(left, right))
      #expect((WholeNumber(greater) - WholeNumber(less)).clamped == greater - less)
      #expect((WholeNumber(left) < WholeNumber(right)) == (left < right))
      let (low, high) = (left & UInt128(UInt64.max), right & UInt128(UInt64.max))
      #expect((WholeNumber(low) * WholeNumber(high)).clamped == low * high)
    }
  }

  @Test func `what is divided is the quotient times the divisor and the rest`() {
    let values = numbers(300).map { WholeNumber($0) }.filter { !$0.isZero }
    for index in 3..<values.count {
      let dividend = values[index] * values[index - 1] * values[index - 2]
      let divisor = values[index - 3] * values[index / 2]
      let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
      #expect(quotient * divisor + rest == dividend)
      #expect(rest < divisor)
    }
  }

  @Test func `the sum of many is exact beyond all bits`() {
    var sum = WholeNumber.zero
    for _ in 0..<1000 { sum = sum + WholeNumber(UInt128.max) }
    #expect(sum == WholeNumber(UInt128.max) * WholeNumber(1000))
    #expect(sum.clamped == .max)
    #expect((sum - WholeNumber(UInt128.max) * WholeNumber(999)).clamped == .max)
    #expect((sum - sum).isZero)
  }
}
