/// Lengths from one distribution, drawn some dozen at a time and handed out one by one.
///
/// The lengths are those that the stream gives one at a time. Drawn together they cost a fraction:
/// the state of the generator stays in registers from draw to draw, and nobody waits for a length
/// that was drawn long before. Nothing else may draw from the same stream in between.
@usableFromInline package struct SampleBuffer: Sendable {
  @usableFromInline let distribution: Distribution?
  @usableFromInline let isNone: Bool
  @usableFromInline var lengths: [Interval] = []
  /// The next of them to be handed out.
  @usableFromInline var position = 0

  /// How many lengths are drawn at once.
  private static let portion = 64

  /// Lengths from a distribution; without one, ``next(using:)`` gives nothing.
  @usableFromInline package init(_ distribution: Distribution?) {
    self.distribution = distribution
    isNone = distribution == nil
  }

  /// The next length; nil where there is no distribution.
  @inlinable
  @inline(__always)
  package mutating func next(using random: inout Random) -> Interval? {
    if position >= lengths.count {
      if isNone { return nil }
      draw(using: &random)
    }
    let length = lengths[position]
    position &+= 1
    return length
  }

  /// Draws the next lengths.
  @usableFromInline
  @inline(never)
  mutating func draw(using random: inout Random) {
    guard let distribution else { return }
    if lengths.isEmpty { lengths = Array(repeating: .zero, count: Self.portion) }
    position = 0
    // A copy of the generator, which the compiler keeps in registers.
    var generator = random
    let mean = distribution.plain.mean
    for index in lengths.indices {
      lengths[index] =
        mean >= 0
        ? Interval(roundingNanoseconds: generator.drawExponential() * mean)
        : distribution.sample(using: &generator)
    }
    random = generator
  }
}
