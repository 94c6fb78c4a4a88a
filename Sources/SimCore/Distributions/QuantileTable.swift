/// A distribution given by some of its quantiles, and straight lines between them.
@usableFromInline
struct QuantileTable: Hashable, Sendable {
  /// One quantile, and the line that leads to the next.
  @frozen
  @usableFromInline
  struct Knot: Hashable, Sendable, BitwiseCopyable {
    /// The probability of a sample of at most the value.
    @usableFromInline let probability: Double
    /// The value in nanoseconds.
    @usableFromInline let value: Double
    /// By how much the value grows per unit of probability, up to the next quantile.
    @usableFromInline let slope: Double
  }

  /// The quantiles from probability 0 to probability 1.
  @usableFromInline let knots: [Knot]

  /// A table of checked quantiles.
  init(_ points: [(probability: Double, value: Interval)]) {
    precondition(
      points.count >= 2 && points[0].probability == 0 && points[points.count - 1].probability == 1,
      "quantiles are given from probability 0 to probability 1")
    knots = points.indices.map { index in
      let point = points[index]
      let next = points[min(index + 1, points.count - 1)]
      precondition(
        point.probability <= next.probability && point.value <= next.value,
        "neither probabilities nor values fall from one quantile to the next")
      let value = Double(Interval(valid: point.value).nanoseconds)
      let rise = Double(next.value.nanoseconds) - value
      let width = next.probability - point.probability
      return Knot(
        probability: point.probability, value: value, slope: width > 0 ? rise / width : 0)
    }
  }

  /// The value, in nanoseconds, that a sample stays below with a given probability short of 1.
  @usableFromInline
  func value(at probability: Double) -> Double {
    // The last of the knots not above the probability: of two at one probability, the second.
    var low = 0
    var high = knots.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if knots[middle].probability <= probability { low = middle } else { high = middle }
    }
    return knots[low].value + (probability - knots[low].probability) * knots[low].slope
  }

  /// The mean in nanoseconds: the lines' middles, each with its probability.
  var mean: Double {
    var sum = 0.0
    for (knot, next) in zip(knots, knots.dropFirst()) {
      sum += (next.probability - knot.probability) * (knot.value + next.value) / 2
    }
    return sum
  }

  /// The variance in nanoseconds squared.
  ///
  /// Between two quantiles at distances a and b from the mean, the mean square is that of a uniform
  /// distribution: (a^2 + a b + b^2) / 3.
  var variance: Double {
    let mean = mean
    var sum = 0.0
    for (knot, next) in zip(knots, knots.dropFirst()) {
      let start = knot.value - mean
      let end = next.value - mean
      let width = next.probability - knot.probability
      sum += width * (start * start + start * end + end * end) / 3
    }
    return sum
  }
}
