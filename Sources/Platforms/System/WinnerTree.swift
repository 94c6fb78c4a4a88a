import SimCore

/// Which of many services has the earliest event: a knock-out tournament of their times.
///
/// Of equal times the one with the lower index wins. When a time changes, only the matches on the
/// way from its leaf to the root are played again.
///
/// Source: D. Knuth, "The Art of Computer Programming, Volume 3: Sorting and Searching",
/// Addison-Wesley, section 5.4.1.
struct WinnerTree {
  /// The time of each leaf; those behind the last player have ``Instant/never``.
  private var times: [Instant]
  /// The winner of each match: the final in 1, those before match i in 2i and 2i + 1; from the
  /// number of leaves on, the leaves themselves.
  private var winners: [Int]
  private let leaves: Int

  /// A tournament of so many players, none of which has an event.
  init(count: Int) {
    var leaves = 2
    while leaves < count { leaves *= 2 }
    self.leaves = leaves
    times = [Instant](repeating: .never, count: leaves)
    winners = [Int](repeating: 0, count: 2 * leaves)
    for leaf in 0..<leaves { winners[leaves + leaf] = leaf }
    for match in stride(from: leaves - 1, to: 0, by: -1) { winners[match] = winners[2 * match] }
  }

  /// The one with the earliest time.
  var first: Int { winners[1] }

  /// Its time.
  var earliest: Instant { times[winners[1]] }

  /// Notes a time.
  ///
  /// - Complexity: O(log n).
  mutating func update(_ player: Int, to time: Instant) {
    if times[player] == time { return }
    times[player] = time
    var match = (leaves + player) / 2
    while match > 0 {
      let (left, right) = (winners[2 * match], winners[2 * match + 1])
      winners[match] = times[right] < times[left] ? right : left
      match /= 2
    }
  }
}
