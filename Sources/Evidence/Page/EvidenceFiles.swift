import Studies

/// The files of `simctl evidence --out`: every number, every figure, and a page with all of it.
package struct EvidenceFiles {
  private let transaction: OutputTransaction
  private let directory: String?
  private let verdicts: OutputFile?
  private let rows: OutputFile?
  private let page: OutputFile?

  /// Starts the files, so that a directory that cannot be written to is known before the runs.
  ///
  /// - Parameters:
  ///   - directory: where the files go; nil for none.
  ///   - verdictsPath: the path of a file for the new verdicts; nil for none.
  /// - Throws: an ``OutputError`` when a file cannot be made, or that another process writes there.
  package init(directory: String?, verdicts verdictsPath: String?) throws {
    self.directory = directory
    if let directory { try Directory.create(directory) }
    let transaction = OutputTransaction(try directory.map { try FolderLock($0) })
    self.transaction = transaction
    rows = try directory.map { try transaction.file(Directory.path($0, "rows.csv")) }
    page = try directory.map { try transaction.file(Directory.path($0, "index.html")) }
    verdicts = try verdictsPath.map { try transaction.file($0) }
  }

  /// Writes a report and gives all files their names.
  ///
  /// - Parameter report: the numbers.
  /// - Throws: an ``OutputError`` when a file cannot be written; then none has its name.
  package func finish(_ report: EvidenceReport) throws {
    try rows?.append(report.csv)
    if let directory {
      let figures = EvidenceFigure.all(report.rows)
      for figure in figures {
        try transaction.file(Directory.path(directory, figure.name + ".svg")).append(figure.svg)
      }
      try page?.append(EvidencePage.html(report, figures: figures))
    }
    try verdicts?.append(report.verdicts)
    try transaction.commit()
  }
}
