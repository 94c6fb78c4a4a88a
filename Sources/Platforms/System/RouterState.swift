import SimCore

/// A router in a run: where its requests may go next.
struct RouterState {
  let router: Router
  /// The services in order.
  let services: [Int]
  /// How long a request may wait at a service that is not the last; nil for ever.
  let wait: Interval?
  /// For each service the sum of the weights up to it; empty where none are.
  private let sums: [Double]
  private var random: Random

  /// A router at the start of a run.
  ///
  /// - Parameters:
  ///   - router: one without a problem.
  ///   - random: where the choices by weight are drawn from.
  init(_ router: Router, random: Random) {
    self.router = router
    self.random = random
    services = router.services
    if case .overflow(_, let time) = router { wait = time } else { wait = nil }
    if case .weighted(let choices) = router {
      var sum = 0.0
      sums = choices.map { choice in
        sum += choice.weight
        return sum
      }
    } else {
      sums = []
    }
  }

  /// Whether a request that did not stay at a place of the order may go to another.
  func hasNext(after place: Int) -> Bool { sums.isEmpty && place < services.count - 1 }

  /// The place of the order that a request goes to.
  ///
  /// - Complexity: O(n) in the places for ``Router/firstWithRoom(_:)``, O(log n) for weights.
  /// - Parameters:
  ///   - place: where it was before; -1 for nowhere yet.
  ///   - hasRoom: whether a service has room.
  /// - Returns: the place.
  mutating func next(after place: Int, hasRoom: (Int) -> Bool) -> Int {
    switch router {
    case .weighted: return draw()
    case .firstWithRoom:
      return services[(place + 1)...].firstIndex(where: hasRoom) ?? services.count - 1
    case .overflow: return place + 1
    }
  }

  /// The first place whose sum is above a number that is drawn.
  private mutating func draw() -> Int {
    let total = sums[sums.count - 1]
    // A number just below 1 may be rounded up to the sum, which no place is above.
    let mark = min(random.nextUnit() * total, total.nextDown)
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > mark { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
