import Documents
import Platforms
import SimCore
import Studies

/// The files of a folder of results, from which a report is made.
package struct ReportFolder: Sendable {
  /// What to do about a folder from which no report can be made.
  static let adviceToWriteAnew =
    "Write the folder anew with this simctl, with 'simctl run SCENARIO --out DIR', and give "
    + "DIR/SCENARIO."

  /// What the folder is called in messages.
  package let name: String
  /// The files by name.
  private let files: [String: [UInt8]]

  /// Files that stand in memory.
  package init(name: String, files: [String: [UInt8]]) {
    self.name = name
    self.files = files
  }

  /// The files of a folder, but for rows of requests and events, which no report shows.
  ///
  /// - Throws: `InputError` or `StudyError` when there is no such folder, or nothing in it that a
  ///   report could be of.
  package init(reading path: String) throws {
    let kind: System.FileKind?
    do {
      kind = try System.kind(of: path)
    } catch {
      throw StudyError("cannot read \(Quoted.text(path)): \(error.text)")
    }
    guard kind == .directory else {
      throw StudyError(
        "\(Quoted.text(path)) is \(kind == nil ? "not there" : "no folder")",
        advice: "Give a folder that 'simctl run --out' or 'simctl sweep --out' has written.")
    }
    name = path
    var files: [String: [UInt8]] = [:]
    for file in Self.names {
      let place = Directory.path(path, file)
      guard case .regular? = try? System.kind(of: place) else { continue }
      files[file] = try InputFile.read(place)
    }
    self.files = files
  }

  /// The files that reports look at.
  private static let names = [
    RunRecordFile.name, "summary.csv", "timeline.csv", "differences.csv", "compare.csv",
    "services.csv",
    PlanFiles.candidatesName, PlanFiles.loadsName, PlanFiles.recordName, SweepRecord.name,
    SweepRecord.rowsName,
  ]

  /// Whether there is a file of some name.
  func has(_ file: String) -> Bool { files[file] != nil }

  /// The bytes of a file.
  ///
  /// - Throws: `StudyError` when it is not there.
  func bytes(_ file: String) throws(StudyError) -> [UInt8] {
    if let bytes = files[file] { return bytes }
    throw StudyError(
      "\(Quoted.text(name)) has no \(file)", advice: Self.adviceToWriteAnew)
  }

  /// The table in a file.
  ///
  /// - Parameters:
  ///   - file: its name.
  ///   - columns: columns that it must have.
  /// - Returns: the table.
  /// - Throws: `StudyError` when it is not there, or is no such table.
  func table(_ file: String, _ columns: [String]) throws(StudyError) -> ReportTable {
    let shown = Directory.path(name, file)
    let table = try ReportTable(try bytes(file), name: shown)
    try table.require(columns, name: shown)
    return table
  }

  /// A failure that concerns one of the files.
  func fault(_ file: String, _ what: String) -> StudyError {
    StudyError(
      "\(Quoted.text(Directory.path(name, file))) \(what)", advice: Self.adviceToWriteAnew)
  }

  /// Throws unless a file was written by this version of the program.
  func checkVersion(_ version: String, _ file: String) throws(StudyError) {
    if version != Simulator.version {
      throw fault(
        file,
        "was written by simctl \(Quoted.visible(version)), and this is \(Simulator.version)")
    }
  }
}
