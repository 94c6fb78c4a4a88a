/// Sums of values that are gone through twice rather than kept: about the first of them, and then
/// about their mean.
struct ValueSums {
  /// How many values there are.
  private(set) var count = 0
  private var first = 0.0
  private var distances = 0.0
  private var squares = 0.0

  /// The mean of the values; nil without any.
  var mean: Double? { count == 0 ? nil : first + distances / Double(count) }

  /// The interval of the mean, when all values have been added twice; nil with fewer than two.
  var interval: MeanInterval? {
    guard count > 1, let mean else { return nil }
    return MeanInterval(mean: mean, squares: squares, count: count)
  }

  /// Adds a value, the first time.
  mutating func add(_ value: Double) {
    if count == 0 { first = value }
    distances += value - first
    count += 1
  }

  /// Adds a value the second time, when all have been added.
  mutating func addSquare(of value: Double) {
    let distance = value - (first + distances / Double(count))
    squares += distance * distance
  }
}
