/// Numbers written as decimal text without floating-point formatting and without a locale.
///
/// Every function rounds half to even on the exact value, so that the same number gives the same
/// bytes on every machine. A value that rounds to zero is written without a sign.
public enum DecimalText {
  /// The quotient of two integers with a fixed number of decimals.
  ///
  /// - Parameters:
  ///   - numerator: any integer.
  ///   - denominator: any integer but zero.
  ///   - digits: the number of decimals, 0 to 20.
  /// - Returns: the text, such as `0.333`.
  package static func ratio(_ numerator: Int, _ denominator: Int, digits: Int) -> String {
    ratio(Int128(numerator), Int128(denominator), digits: digits)
  }

  /// The quotient of two wide integers with a fixed number of decimals.
  ///
  /// - Parameters:
  ///   - numerator: any integer.
  ///   - denominator: any integer but zero, of a magnitude up to 10^37.
  ///   - digits: the number of decimals, 0 to 20.
  /// - Returns: the text, such as `0.333`.
  package static func ratio(_ numerator: Int128, _ denominator: Int128, digits: Int) -> String {
    DecimalDigits(numerator, over: denominator, digits: digits).text(grouped: false)
  }

  /// A floating-point number with a fixed number of decimals.
  ///
  /// The exact binary value is rounded, as `printf` does. Magnitudes from 2^127 on are written in
  /// the shortest form that reads back (`1e+300`); `inf`, `-inf` and `nan` are spelled so.
  ///
  /// - Parameters:
  ///   - value: any number.
  ///   - digits: the number of decimals, 0 to 20.
  /// - Returns: the text, such as `-0.50`.
  public static func fixed(_ value: Double, digits: Int) -> String {
    var bytes: [UInt8] = []
    append(value, digits: digits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// An integer with a comma between every three digits, such as `1,234,567`.
  package static func grouped(_ integer: Int) -> String {
    DecimalDigits(Int128(integer), over: 1, digits: 0).text(grouped: true)
  }

  /// A floating-point number as ``fixed(_:digits:)`` writes it, with commas in its whole part.
  ///
  /// - Parameters:
  ///   - value: any number.
  ///   - digits: the number of decimals, 0 to 20.
  /// - Returns: the text, such as `1,234.50`.
  package static func grouped(_ value: Double, digits: Int) -> String {
    guard let decimal = DecimalDigits(value, digits: digits) else {
      return fixed(value, digits: digits)
    }
    return decimal.text(grouped: true)
  }
}
