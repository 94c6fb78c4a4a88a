import Documents
import Platforms
import Studies

/// Measures of objectives as people read them.
enum ObjectiveText {
  /// The head of a column of the measure, such as `p(99) s`.
  static func title(_ objective: Objective) -> String {
    let worst = objective.window == nil ? "" : "worst "
    switch objective.measure {
    case .percentile(let percentile): return worst + "p(\(percentile.rawValue)) s"
    case .mean: return worst + "mean s"
    case .greatest: return "max s"
    case .success: return worst + "success"
    case .cost(.run): return "USD"
    case .cost(.million): return "USD/1M"
    case .cost(let basis): return "USD/\(basis.rawValue)"
    }
  }

  /// The measure and its value, such as `p(99) 0.21 s`.
  static func phrase(_ value: Double?, of objective: Objective) -> String {
    let title = title(objective)
    let isTime = title.hasSuffix(" s")
    let name = isTime ? String(title.dropLast(2)) : title
    return "\(name) \(Self.value(value, of: objective))" + (isTime && value != nil ? " s" : "")
  }

  /// A value of the measure; a dash where there is none.
  static func value(_ value: Double?, of objective: Objective) -> String {
    guard let value else { return "-" }
    switch objective.measure {
    case .percentile, .mean, .greatest:
      return RoundedText.significant(value, digits: RoundedText.latencyDigits)
    case .success: return percent(value)
    case .cost: return dollars(value)
    }
  }

  /// A share in per cent, never rounded to 100 % where something is missing.
  static func percent(_ share: Double) -> String {
    if share >= 1 { return "100 %" }
    // Cut, not rounded: 99.96 % is no 100 %.
    let hundredths = (share * 10_000).rounded(.down)
    return DecimalText.fixed(hundredths / 100, digits: 2) + " %"
  }

  /// An amount with three digits that count, or in whole dollars.
  static func dollars(_ amount: Double?) -> String {
    guard let amount else { return "-" }
    return amount.magnitude >= 100
      ? DecimalText.grouped(amount, digits: 0) : RoundedText.significant(amount, digits: 3)
  }
}
