import Documents
import Reproduction

/// The report on many draws of the paper's experiments as people read it.
struct PaperDrawsText {
  /// What came out.
  let report: PaperReport
  /// Where it goes.
  let console: Console
  private let layout = HelpLayout(columns: 80)

  init(report: PaperReport, console: Console) {
    self.report = report
    self.console = console
  }

  /// Writes all of it: how many numbers are met, then which, then the statements.
  func write() throws {
    try heading("The paper's numbers in \(report.draws.count) draws of its experiments")
    try console.write(score)
    for line in summary { try console.writeLine(line) }
    for grid in PaperGrid.all {
      let rows = grid.cells.compactMap { cell in
        cell.target.map { (name(cell), report.result($0)) }
      }
      try console.writeLine()
      try heading(grid.title)
      try console.write(list(rows))
    }
    try console.writeLine()
    try heading("Ratios, cold starts, instances and single times (sections 4 and 5)")
    try console.write(list(PaperGrid.outside.map { ($0.id, report.result($0)) }))
    try console.writeLine()
    try heading("What the paper says in words, and in how many draws it is so")
    for result in report.shapes { try write(result) }
  }

  private func heading(_ text: String) throws {
    try console.writeLine(console.styled(text, .bold))
  }

  /// What a row of a table calls the system and workload of a number: `Lambda TF 40`.
  private func name(_ cell: PaperGrid.Cell) -> String {
    "\(cell.column.system.name) \(cell.workload.replacing("workload-", with: ""))"
  }

  /// The counts by class of number.
  private var score: Table {
    var table = Table([
      .left("numbers"), .right(""), .right("same"), .right("within"), .right("off"),
      .right("expected"), .right("unusual"), .right("contradicted"),
    ])
    let rows = PaperScore(report.results).rows
    for row in rows {
      table.append([
        row.numberClass.words, "\(row.count)", "\(row.met)", "\(row.near)", "\(row.off)",
        "\(row.drawVerdicts[.expected] ?? 0)", "\(row.drawVerdicts[.unusual] ?? 0)",
        "\((row.drawVerdicts[.contradicted] ?? 0) + (row.drawVerdicts[.missing] ?? 0))",
      ])
    }
    return table
  }

  /// What one draw may be expected to give, and the statements.
  private var summary: [String] {
    let rows = PaperScore(report.results).rows
    func inOneDraw(_ rows: [PaperScore.Row]) -> String {
      let met = rows.reduce(0) { $0 + $1.metInOneDraw }
      let off = rows.reduce(0) { $0 + $1.offInOneDraw }
      let count = rows.reduce(0) { $0 + $1.count }
      return
        DecimalText.fixed(met, digits: 1) + " of \(count) same, "
        + DecimalText.fixed(off, digits: 1) + " off"
    }
    let held = report.shapes.count { $0.verdict == .held }
    let all = PaperNumberText.percent(report.draws.allHeld, of: report.draws.count)
    return [
      "Means: same, within 5 %, or off. The paper's number, as one more draw: expected",
      "(where 90 % of draws lie), unusual (where 99 % do) or contradicted.",
      "One draw on average: \(inOneDraw(rows));",
      "of the contested alone \(inOneDraw(rows.filter { $0.numberClass == .contested })).",
      "\(held) of \(report.shapes.count) statements hold in nine of ten draws; "
        + "all at once in \(all) of draws.",
    ]
  }

  /// Numbers one below the other.
  private func list(_ rows: [(name: String, result: PaperReport.Result)]) -> Table {
    var table = Table([
      .left(""), .right("paper"), .right("mean"), .right("90 % range"), .left("mean"),
      .left("paper"),
    ])
    for (name, result) in rows {
      let target = result.target
      table.append([
        Table.Cell(name),
        Table.Cell(target.publishedText),
        Table.Cell(PaperNumberText.shown(result.simulated, target.number)),
        Table.Cell(
          PaperNumberText.shown(result.distribution?.predictive(0.9), target.number)),
        Table.Cell(result.verdict.rawValue, style: PaperText.style(result.verdict)),
        Table.Cell(result.drawVerdict.rawValue, style: style(result.drawVerdict)),
      ])
    }
    return table
  }

  private func style(_ verdict: DrawVerdict) -> Style {
    switch verdict {
    case .expected: .green
    case .unusual: .yellow
    case .contradicted, .missing: .red
    }
  }

  /// A statement, and what keeps it from holding in every draw.
  private func write(_ result: PaperReport.ShapeResult) throws {
    let share = PaperNumberText.percent(result.held, of: result.draws)
    let style: Style =
      switch result.verdict {
      case .held: .green
      case .sometimes: .yellow
      case .notHeld, .missing: .red
      }
    let number = String(repeating: " ", count: result.shape.number < 10 ? 1 : 0)
    let padding = String(repeating: " ", count: max(0, 6 - share.count))
    let text = "\(result.shape.statement) [\(result.shape.place)]"
    let lines = layout.lines(of: text, width: 69)
    try console.writeLine(
      "\(number)\(result.shape.number) \(padding)\(console.styled(share, style))  \(lines[0])")
    let indent = String(repeating: " ", count: 11)
    for line in lines.dropFirst() { try console.writeLine(indent + line) }
    for (finding, held) in zip(result.findings, result.findingsHeld) where held < result.draws {
      let share = PaperNumberText.percent(held, of: result.draws)
      for line in layout.lines(of: "- \(finding.text): in \(share) of draws", width: 69) {
        try console.writeLine(console.styled(indent + line, .yellow))
      }
    }
  }
}
