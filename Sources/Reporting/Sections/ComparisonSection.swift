import Charts

/// What a comparison, a plan and the differences between deployments say, as tables.
enum ComparisonSection {
  static func html(_ source: RunSource) -> String {
    comparison(source) + plan(source)
  }

  /// The differences, at the end of the page.
  static func differences(_ source: RunSource) -> String {
    guard let table = source.differences else { return "" }
    let rows = table.rows.map { row in
      [
        table.text(row, "deployment"), table.text(row, "figure"),
        significant(table, row, "difference"), significant(table, row, "difference_ci95"),
        table.text(row, "excludes_zero") == "true" ? "yes" : "no",
      ]
    }
    let baseline = table.rows.first.map { table.text($0, "baseline") } ?? ""
    return ReportPage.section(
      "differences", "Differences from \(baseline)",
      ReportPage.paragraph("In the same replications, with 95 % intervals.", "quiet")
        + ReportPage.table(
          "Differences",
          [
            .init(heading: "deployment", isNumber: false),
            .init(heading: "figure", isNumber: false),
            .init(heading: "difference"), .init(heading: "±"),
            .init(heading: "0 is outside", isNumber: false),
          ], rows))
  }

  private static func significant(
    _ table: ReportTable, _ row: [String], _ column: String
  ) -> String {
    table.number(row, column).map { FigureText.significant($0) } ?? "–"
  }

  private static func comparison(_ source: RunSource) -> String {
    guard let table = source.comparison else { return "" }
    var objectives: [(number: Int, text: String)] = []
    var number = 1
    while let first = table.rows.first, table.place(of: "objective_\(number)") != nil {
      objectives.append((number, table.text(first, "objective_\(number)")))
      number += 1
    }
    let columns: [ReportPage.Column] =
      [
        .init(heading: "rank"), .init(heading: "deployment", isNumber: false),
        .init(heading: "meets all", isNumber: false), .init(heading: "what binds", isNumber: false),
        .init(heading: "USD a month"),
      ] + objectives.map { .init(heading: $0.text) }
    let rows = table.rows.map { row in
      [
        table.text(row, "rank"), table.text(row, "deployment"),
        table.text(row, "meets") == "true" ? "yes" : "no", table.text(row, "binds"),
        significant(table, row, "cost_month_usd"),
      ]
        + objectives.map { objective in
          let isMet = table.text(row, "met_\(objective.number)") == "true"
          return significant(table, row, "value_\(objective.number)") + (isMet ? " met" : " missed")
        }
    }
    let meeting = table.rows.count { table.text($0, "meets") == "true" }
    let verdict =
      objectives.isEmpty
      ? "By the cost of a month of this traffic."
      : "\(meeting) of \(table.rows.count) meet every objective."
    return ReportPage.section(
      "comparison", "Comparison",
      ReportPage.paragraph(verdict) + ReportPage.table("Comparison", columns, rows, heads: 2))
  }

  /// A plan, as its file has it.
  private static func plan(_ source: RunSource) -> String {
    guard let table = source.plan else { return "" }
    let columns = table.columns.enumerated().map { index, name in
      ReportPage.Column(
        heading: name, isNumber: table.rows.allSatisfy { Double($0[index]) != nil })
    }
    return ReportPage.section("plan", "Plan", ReportPage.table("Plan", columns, table.rows))
  }
}
