/// The file of a crossover.
package enum CrossoverFiles {
  /// The rows of the costs along the range.
  package static let name = "crossover.csv"

  /// The right to write the file into a directory, which is created; taken before anything runs.
  ///
  /// - Throws: why there could be no such file.
  package static func lock(_ directory: String) throws -> FolderLock {
    try Directory.create(directory)
    try OutputFile.check(Directory.path(directory, name))
    return try FolderLock(directory)
  }

  /// Writes the rows.
  ///
  /// - Throws: why they could not be written.
  package static func write(_ rows: String, _ lock: FolderLock) throws {
    let files = OutputTransaction(lock)
    try files.file(Directory.path(lock.folder, name)).append(rows)
    try files.commit()
  }
}
