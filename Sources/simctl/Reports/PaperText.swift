import Reproduction

/// The report on the paper's experiments as people read it: on one draw, or on many.
struct PaperText {
  /// What came out.
  let report: PaperReport
  /// Where it goes.
  let console: Console

  /// Writes all of it.
  func write() throws {
    if report.isOfMany {
      try PaperDrawsText(report: report, console: console).write()
    } else {
      try writeDraw()
    }
  }

  /// Writes a single draw: the paper's tables, and every comparison of each statement.
  private func writeDraw() throws {
    for grid in PaperGrid.all {
      try heading(grid.title)
      try console.write(table(grid))
      try console.writeLine()
    }
    try heading("Ratios, cold starts, instances and single times (sections 4 and 5)")
    try console.write(list(PaperGrid.outside.map(report.result)))
    try console.writeLine()
    try heading("What the paper says in words")
    for result in report.shapes { try write(result) }
    try console.writeLine()
    for line in summary { try console.writeLine(line) }
  }

  /// How many numbers are met, those that any draw meets apart, and how many statements hold.
  private var summary: [String] {
    let rows = PaperScore(report.results).rows.map { row in
      "\(row.count) \(row.numberClass.words): \(row.met) same or inside, \(row.near) within, "
        + "\(row.off) off"
    }
    let held = report.shapes.count { $0.verdict == .held }
    return rows + [
      "\(report.shapes.count) statements: \(held) held",
      "This is one draw; without --seed, 200 say how far chance reaches.",
    ]
  }

  private func heading(_ text: String) throws {
    try console.writeLine(console.styled(text, .bold))
  }

  /// A table of the paper; each workload has a line for what is published, what is simulated, how
  /// far they are apart, and the verdict.
  func table(_ grid: PaperGrid) -> Table {
    var table = Table(
      [.left("workload"), .left("")] + grid.columns.map { Table.Column.right($0.title) })
    table.append(["", ""] + grid.columns.map(\.subtitle))
    for workload in PaperRuns.workloads {
      let cells = grid.columns.map { grid.cell(workload, $0) }
      table.append(
        [Table.Cell(workload), "published"]
          + cells.map { Table.Cell($0.target?.publishedText ?? "-") })
      table.append(
        ["", "simulated"]
          + cells.map { cell in
            Table.Cell(PaperNumberText.shown(cell.number.value(in: report.runs), cell.number))
          })
      table.append(["", "error"] + cells.map(error))
      table.append(["", "verdict"] + cells.map(verdict))
    }
    return table
  }

  private func error(_ cell: PaperGrid.Cell) -> Table.Cell {
    guard let target = cell.target else { return "" }
    return Table.Cell(PaperNumberText.error(report.result(target).relativeError))
  }

  private func verdict(_ cell: PaperGrid.Cell) -> Table.Cell {
    guard let target = cell.target else { return Table.Cell(cell.origin.word, style: .dim) }
    return verdict(report.result(target).verdict)
  }

  private func verdict(_ verdict: PaperVerdict) -> Table.Cell {
    Table.Cell(verdict.rawValue, style: Self.style(verdict))
  }

  /// The style of a verdict on a terminal.
  static func style(_ verdict: PaperVerdict) -> Style {
    switch verdict {
    case .same, .inside: .green
    case .within: .yellow
    case .off, .outside, .missing: .red
    }
  }

  /// Numbers one below the other.
  private func list(_ results: [PaperReport.Result]) -> Table {
    var table = Table([
      .left("number"), .left("paper"), .right("published"), .right("band"), .right("simulated"),
      .right("error"), .left("verdict"),
    ])
    for result in results {
      let target = result.target
      table.append([
        Table.Cell(target.id), Table.Cell(target.place), Table.Cell(target.publishedText),
        Table.Cell(target.kind.isBand ? "\(target.lowText) to \(target.highText)" : ""),
        Table.Cell(PaperNumberText.shown(result.simulated, target.number)),
        Table.Cell(PaperNumberText.error(result.relativeError)), verdict(result.verdict),
      ])
    }
    return table
  }

  private func write(_ result: PaperReport.ShapeResult) throws {
    let (word, style): (String, Style) =
      switch result.verdict {
      case .held: ("held", .green)
      case .notHeld, .sometimes: ("not held", .red)
      case .missing: ("missing", .red)
      }
    let number = String(repeating: " ", count: result.shape.number < 10 ? 1 : 0)
    try console.writeLine(
      "\(number)\(result.shape.number)  \(console.styled(word, style))  "
        + "\(result.shape.statement) [\(result.shape.place)]")
    for finding in result.findings {
      let mark = finding.holds.map { $0 ? "yes" : "no " } ?? "?  "
      let line = "      \(mark)  \(finding.text)"
      try console.writeLine(finding.holds == true ? line : console.styled(line, .yellow))
    }
  }
}
