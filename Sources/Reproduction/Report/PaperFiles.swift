import Platforms
import Studies

/// The files of `simctl paper`; they appear together when all is done, or not at all.
package struct PaperFiles {
  private let transaction: OutputTransaction
  private let directory: String?
  private let verdicts: OutputFile?
  private let tables: [(file: OutputFile, text: @Sendable (PaperCSV) -> String)]

  /// Starts the files, so that a directory that cannot be written to is known before the runs.
  ///
  /// - Parameters:
  ///   - directory: where the files of results go; nil for none.
  ///   - verdictsPath: the path of a file for the new verdicts; nil for none.
  /// - Throws: ``OutputError`` when a file cannot be made, or that another process writes there.
  package init(directory: String?, verdicts verdictsPath: String?) throws {
    self.directory = directory
    if let directory { try Directory.create(directory) }
    let transaction = OutputTransaction(try directory.map { try FolderLock($0) })
    self.transaction = transaction
    if let directory {
      let contents: [(name: String, text: @Sendable (PaperCSV) -> String)] = [
        ("paper.csv", { $0.numbers }), ("shapes.csv", { $0.shapes }), ("tables.csv", { $0.tables }),
        ("predictions.csv", { $0.predictions }), ("summary.csv", { $0.summary }),
        ("draws.csv", { $0.draws }),
      ]
      tables = try contents.map { name, text in
        (try transaction.file(Directory.path(directory, name)), text)
      }
    } else {
      tables = []
    }
    verdicts = try verdictsPath.map { try transaction.file($0) }
  }

  /// Writes a report and gives all files their names.
  package func finish(_ report: PaperReport) throws {
    let csv = PaperCSV(report: report)
    for (file, text) in tables { try file.append(text(csv)) }
    if let directory { try writeFigures(of: report, to: directory) }
    try verdicts?.append(report.verdicts.text)
    try transaction.commit()
  }

  /// Writes the paper's figures, one file each, and a page with all of them.
  private func writeFigures(of report: PaperReport, to directory: String) throws {
    let figures = PaperFigure.all(report.runs, coldStarts: ColdStartRuns.steps(report.runs))
    for figure in figures {
      try transaction.file(Directory.path(directory, figure.name + ".svg")).append(figure.svg)
    }
    let verdicts = report.results.map { PaperPage.Verdict($0, of: report) }
    let page = PaperPage.html(figures: figures, verdicts: verdicts)
    try transaction.file(Directory.path(directory, "index.html")).append(page)
  }
}

extension PaperPage.Verdict {
  /// The row of a number.
  fileprivate init(_ result: PaperReport.Result, of report: PaperReport) {
    let number = result.target.number
    self.init(
      name: result.target.words, published: result.target.publishedText,
      simulated: PaperNumberText.shown(result.simulated, number),
      predictive: report.isOfMany
        ? PaperNumberText.shown(result.distribution?.predictive(0.9), number) : "",
      relativeError: PaperNumberText.error(result.relativeError),
      verdict: report.isOfMany
        ? "\(result.verdict.rawValue), \(result.drawVerdict.rawValue)" : result.verdict.rawValue)
  }
}
