import Charts
import Documents
import Studies

/// The page of a plan: cost against latency, the candidates, and the choices by load.
enum PlanPage {
  static func html(_ source: PlanSource) -> String {
    let scenario = PlanSource.text(source.record["scenario"])
    let objectives = PlanSource.list(source.record["objectives"])
    let intro =
      ReportPage.paragraph(
        "\(source.candidates.rows.count) candidates, held to \(FigureText.list(objectives)).",
        "about") + ReportPage.paragraph(choice(source))
    return ReportPage.document(
      title: "\(scenario), a plan",
      "<h1>\(MarkupText.escaped(scenario)), a plan</h1>\n" + intro + front(source)
        + loads(source) + candidates(source) + unsearched(source) + origin(source))
  }

  private static func choice(_ source: PlanSource) -> String {
    let table = source.candidates
    func name(_ verdict: String) -> String? {
      table.rows.first { table.text($0, "verdict") == verdict }.map { table.text($0, "candidate") }
    }
    if let best = name("choice") {
      return "The cheapest that meets every objective: \(best)."
        + (name("next").map { " The next: \($0)." } ?? "")
    }
    return "None meets every objective."
      + (name("nearest miss").map { " The nearest miss: \($0)." } ?? "")
  }

  private static func front(_ source: PlanSource) -> String {
    let places = places(source)
    if places.count < 2 { return "" }
    let title = "Cost of a month against \(source.latency.name)"
    let front = places.filter { source.candidates.text($0.row, "front") == "true" }.map(\.place)
      .sorted { ($0.cost, $0.latency, $0.number) < ($1.cost, $1.latency, $1.number) }
    let columns = [
      ReportPage.Column(heading: "no."), .init(heading: "candidate", isNumber: false),
      .init(heading: "USD a month"), .init(heading: "\(source.latency.name), s"),
      .init(heading: "success"),
    ]
    let rows = front.map { place in
      [
        "\(place.number)", place.deployment, FigureText.significant(place.cost),
        FigureText.significant(place.latency), FigureText.success(place.success),
      ]
    }
    let svg = FrontChart.svg(
      places.map(\.place), front: front,
      axes: ("cost of a month, USD", "\(source.latency.name), s"), name: "front", title: title)
    return ReportPage.section(
      "front", "What faster costs",
      ReportPage.figure(
        title, svg: svg,
        values: ReportPage.paragraph("On the front, from the cheapest to the fastest:", "quiet")
          + ReportPage.table(title, columns, rows, heads: 2)))
  }

  /// The candidates that have a cost and a latency, with their rows.
  private static func places(
    _ source: PlanSource
  ) -> [(place: FrontChart.Place, row: [String])] {
    let candidates = source.candidates
    return candidates.rows.enumerated().compactMap { index, row in
      guard let cost = candidates.number(row, "cost_month_usd"),
        let latency = candidates.number(row, source.latency.column), latency > 0
      else { return nil }
      let place = FrontChart.Place(
        number: index + 1, deployment: candidates.text(row, "candidate"), cost: cost,
        latency: latency, success: candidates.number(row, "success_ratio") ?? 0)
      return (place, row)
    }
  }

  private static func significant(
    _ table: ReportTable, _ row: [String], _ column: String
  ) -> String {
    table.number(row, column).map { FigureText.significant($0) } ?? "–"
  }

  private static func loads(_ source: PlanSource) -> String {
    let table = source.loads
    let columns: [ReportPage.Column] = [
      .init(heading: "load"), .init(heading: "choice", isNumber: false),
      .init(heading: "verdict", isNumber: false), .init(heading: "USD a month"),
      .init(heading: "next", isNumber: false),
    ]
    let rows = table.rows.map { row in
      [
        table.text(row, "load"), table.text(row, "candidate"), table.text(row, "verdict"),
        significant(table, row, "cost_month_usd"), table.text(row, "next"),
      ]
    }
    return ReportPage.section(
      "loads", "At other loads", ReportPage.table("At other loads", columns, rows, heads: 2))
  }

  private static func candidates(_ source: PlanSource) -> String {
    let table = source.candidates
    let columns: [ReportPage.Column] = [
      .init(heading: "no."), .init(heading: "candidate", isNumber: false),
      .init(heading: "verdict", isNumber: false), .init(heading: "what binds", isNumber: false),
      .init(heading: "USD a month"), .init(heading: "\(source.latency.name), s"),
      .init(heading: "success"), .init(heading: "replications"),
    ]
    let rows = table.rows.enumerated().map { index, row in
      [
        "\(index + 1)", table.text(row, "candidate"), table.text(row, "verdict"),
        table.text(row, "binds"), significant(table, row, "cost_month_usd"),
        significant(table, row, source.latency.column),
        table.number(row, "success_ratio").map { FigureText.success($0) } ?? "–",
        table.text(row, "replications"),
      ]
    }
    return ReportPage.section(
      "candidates", "All candidates",
      ReportPage.details("Candidates", ReportPage.table("Candidates", columns, rows, heads: 2)))
  }

  private static func unsearched(_ source: PlanSource) -> String {
    let texts = PlanSource.list(source.record["not_searched"])
    if texts.isEmpty { return "" }
    return ReportPage.section(
      "unsearched", "What was not searched",
      "<ul>\n" + texts.map { "<li>\(MarkupText.escaped($0))</li>\n" }.joined() + "</ul>\n")
  }

  private static func origin(_ source: PlanSource) -> String {
    let record = source.record
    return ReportPage.section(
      "origin", "Where this comes from",
      ReportPage.facts([
        ("Scenario", PlanSource.text(record["scenario"])),
        ("simctl", PlanSource.text(record["simctl"])), ("Seed", PlanSource.text(record["seed"])),
        ("Replications", PlanSource.text(record["replications"])),
        ("Digest of the runs", PlanSource.text(record["digest"])),
        ("Digest of the scenario", PlanSource.text(record["scenario_digest"])),
      ]))
  }
}
