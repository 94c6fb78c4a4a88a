import Documents
import Platforms
import Studies

/// What a folder says of a plan: its record, its candidates, and the choices by load.
struct PlanSource {
  /// The candidates, a row each.
  let candidates: ReportTable
  /// The choices, a row for each load.
  let loads: ReportTable
  /// The record.
  let record: JSONValue
  /// The column of the latency that the front is of, and what it is called.
  let latency: (column: String, name: String)

  /// Reads and checks a folder.
  ///
  /// - Throws: `StudyError` with what is wrong with it.
  init(_ folder: ReportFolder) throws(StudyError) {
    let name = PlanFiles.recordName
    guard let record = try? JSONParser.parse(folder.bytes(name), file: name) else {
      throw folder.fault(name, "is no record of a plan, or only half of one")
    }
    try folder.checkVersion(Self.text(record["simctl"]), name)
    self.record = record
    let columns = [
      "candidate", "verdict", "front", "binds", "cost_month_usd", "latency_p99_s", "success_ratio",
    ]
    candidates = try folder.table(PlanFiles.candidatesName, columns)
    loads = try folder.table(
      PlanFiles.loadsName, ["load", "verdict", "candidate", "cost_month_usd", "next"])
    if Self.text(record["candidates"]) != "\(candidates.rows.count)" {
      throw folder.fault(PlanFiles.candidatesName, "is of another plan than \(name)")
    }
    latency = Self.latency(of: Self.list(record["objectives"]), candidates)
  }

  /// The first objective of a latency, as the search took it, else the 99th percentile.
  private static func latency(
    of objectives: [String], _ table: ReportTable
  ) -> (column: String, name: String) {
    for (index, text) in objectives.enumerated() {
      guard let objective = try? Objective(text) else { continue }
      switch objective.measure {
      case .percentile, .mean, .greatest:
        let column = "value_\(index + 1)"
        if table.place(of: column) != nil { return (column, objective.name) }
      case .success, .cost: continue
      }
    }
    return ("latency_p99_s", "p(99)")
  }

  /// A value of the record as text; empty where it is not there.
  static func text(_ value: JSONValue?) -> String {
    switch value?.kind {
    case .string(let text): text
    case .number(let number): number.text
    default: ""
    }
  }

  /// The texts of a list of the record.
  static func list(_ value: JSONValue?) -> [String] {
    guard case .array(let elements)? = value?.kind else { return [] }
    return elements.map { text($0) }
  }
}
