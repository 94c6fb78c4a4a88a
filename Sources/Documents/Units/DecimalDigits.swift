/// A number rounded half to even to a fixed number of decimals, ready to be written.
struct DecimalDigits {
  private var whole: UInt128
  private var decimals: [UInt8] = []
  private var isNegative: Bool

  /// The quotient of two integers, by long division.
  init(_ numerator: Int128, over denominator: Int128, digits: Int) {
    precondition(digits >= 0 && digits <= 20, "A number is written with 0 to 20 decimals.")
    let divisor = denominator.magnitude
    precondition(divisor != 0, "A ratio needs a denominator other than zero.")
    precondition(divisor <= UInt128.max / 10, "The denominator of a ratio is at most 10^37.")
    isNegative = (numerator < 0) != (denominator < 0)
    whole = numerator.magnitude / divisor
    var rest = numerator.magnitude % divisor
    decimals.reserveCapacity(digits)
    for _ in 0..<digits {
      rest *= 10
      decimals.append(UInt8(rest / divisor))
      rest %= divisor
    }
    let lastIsOdd = (decimals.last ?? UInt8(whole & 1)) & 1 == 1
    let gap = divisor - rest
    if rest > gap || (rest == gap && lastIsOdd) { stepUp() }
    if whole == 0 && decimals.allSatisfy({ $0 == 0 }) { isNegative = false }
  }

  /// A floating-point number, or nil where it is not finite or its magnitude reaches 2^127.
  init?(_ value: Double, digits: Int) {
    guard value.magnitude < 0x1p127 else { return nil }
    // A double is an integer below 2^53 times a power of two. From an exponent of 0 on it is an
    // integer; below 2^-71 it rounds to zero at 20 decimals, and between the two the power of two
    // is a denominator that the long division takes.
    // The mantissa goes through 64 bits, which needs no function of the C library.
    let scale = value.isZero ? Int.min : Int(value.exponent) - 52
    guard scale >= -123 else {
      self.init(0, over: 1, digits: digits)
      return
    }
    let magnitude = Int128(Int64(value.significand * 0x1p52))
    let mantissa = value < 0 ? -magnitude : magnitude
    if scale >= 0 {
      self.init(mantissa << Int128(scale), over: 1, digits: digits)
    } else {
      self.init(mantissa, over: Int128(1) << Int128(-scale), digits: digits)
    }
  }

  private mutating func stepUp() {
    for place in decimals.indices.reversed() {
      if decimals[place] < 9 {
        decimals[place] += 1
        return
      }
      decimals[place] = 0
    }
    whole += 1
  }

  /// The number as text, with or without commas between every three digits of its whole part.
  func text(grouped: Bool) -> String {
    var bytes: [UInt8] = []
    append(to: &bytes, grouped: grouped)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the number as ASCII.
  func append(to bytes: inout [UInt8], grouped: Bool) {
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = whole
    var count = 0
    repeat {
      if grouped && count > 0 && count % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      count += 1
    } while rest != 0
    bytes[start...].reverse()
    guard !decimals.isEmpty else { return }
    bytes.append(UInt8(ascii: "."))
    for digit in decimals { bytes.append(UInt8(ascii: "0") + digit) }
  }
}
