import Charts
import Documents
import Studies

/// The page of a sweep: curves over one key, or maps over two.
enum SweepPage {
  /// How many deployments share a chart of curves.
  private static let shared = ReportChart.looks.count

  static func html(_ source: SweepSource) -> String {
    let record = source.record
    let keys = record.axes.map { "\($0.path) (\($0.values.count) values)" }
    let count = record.deployments.count
    let intro =
      ReportPage.paragraph(
        "\(count) \(count == 1 ? "deployment" : "deployments") over "
          + FigureText.list(keys.isEmpty ? ["nothing"] : keys) + ".", "about")
      + (record.replications > 1
        ? ReportPage.paragraph("Means of \(record.replications) replications.", "quiet") : "")
    let body: String
    switch record.axes.count {
    case 1: body = curves(source)
    case 2: body = maps(source)
    default:
      body = ReportPage.paragraph(
        "Charts show one key or two; what \(record.axes.count) keys give stands in the table.")
    }
    return ReportPage.document(
      title: "\(record.scenario), a sweep",
      "<h1>\(MarkupText.escaped(record.scenario)), a sweep</h1>\n\(intro)\(body)"
        + values(source) + origin(source))
  }

  private static func curves(_ source: SweepSource) -> String {
    let count = source.record.deployments.count
    return SweepSource.figures.indices.map { figure in
      let title = SweepSource.figures[figure].name
      let charts = stride(from: 0, to: count, by: shared).compactMap { first -> String? in
        let part = first..<min(first + shared, count)
        let caption =
          count > shared ? "\(title), deployments \(first + 1) to \(part.upperBound)" : title
        return CurveChart.svg(
          source, figure: figure, deployments: part, name: "curve-\(figure)-\(first)",
          title: caption
        ).map { ReportPage.figure(caption, svg: $0, values: table(source, [figure], part)) }
      }
      return grid("curve-\(figure)", title, charts)
    }.joined()
  }

  private static func maps(_ source: SweepSource) -> String {
    if source.record.axes[1].values.count > HeatChart.mostAcross {
      return ReportPage.paragraph(
        "A map has at most \(HeatChart.mostAcross) values of the second key; name the key with "
          + "fewer values last. All values stand in the table.")
    }
    return SweepSource.figures.indices.map { figure in
      let title = SweepSource.figures[figure].name
      let charts = source.record.deployments.indices.compactMap { deployment -> String? in
        let caption = "\(title), \(source.record.deployments[deployment])"
        return HeatChart.svg(
          source, figure: figure, deployment: deployment, name: "map-\(figure)-\(deployment)",
          title: caption
        ).map {
          ReportPage.figure(
            caption, svg: $0, values: table(source, [figure], deployment..<(deployment + 1)))
        }
      }
      return grid("map-\(figure)", title, charts)
    }.joined()
  }

  private static func grid(_ name: String, _ title: String, _ charts: [String]) -> String {
    if charts.isEmpty { return "" }
    return ReportPage.section(
      "section-\(name)", title, "<div class=\"figures\">\n\(charts.joined())</div>\n")
  }

  /// The means of some figures of some deployments, a row for each combination.
  private static func table(
    _ source: SweepSource, _ figures: [Int], _ deployments: Range<Int>
  ) -> String {
    let record = source.record
    let columns =
      record.axes.map { ReportPage.Column(heading: $0.path) }
      + [.init(heading: "deployment", isNumber: false)]
      + figures.map { .init(heading: SweepSource.figures[$0].name) }
    let grid = SweepGrid(record.axes)
    let rows = deployments.flatMap { deployment in
      (0..<(grid.count ?? 0)).map { point in
        grid.values(of: point) + [record.deployments[deployment]]
          + figures.map { figure in
            source.mean(figure, deployment: deployment, point: point)
              .map { DecimalText.fixed($0, digits: 9) } ?? "–"
          }
      }
    }
    return ReportPage.table("Values", columns, rows, heads: record.axes.count + 1)
  }

  private static func values(_ source: SweepSource) -> String {
    ReportPage.section(
      "values", "All combinations",
      ReportPage.details(
        "Values",
        table(
          source, Array(SweepSource.figures.indices), 0..<source.record.deployments.count)))
  }

  private static func origin(_ source: SweepSource) -> String {
    let record = source.record
    var facts = [
      ("Scenario", record.scenario), ("simctl", record.version), ("Seed", "\(record.seed)"),
      ("Replications", "\(record.replications)"), ("Digest of the rows", record.digest),
      ("Digest of the scenario", record.scenarioDigest),
    ]
    for axis in record.axes {
      facts.append(("Varied", "--vary '\(axis.path)=\(axis.values.joined(separator: ","))'"))
    }
    return ReportPage.section("origin", "Where this comes from", ReportPage.facts(facts))
  }
}
