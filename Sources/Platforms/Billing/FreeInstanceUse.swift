import Documents
import SimCore

/// What is free in a month where instances are charged by their time: requests, and the time of
/// instances of some size, apart for memory and processor.
package struct FreeInstanceUse: Hashable, Sendable {
  /// Time that is free of a price, the time of busy instances first.
  struct Grant: Hashable, Sendable {
    /// The price of a second.
    private let price: ExactPrice
    /// The price of a second in which an instance idles at the least number of them.
    private let idlePrice: ExactPrice
    /// How much is free.
    private let nanoseconds: Int128

    /// A grant of nothing.
    init() { self.init(perHour: .zero, idle: .zero, of: .zero, seconds: 0) }

    /// A grant of so many seconds of a unit, of which an instance has some.
    ///
    /// - Parameters:
    ///   - perHour: the price of an hour of a unit.
    ///   - idle: the same of an idle instance.
    ///   - size: the units of an instance.
    ///   - seconds: how many seconds of a unit are free.
    init(perHour: Money, idle: Money, of size: Ratio, seconds: Double) {
      price = ExactPrice(perHour.exact * size / Ratio(3600))
      idlePrice = ExactPrice(idle.exact * size / Ratio(3600))
      let free = size > .zero ? Ratio(decimal: seconds) / size : .zero
      nanoseconds = Int128((free * Ratio(1_000_000_000)).roundedDown)
    }

    /// What of a use is free, at what it would cost.
    func value(of total: TotalUsage) -> Money {
      let idle = max(min(total.idleNanoseconds, total.instanceNanoseconds), 0)
      let busy = min(total.instanceNanoseconds - idle, nanoseconds)
      let rest = min(idle, nanoseconds - busy)
      return price.charge(nanoseconds: UInt128(busy))
        + idlePrice.charge(nanoseconds: UInt128(rest))
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
    perRequest * Int(min(total.requests, requests)) + memory.value(of: total)
      + processor.value(of: total)
  }
}
