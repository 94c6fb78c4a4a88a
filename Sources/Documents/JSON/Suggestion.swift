/// Finds what a misspelt name was meant to be.
package enum Suggestion {
  /// The longest name, in code points, that is compared.
  package static let maximumLength = 64

  /// The candidate nearest to a text; nil when none is near enough to be likely.
  ///
  /// Nearness is the Damerau-Levenshtein distance in its form of optimal string alignment
  /// (insertions, deletions, replacements and swaps of neighbours, none of them twice); the case of
  /// ASCII letters is ignored. A candidate is near when at most a third of the longer name differs,
  /// or one character, and never the whole name. Of candidates as near the first wins.
  ///
  /// Where none is near, the first candidate is taken of which the text is nearest to a part
  /// between hyphens: `lamda` means `aws-lambda`.
  ///
  /// Source: F. Damerau, "A technique for computer detection and correction of spelling errors",
  /// Communications of the ACM 7(3), 1964.
  ///
  /// - Parameters:
  ///   - text: the misspelt name; one longer than ``maximumLength`` has no suggestion.
  ///   - candidates: the names it may have meant.
  /// - Returns: the candidate, as it is spelt in the list.
  package static func nearest(to text: String, among candidates: [String]) -> String? {
    guard let wanted = folded(text) else { return nil }
    return nearest(to: wanted, among: candidates.map { ($0, $0[...]) })
      ?? nearest(
        to: wanted,
        among: candidates.flatMap { candidate in
          let parts = candidate.split(separator: "-")
          return parts.count > 1
            ? parts.filter { $0.count >= leastPart }.map { (candidate, $0) } : []
        })
  }

  /// Shorter parts of names are near to too much.
  private static let leastPart = 4

  /// The candidate whose name is nearest.
  private static func nearest(
    to wanted: [UInt32], among candidates: [(candidate: String, name: Substring)]
  ) -> String? {
    var best: String?
    var bestDistance = Int.max
    for (candidate, text) in candidates {
      guard let name = folded(text) else { continue }
      let longer = max(wanted.count, name.count)
      let limit = min(max(1, longer / 3), longer - 1, bestDistance - 1)
      guard limit >= 0, let distance = distance(wanted, name, limit: limit) else { continue }
      best = candidate
      bestDistance = distance
    }
    return best
  }

  /// The code points with ASCII letters in lower case; nil when there are too many.
  private static func folded(_ text: some StringProtocol) -> [UInt32]? {
    let scalars = text.unicodeScalars.prefix(maximumLength + 1).map(\.value)
    guard scalars.count <= maximumLength else { return nil }
    return scalars.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  }

  /// The distance of two names; nil when it exceeds the limit.
  private static func distance(_ left: [UInt32], _ right: [UInt32], limit: Int) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var twoBack: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let isSame = left[row] == right[column]
        var cost = min(
          previous[column + 1] + 1, current[column] + 1, previous[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, twoBack[column - 1] + 1)
        }
        current.append(cost)
      }
      (twoBack, previous) = (previous, current)
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
  }
}
