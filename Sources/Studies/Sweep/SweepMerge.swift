import Platforms

/// Joins the parts of a sweep to what one machine would have given.
package enum SweepMerge {
  /// A part that was read.
  private struct Part {
    let directory: String
    let record: SweepRecord
    let header: ArraySlice<UInt8>
    /// The rows of each cell, in the order of the cells.
    let cells: [ArraySlice<UInt8>]
  }

  /// Joins parts.
  ///
  /// - Parameters:
  ///   - directories: the directories of all parts, in any order.
  ///   - output: where the whole goes.
  ///   - check: called between parts; what it throws ends the work.
  /// - Returns: the number of rows.
  /// - Throws: which part is missing, doubled, foreign or damaged; or why a file failed.
  @discardableResult
  package static func merge(
    _ directories: [String], into output: String, check: () throws -> Void = {}
  ) throws -> Int {
    let records = try directories.map { (directory: $0, record: try record(in: $0)) }
    try compare(records)
    var parts: [Part] = []
    for (directory, record) in records.sorted(by: { $0.record.shard.part < $1.record.shard.part }) {
      try check()
      parts.append(try part(in: directory, record))
    }
    var whole = parts[0].record
    whole.shard = .whole
    try Directory.create(output)
    let files = OutputTransaction(try FolderLock(output))
    let rows = try files.file(Directory.path(output, SweepRecord.rowsName))
    try rows.append(Array(parts[0].header))
    var digest = SweepDigest()
    var next = parts.map { _ in 0 }
    let cells = whole.cells
    for cell in cells {
      guard let owner = parts.firstIndex(where: { $0.record.shard.has(cell) }) else { continue }
      let bytes = Array(parts[owner].cells[next[owner]])
      next[owner] += 1
      digest.fold(bytes)
      try rows.append(bytes)
    }
    whole.digest = digest.text
    try files.file(Directory.path(output, SweepRecord.name)).append(whole.text)
    try check()
    try files.commit()
    return cells.count * whole.deployments.count
  }

  /// What a part says of itself.
  private static func record(in directory: String) throws -> SweepRecord {
    let path = Directory.path(directory, SweepRecord.name)
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path)
    } catch {
      let journal = Directory.path(directory, Journal.name)
      let isUnfinished = (try? System.kind(of: journal)) ?? nil
      throw StudyError(
        isUnfinished == nil
          ? "\(Quoted.text(directory)) has no finished part of a sweep: \(error.message)"
          : "the part in \(Quoted.text(directory)) is not finished",
        advice: isUnfinished == nil
          ? "Name the directories that were given to 'simctl sweep --shard I/N --out DIR'."
          : "Run it again with --resume.")
    }
    guard let record = SweepRecord(bytes) else { throw damaged(path) }
    return record
  }

  /// Throws unless the parts are those of one sweep, and each is there once.
  private static func compare(_ records: [(directory: String, record: SweepRecord)]) throws {
    guard let first = records.first else { throw StudyError("there are no parts") }
    var owners: [Int: String] = [:]
    for (directory, record) in records {
      if let difference = first.record.difference(from: record) {
        throw StudyError(
          "the part in \(Quoted.text(directory)) \(difference), unlike that in "
            + Quoted.text(first.directory),
          advice: "Name the parts of one sweep, made with the same command but for --shard.")
      }
      if let other = owners.updateValue(directory, forKey: record.shard.part) {
        throw StudyError(
          "part \(record.shard.text) is there twice, in \(Quoted.text(other)) and in "
            + Quoted.text(directory), advice: "Name each part once.")
      }
    }
    let count = first.record.shard.count
    let missing = (1...count).filter { owners[$0] == nil }
    guard let least = missing.first else { return }
    let shown = missing.prefix(10).map { "\($0)/\(count)" }.joined(separator: ", ")
    let more = missing.count > 10 ? " and \(missing.count - 10) more" : ""
    throw StudyError(
      missing.count == 1 ? "part \(shown) is missing" : "parts \(shown)\(more) are missing",
      advice: "Run 'simctl sweep' with --shard \(least)/\(count), and name its directory too.")
  }

  /// Reads the rows of a part, which must be those that its record is of.
  private static func part(in directory: String, _ record: SweepRecord) throws -> Part {
    let path = Directory.path(directory, SweepRecord.rowsName)
    let bytes = try InputFile.read(path, maximumSize: 1 << 36)
    var ends: [Int] = []
    for (index, byte) in bytes.enumerated() where byte == 0x0A { ends.append(index + 1) }
    let count = record.cells.count
    let size = record.deployments.count
    guard ends.count == 1 + count * size, ends.last == bytes.count else { throw damaged(path) }
    var digest = SweepDigest()
    let cells = (0..<count).map { cell in
      let rows = bytes[ends[cell * size]..<ends[(cell + 1) * size]]
      digest.fold(Array(rows))
      return rows
    }
    guard digest.text == record.digest else { throw damaged(path) }
    return Part(
      directory: directory, record: record, header: bytes[..<ends[0]], cells: cells)
  }

  private static func damaged(_ path: String) -> StudyError {
    StudyError(
      "\(Quoted.text(path)) is not as its run has written it",
      advice: "Run the part anew.")
  }
}
