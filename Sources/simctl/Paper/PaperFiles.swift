import Platforms

/// The files of `simctl paper`; they appear together when all is done, or not at all.
struct PaperFiles {
  private let transaction = OutputTransaction()
  private let directory: String?
  private let verdicts: OutputFile?
  private let tables: [(file: OutputFile, text: @Sendable (PaperCSV) -> String)]

  /// Starts the files, so that a directory that cannot be written to is known before the runs.
  ///
  /// - Parameters:
  ///   - directory: where the files of results go; nil for none.
  ///   - verdictsPath: the path of a file for the new verdicts; nil for none.
  /// - Throws: ``OutputError`` when a file cannot be made.
  init(directory: String?, verdicts verdictsPath: String?) throws {
    let transaction = transaction
    self.directory = directory
    if let directory {
      try Directory.create(directory)
      let contents: [(name: String, text: @Sendable (PaperCSV) -> String)] = [
        ("paper.csv", { $0.numbers }), ("shapes.csv", { $0.shapes }), ("tables.csv", { $0.tables }),
        ("predictions.csv", { $0.predictions }), ("summary.csv", { $0.summary }),
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
  func finish(_ report: PaperReport) throws {
    let csv = PaperCSV(report: report)
    for (file, text) in tables { try file.append(text(csv)) }
    try verdicts?.append(report.verdicts.text)
    try transaction.commit()
  }
}
