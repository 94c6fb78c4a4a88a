import Charts

/// The pictures that show all deployments at once.
enum FiguresSection {
  private static let outcomes: [StackChart.Part] = [
    .init(column: "succeeded", name: "succeeded", colour: .blue, hatch: nil),
    .init(column: "throttled", name: "throttled", colour: .orange, hatch: .diagonal),
    .init(column: "backlog_full", name: "queue full", colour: .green, hatch: .horizontal),
    .init(column: "timed_out", name: "timed out", colour: .vermilion, hatch: .dots),
    .init(column: "unanswered", name: "unanswered", colour: .purple, hatch: .diagonal),
  ]
  private static let costs: [StackChart.Part] = [
    .init(column: "cost_requests_usd", name: "requests", colour: .blue, hatch: nil),
    .init(column: "cost_instances_usd", name: "instances", colour: .orange, hatch: .diagonal),
    .init(column: "cost_other_usd", name: "other", colour: .green, hatch: .dots),
  ]

  /// The section, with a picture of the traffic among them.
  static func html(_ source: RunSource, traffic: String) -> String {
    ReportPage.section(
      "figures", "Traffic, latency, success and cost",
      "<div class=\"figures\">\n\(front(source))\(traffic)\(latency(source))"
        + "\(success(source))\(cost(source))</div>\n")
  }

  private static func front(_ source: RunSource) -> String {
    let places = FrontChart.places(source)
    if places.count < 2 { return "" }
    let title = "Cost against latency, by number"
    let columns = [
      ReportPage.Column(heading: "no."), .init(heading: "deployment", isNumber: false),
      .init(heading: "cost, USD"), .init(heading: "p99, s"), .init(heading: "success"),
    ]
    let front = FrontChart.front(places)
    let rows = front.map { place in
      [
        "\(place.number)", place.deployment, FigureText.significant(place.cost),
        FigureText.significant(place.latency), FigureText.success(place.success),
      ]
    }
    return ReportPage.figure(
      title, svg: FrontChart.svg(places, name: "front", title: title),
      values: ReportPage.paragraph("On the front, from the cheapest to the fastest:", "quiet")
        + ReportPage.table(title, columns, rows, heads: 2))
  }

  private static func latency(_ source: RunSource) -> String {
    let title = "Latency of successful requests"
    guard let svg = RangeChart.svg(source, name: "latency", title: title) else { return "" }
    let columns = [
      ("latency_min_s", "least, s"), ("latency_p50_s", "p50, s"), ("latency_p95_s", "p95, s"),
      ("latency_p99_s", "p99, s"), ("latency_p999_s", "p99.9, s"),
      ("latency_max_s", "greatest, s"),
    ]
    return ReportPage.figure(
      title, svg: svg, values: table(source, title, columns))
  }

  private static func success(_ source: RunSource) -> String {
    let parts = StackChart.present(outcomes, source)
    if parts.isEmpty { return "" }
    let title = "Requests by outcome"
    let chart = StackChart(
      name: "outcomes", title: title, axis: "requests", parts: parts,
      text: { MarkupText.coordinate($0) })
    return ReportPage.figure(
      title,
      svg: chart.svg(source, describing: "For each deployment, what became of its requests."),
      values: table(source, title, parts.map { ($0.column, $0.name) }))
  }

  private static func cost(_ source: RunSource) -> String {
    let parts = StackChart.present(costs, source)
    if parts.isEmpty { return "" }
    let title = "Cost of the run by what is charged"
    let chart = StackChart(
      name: "costs", title: title, axis: "USD", parts: parts,
      text: { FigureText.significant($0) + " USD" })
    return ReportPage.figure(
      title, svg: chart.svg(source, describing: "For each deployment, what its cost consists of."),
      values: table(
        source, title, parts.map { ($0.column, $0.name + ", USD") } + [("cost_usd", "all, USD")]))
  }

  private static func table(
    _ source: RunSource, _ title: String, _ columns: [(column: String, heading: String)]
  ) -> String {
    ReportPage.table(
      title,
      [.init(heading: "deployment", isNumber: false)]
        + columns.map { ReportPage.Column(heading: $0.heading) },
      source.rows.enumerated().map { index, row in
        [source.deployments[index]] + columns.map { source.summary.text(row, $0.column) }
      })
  }
}
