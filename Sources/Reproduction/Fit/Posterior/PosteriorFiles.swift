import Studies

/// The files of an inference; they appear together when all is done, or not at all.
package struct PosteriorFiles {
  private let transaction: OutputTransaction
  private let directory: String

  /// Starts the files, so that a directory that cannot be written to is known before the work.
  ///
  /// - Throws: ``OutputError``, also when another process writes there.
  package init(directory: String) throws {
    try Directory.create(directory)
    self.directory = directory
    transaction = OutputTransaction(try FolderLock(directory))
  }

  /// Writes a report and gives all files their names.
  package func finish(_ report: PosteriorReport) throws {
    var files = [
      ("posterior.csv", report.valuesCSV), ("correlations.csv", report.correlationsCSV),
      ("taught.csv", report.taughtCSV),
    ]
    if !report.predictions.isEmpty { files.append(("left-out.csv", report.leftOutCSV)) }
    for (name, text) in files {
      try transaction.file(Directory.path(directory, name)).append(text)
    }
    try transaction.commit()
  }
}
