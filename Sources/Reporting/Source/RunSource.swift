import Documents
import SimCore
import Studies

/// What a folder says of a run: its record and its tables, held against one another.
struct RunSource {
  /// The scenario's name.
  let scenario: String
  /// What the scenario is about.
  let about: String
  /// The command line that gives the same.
  let command: String
  /// The seed.
  let seed: String
  /// How many replications there are.
  let replications: Int
  /// The fingerprint of all runs.
  let digest: String
  /// The fingerprint of the scenario.
  let scenarioDigest: String
  /// What the scenario says.
  let document: JSONValue
  /// The names of the deployments, in order.
  let deployments: [String]
  /// The table of summaries.
  let summary: ReportTable
  /// The row of the summary of each deployment: of its only run, or of means.
  let rows: [[String]]
  /// The table of windows.
  let timeline: ReportTable
  /// The windows of the first replication of each deployment.
  let windows: [[[String]]]
  /// The ranking of a comparison; nil where there is none.
  let comparison: ReportTable?
  /// The differences between deployments; nil where there are none.
  let differences: ReportTable?
  /// The services of deployments that have several, with the rows of the first replication; nil
  /// where there are none.
  let services: (table: ReportTable, rows: [[String]])?
  /// A plan; nil where there is none.
  let plan: ReportTable?

  /// Whether there are several replications.
  var isReplicated: Bool { replications > 1 }

  private static let summaryColumns = [
    "scenario", "deployment", "replication", "requests", "succeeded", "success_ratio",
    "latency_mean_s", "latency_p50_s", "latency_p95_s", "latency_p99_s", "latency_p999_s",
    "latency_min_s", "latency_max_s", "throttled", "backlog_full", "timed_out", "unanswered",
    "cold_starts", "instances_peak", "cost_usd", "cost_requests_usd", "cost_instances_usd",
    "cost_other_usd", "end_s", "digest", "scenario_digest", "warnings",
  ]
  private static let timelineColumns = [
    "scenario", "deployment", "replication", "time_s", "arrivals", "succeeded", "failed",
    "latency_mean_s", "latency_p50_s", "latency_p95_s", "latency_p99_s", "instances",
    "queue_length", "in_service", "digest",
  ]

  /// Reads and checks a folder.
  ///
  /// - Throws: `StudyError` with what is wrong with it.
  init(_ folder: ReportFolder) throws(StudyError) {
    let record = try RunRecord(folder)
    (scenario, seed, replications) = (record.scenario, record.seed, record.replications)
    (command, digest, document) = (record.command, record.digest, record.document)
    (scenarioDigest, deployments) = (record.scenarioDigest, record.deployments)
    about = record.about
    let summary = try folder.table("summary.csv", Self.summaryColumns)
    let timeline = try folder.table("timeline.csv", Self.timelineColumns)
    func isForeign(_ table: ReportTable) -> Bool {
      table.rows.contains { table.text($0, "scenario") != record.scenario }
    }
    for (table, file) in [(summary, "summary.csv"), (timeline, "timeline.csv")]
    where isForeign(table) {
      throw folder.fault(file, "is of another scenario than run.json")
    }
    // The runs are those of the record when their fingerprints are.
    let single = summary.rows.filter { !summary.text($0, "replication").isEmpty }
    var folded = Digest()
    var runs: [String: String] = [:]
    for row in single {
      folded.fold(Digest(text: summary.text(row, "digest"))?.value ?? 0)
      runs[Self.key(summary, row)] = summary.text(row, "digest")
    }
    guard folded.text == digest, single.count == deployments.count * replications,
      summary.rows.allSatisfy({ summary.text($0, "scenario_digest") == record.scenarioDigest })
    else { throw folder.fault("summary.csv", "is of another run than run.json") }
    var windows: [String: [[String]]] = [:]
    for row in timeline.rows {
      guard runs[Self.key(timeline, row)] == timeline.text(row, "digest") else {
        throw folder.fault("timeline.csv", "is of another run than summary.csv")
      }
      if timeline.text(row, "replication") == "0" {
        windows[timeline.text(row, "deployment"), default: []].append(row)
      }
    }
    rows = deployments.compactMap { name in
      summary.rows.last { row in
        summary.text(row, "deployment") == name
          && summary.text(row, "replication").isEmpty == (record.replications > 1)
      }
    }
    self.windows = deployments.map { windows[$0] ?? [] }
    guard rows.count == deployments.count, !self.windows.contains([]) else {
      throw folder.fault("timeline.csv", "misses a deployment of run.json")
    }
    (self.summary, self.timeline) = (summary, timeline)
    func optional(_ file: String, _ columns: [String]) throws(StudyError) -> ReportTable? {
      folder.has(file) ? try folder.table(file, columns) : nil
    }
    comparison = try optional(
      "compare.csv", ["deployment", "rank", "meets", "binds", "cost_month_usd", "digest"])
    differences = try optional(
      "differences.csv",
      ["deployment", "baseline", "figure", "difference", "difference_ci95", "excludes_zero"])
    plan = try optional("plan.csv", [])
    let services = try optional(
      "services.csv", ["deployment", "replication", "service", "requests", "digest"])
    guard
      services?.rows.allSatisfy({ row in
        guard let services else { return false }
        return runs[Self.key(services, row)] == services.text(row, "digest")
      }) ?? true
    else { throw folder.fault("services.csv", "is of another run than summary.csv") }
    self.services = services.map { table in
      (table, table.rows.filter { table.text($0, "replication") == "0" })
    }
  }

  private static func key(_ table: ReportTable, _ row: [String]) -> String {
    table.text(row, "replication") + " " + table.text(row, "deployment")
  }
}

/// What `run.json` says.
private struct RunRecord {
  var scenario = ""
  var about = ""
  var seed = ""
  var replications = 0
  var digest = ""
  var scenarioDigest = ""
  var command = ""
  var document = JSONValue(.null)
  var deployments: [String] = []

  init(_ folder: ReportFolder) throws(StudyError) {
    let file = RunRecordFile.name
    guard let value = try? JSONParser.parse(try folder.bytes(file), file: file) else {
      throw folder.fault(file, "is no JSON, or only half of it")
    }
    func string(_ key: String) throws(StudyError) -> String {
      if case .string(let text)? = value[key]?.kind { return text }
      throw folder.fault(file, "has no \(key), so it is not of this program or of an older one")
    }
    try folder.checkVersion(try string("simctl"), file)
    scenario = try string("scenario")
    digest = try string("digest")
    scenarioDigest = try string("scenario_digest")
    command = try string("command")
    guard let document = value["document"],
      case .array(let names)? = value["deployments"]?.kind,
      case .number(let count)? = value["replications"]?.kind, let replications = count.integer,
      replications > 0, let seed = value["seed"]?.compactText
    else { throw folder.fault(file, "is not of this program or of an older one") }
    (self.document, self.replications, self.seed) = (document, replications, seed)
    if case .string(let about)? = document["about"]?.kind { self.about = about }
    for name in names {
      guard case .string(let text) = name.kind else {
        throw folder.fault(file, "has a deployment without a name")
      }
      deployments.append(text)
    }
    if deployments.isEmpty { throw folder.fault(file, "has no deployment") }
  }
}
