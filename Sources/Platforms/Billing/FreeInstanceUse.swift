import Documents
import SimCore

/// What is free in a month where instances are charged by their time: requests, and the time of
/// instances of some size, apart for memory and processor.
package struct FreeInstanceUse: Hashable, Sendable {
  /// Time that is free of a price.
  struct Grant: Hashable, Sendable {
    /// The price of a second.
    let price: ExactPrice
    /// How much is free.
    let nanoseconds: Int128

    /// The worth of a grant of so many seconds, at a price of each in femtodollars.
    init(perSecond: Ratio = .zero, seconds: Ratio = .zero) {
      price = ExactPrice(perSecond)
      nanoseconds = Int128((seconds * Ratio(1_000_000_000)).roundedDown)
    }
  }

  /// Requests without a price.
  package var requests: UInt64 = 0
  /// The price of one of them.
  var perRequest = Money.zero
  /// The memory of instances.
  var memory = Grant()
  /// The processor of instances.
  var processor = Grant()

  /// Nothing is free.
  package init() {}

  /// What of a use is free, at what it would cost.
  func value(of total: TotalUsage) -> Money {
    func worth(_ grant: Grant) -> Money {
      grant.price.charge(
        nanoseconds: UInt128(max(min(total.instanceNanoseconds, grant.nanoseconds), 0)))
    }
    return perRequest * Int(min(total.requests, requests)) + worth(memory) + worth(processor)
  }
}
