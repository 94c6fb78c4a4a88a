import Documents
import Platforms
import SimCore
import Studies

/// What became of the services of deployments that have several, as tables for people.
enum ServiceText {
  /// The tables, each with its title; none where every deployment is one service.
  static func tables(_ results: StudyResults) -> [(title: String, table: Table)] {
    results.means.compactMap { means in
      let runs = means.rows.figures.compactMap(\.system)
      guard let first = runs.first else { return nil }
      let name = Quoted.visible(means.deployment)
      return ("services of \(name)\(between(runs))", table(first.services.map(\.name), runs))
    }
  }

  /// What went between the services, for the title.
  private static func between(_ runs: [SystemRow]) -> String {
    func mean(_ count: (SystemRow) -> UInt64) -> Double {
      runs.reduce(0) { $0 + Double(count($1)) } / Double(runs.count)
    }
    let facts = [(mean(\.sentOn), "sent on"), (mean(\.retries), "sent again")]
      .filter { $0.0 > 0 }
      .map { "\(DecimalText.grouped($0.0, digits: runs.count > 1 ? 1 : 0)) \($0.1)" }
    return facts.isEmpty ? "" : ": \(facts.joined(separator: ", "))"
  }

  private static func table(_ names: [String], _ runs: [SystemRow]) -> Table {
    var table = Table([
      .left("service"), .right("requests"), .right("success"), .right("mean s"), .right("p99 s"),
      .right("cold"), .right("peak"), .right("in use"), .right("USD"),
    ])
    for (index, name) in names.enumerated() {
      let figures = runs.map { $0.services[index].figures }
      func mean(_ column: String) -> Double? {
        guard let figure = SummaryFigure.named(column) else { return nil }
        let values = figures.compactMap { figure.value(of: $0) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      }
      func count(_ column: String) -> Table.Cell {
        Table.Cell(
          mean(column).map { DecimalText.grouped($0, digits: runs.count > 1 ? 1 : 0) } ?? "-")
      }
      func time(_ column: String) -> Table.Cell {
        Table.Cell(
          mean(column).map {
            RoundedText.significant($0, digits: RoundedText.latencyDigits)
          } ?? "-")
      }
      func fraction(_ column: String) -> Table.Cell {
        Table.Cell(mean(column).map { ObjectiveText.percent($0) } ?? "-")
      }
      table.append([
        Table.Cell(name), count("requests"), fraction("success_ratio"), time("latency_mean_s"),
        time("latency_p99_s"), count("cold_starts"), count("instances_peak"),
        fraction("utilisation"),
        Table.Cell(mean("cost_usd").map { DecimalText.fixed($0, digits: 4) } ?? "-"),
      ])
    }
    return table
  }
}
