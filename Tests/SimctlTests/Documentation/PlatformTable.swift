import Documents

@testable import Platforms

/// The table of `docs/platforms.md`: what each platform is modelled by, and how many values are
/// unsure.
struct PlatformTable {
  let catalog: Catalog

  /// The lines of the table `all`.
  func table(_ name: String) throws -> [String] {
    guard name == "all" else { throw MarkedTables.Fault.unknownName(name) }
    let head = ["| platform | what it is | capacity | billing | values | unsure |"]
    return head + ["|---|---|---|---|---|---|"]
      + catalog.entries(.platforms).map { entry in
        let parameters = entry.parameters.filter { !$0.source.isEmpty }
        let cells = [
          "`\(entry.fullName)`", entry.about, policy(entry, "capacity"), policy(entry, "billing"),
          "\(parameters.count)", "\(parameters.count(where: \.isUnsure))",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
      }
  }

  private func policy(_ entry: Catalog.Entry, _ key: String) -> String {
    guard case .string(let name)? = entry.plain[key]?["policy"]?.kind else { return "" }
    return "`\(name)`"
  }
}
