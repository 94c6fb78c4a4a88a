import SimCore

/// How many representable numbers apart two numbers of one sign are; 0 for two that are no number.
func unitsInLastPlace(between left: Double, and right: Double) -> UInt64 {
  if left.isNaN || right.isNaN { return left.isNaN && right.isNaN ? 0 : .max }
  if left.sign != right.sign { return left == right ? 0 : .max }
  return (left.magnitude.bitPattern).distanceMagnitude(to: right.magnitude.bitPattern)
}

extension UInt64 {
  fileprivate func distanceMagnitude(to other: UInt64) -> UInt64 {
    self > other ? self - other : other - self
  }
}

/// One number for a sequence of words: their 64-bit FNV-1a hash, word by word.
struct Fingerprint {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) { value = (value ^ word) &* 0x0000_0100_0000_01b3 }

  /// The fingerprint of that many numbers from a closure that draws from a fixed seed.
  static func of(_ count: Int, _ draw: (inout Random) -> Double) -> UInt64 {
    var random = Random(seed: 2024)
    var print = Fingerprint()
    for _ in 0..<count { print.add(draw(&random).bitPattern) }
    return print.value
  }
}

extension Random {
  /// A positive finite number whose exponent is drawn evenly from all, subnormal ones included.
  mutating func nextPositiveOfAnyMagnitude() -> Double {
    Double(bitPattern: 1 + next(below: 0x7fef_ffff_ffff_ffff))
  }
}
