/// Finds the shortest exact way to write a whole number of base units.
package enum ShortestQuantity {
  /// The shortest text for a count of base units other than zero.
  ///
  /// Only units that the amount reaches are tried, so that the number is at least 1. Of texts as
  /// short, one without decimals is preferred, and of those the one in the larger unit.
  package static func text(_ amount: UInt64, kind: QuantityKind) -> String {
    var best = ""
    var bestHasDecimals = true
    for unit in kind.units where amount >= unit.size {
      let limit = best.isEmpty ? Int.max : best.utf8.count - unit.symbol.utf8.count
      guard let number = decimal(amount, over: unit.size, limit: limit) else { continue }
      let hasDecimals = amount % unit.size != 0
      let candidate = number + unit.symbol
      let isShorter = best.isEmpty || candidate.utf8.count < best.utf8.count
      if isShorter || !hasDecimals || bestHasDecimals {
        best = candidate
        bestHasDecimals = hasDecimals
      }
    }
    return best
  }

  /// The exact quotient in decimals, or nil when it has more characters than the limit.
  private static func decimal(_ amount: UInt64, over size: UInt64, limit: Int) -> String? {
    var text = String(amount / size)
    var rest = amount % size
    if rest != 0 { text += "." }
    while rest != 0 && text.utf8.count < limit {
      rest *= 10
      text += String(rest / size)
      rest %= size
    }
    return rest == 0 && text.utf8.count <= limit ? text : nil
  }
}
