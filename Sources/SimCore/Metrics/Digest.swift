/// The running 64-bit fingerprint of a run: two runs that did the same have the same digest.
///
/// It depends on the order of what is folded in. It guards against accidents, not against forgers.
@frozen
public struct Digest: Hashable, Sendable, BitwiseCopyable {
  /// The fingerprint so far.
  public var value: UInt64 = 0x243f_6a88_85a3_08d3

  /// The digest of nothing.
  @inlinable
  package init() {}

  /// Folds a word in.
  ///
  /// Multiplication by an odd constant and a rotation, as in the hash function of the Firefox
  /// browser; the constant is 2^64 divided by the golden ratio.
  @inlinable
  @inline(__always)
  package mutating func fold(_ word: UInt64) {
    value = ((value &<< 23) | (value &>> 41)) ^ word
    value = value &* 0x9e37_79b9_7f4a_7c15
  }

  /// Folds four words in at the cost of one step of the chain.
  @inlinable
  @inline(__always)
  package mutating func fold(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    let left = (first &* 0xff51_afd7_ed55_8ccd) ^ (second &* 0xc4ce_b9fe_1a85_ec53)
    let right = (third &* 0x9fb2_1c65_1e98_df25) ^ (fourth &* 0xd6e8_feb8_6659_fd93)
    fold(left ^ ((right &<< 32) | (right &>> 32)))
  }

  /// The fingerprint as a letter, d, and sixteen hexadecimal digits.
  ///
  /// The letter keeps programs that guess types from reading `8891b70193320e12` as a number.
  public var text: String {
    let digits = String(value, radix: 16)
    return "d" + String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The digest that ``text`` gave; nil for any other text.
  package init?(text: some StringProtocol) {
    guard text.utf8.count == 17, text.first == "d",
      let value = UInt64(text.dropFirst(), radix: 16)
    else { return nil }
    self.value = value
    guard self.text == text else { return nil }
  }
}
