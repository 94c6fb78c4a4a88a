import Documents
import Platforms
import Studies

/// What a plan searched and what not, and what its reader should know.
struct PlanSearchText {
  /// The plan.
  let plan: Plan

  private static let columns = PlanText.columns

  /// All of it.
  var text: String {
    let searched = plan.space.searched.map { name, dimensions in
      Quoted.visible(name) + ": "
        + (dimensions.isEmpty
          ? "as it is" : Quoted.visible(dimensions.map(\.text).joined(separator: "; ")))
    }
    return "Searched, each with every combination of:\n" + list(searched) + "\nNot searched:\n"
      + list(plan.space.unsearched) + "\n" + list([replications, month])
      + list([CatalogNotes.unsure(plan.space.base), assumptions].compactMap(\.self))
  }

  private func list(_ items: [String]) -> String {
    let layout = HelpLayout(columns: Self.columns)
    return items.map { item in
      "- " + layout.lines(of: item, width: Self.columns - 2).joined(separator: "\n  ") + "\n"
    }.joined()
  }

  /// How many candidates got how many replications.
  private var replications: String {
    let counts = plan.entries.reduce(into: [Int: Int]()) { $0[$1.replications, default: 0] += 1 }
    let most = plan.question.replications
    let parts = counts.keys.sorted().map { "\(DecimalText.grouped(counts[$0] ?? 0)) got \($0)" }
    let few =
      counts.keys.contains { $0 < most }
      ? ": further ones could not make the others the choice, for certain or at 99.99 %"
      : ""
    return "Of \(most) \(most == 1 ? "replication" : "replications"), "
      + parts.joined(separator: ", ") + few + "."
  }

  /// What the choice rests on without anybody having said it.
  private var assumptions: String? {
    (plan.choice.best ?? plan.choice.nearest).flatMap { chosen in
      AssumptionNotes.line([plan.candidate(chosen).deployment])
    }
  }

  private var month: String { CompareNotes.month(plan.space.base.workload) }
}
