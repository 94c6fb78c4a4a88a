/// Independent uniform numbers in rising order, one at a time.
///
/// The i-th of N is 1 - exp(-(e_1/N + e_2/(N-1) + ... + e_i/(N-i+1))) with exponential numbers e
/// (A. Rényi, 1953), so that nothing needs to be sorted.
struct OrderedUniforms: Sendable {
  /// How many numbers are still to come.
  private(set) var remaining: Int64
  private var sum = 0.0

  /// So many numbers.
  init(_ count: Int64) { remaining = count }

  /// The next number, from 0 to below 1; there is one.
  mutating func next(using random: inout Random) -> Double {
    sum += random.nextExponential() / Double(remaining)
    remaining -= 1
    return min(1 - Elementary.exp(-sum), 1 - 0x1p-53)
  }

  /// Leaves out a number without drawing it.
  mutating func skip() { remaining -= 1 }
}
