import Documents

/// Prices by volume: what a step of execution time costs beyond so many steps.
///
/// They stand side by side and not in a list, so that a tariff, which is looked at with every
/// request, refers to nothing.
package struct VolumePrices: Hashable, Sendable {
  /// The most prices.
  package static let most = 3

  /// A price and from which step on it holds.
  private struct Price: Hashable, Sendable {
    var from = Int64.max
    var perStep = Money.zero
  }

  private var first = Price()
  private var second = Price()
  private var third = Price()

  /// Prices of a step, each from so many steps on.
  ///
  /// - Parameter prices: at most three, rising in steps.
  init(_ prices: [(from: Int64, perStep: Money)]) {
    precondition(prices.count <= Self.most, "there are at most three prices by volume")
    precondition(
      zip(prices, prices.dropFirst()).allSatisfy { $0.from <= $1.from }, "volumes rise")
    func price(_ index: Int) -> Price {
      index < prices.count
        ? Price(from: prices[index].from, perStep: prices[index].perStep) : Price()
    }
    (first, second, third) = (price(0), price(1), price(2))
  }

  /// What so many steps cost more, or less, than if each cost what the first does.
  func difference(_ steps: Int128, from perStep: Money) -> Money {
    var difference = Money.zero
    var last = perStep
    for price in [first, second, third] where price.from < .max {
      let beyond = max(steps - Int128(price.from), 0)
      difference += (price.perStep - last) * Int(clamping: beyond)
      last = price.perStep
    }
    return difference
  }
}
