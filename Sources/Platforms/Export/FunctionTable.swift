import Documents
import SimCore

/// The rows of `functions.csv`: the figures of each function of an account.
package enum FunctionTable {
  /// The columns after those that name the run, each with its unit and meaning.
  package static let columns: [(name: String, about: String)] = [
    ("function", "the name of the function"),
    ("memory_bytes", "the memory of an instance"),
    ("requests", "requests that arrived"),
    ("succeeded", "requests answered in time"),
    ("cold_starts", "requests that were the first of their instance"),
    ("throttled_limit", "requests refused at the account's limit of requests at a time"),
    ("throttled_starts", "requests refused at the account's limit of starts"),
    ("throttled_memory", "requests refused because instances that serve took all memory"),
    ("latency_mean_s", "mean latency of the requests answered in time"),
    ("latency_p99_s", "99th percentile of it, within 3.2 %"),
    ("instances_created", "instances that were created"),
    ("pre_warmed", "those of them that were created ahead of a request"),
    ("instance_s", "how long instances were there, in seconds"),
    ("busy_s", "how long they served"),
    ("idle_s", "how long they were ready and served nothing"),
    ("idle_gb_s", "that time, times the memory of an instance in GB"),
    (
      "blocking",
      "requests of all functions that were refused at the limit, times the part of it that this "
        + "function took"
    ),
  ]

  /// The first line of the file.
  package static let header =
    "scenario,deployment,replication," + columns.map(\.name).joined(separator: ",") + "\n"

  /// The rows of one run, a function each.
  package static func append(_ figures: RunFigures, label: RunLabel, to bytes: inout [UInt8]) {
    guard let functions = figures.functions else { return }
    let prefix = label.prefix
    for row in functions.functions {
      bytes += prefix
      bytes += CSVField.text(row.name).utf8
      let counts = row.counts
      for count in [
        UInt64(row.memory.bytes), counts.requests, counts.succeeded, counts.coldStarts,
        counts.throttledByLimit, counts.throttledByStarts, counts.throttledByMemory,
      ] { number(Int(count), &bytes) }
      bytes.append(TimelineRows.comma)
      if counts.succeeded > 0 {
        bytes +=
          DecimalText.ratio(
            counts.latencySum, Int128(counts.succeeded) * 1_000_000_000, digits: 9
          ).utf8
      }
      bytes.append(TimelineRows.comma)
      if let p99 = row.latencyP99 { DecimalText.append(seconds: p99, digits: 9, to: &bytes) }
      number(Int(counts.instancesCreated), &bytes)
      number(Int(counts.preWarmed), &bytes)
      for time in [counts.instanceTime, counts.busyTime, counts.idleTime] {
        bytes.append(TimelineRows.comma)
        bytes += DecimalText.ratio(time, 1_000_000_000, digits: 3).utf8
      }
      let idle = Double(counts.idleTime) / 1e9 * row.memory.gigabytes
      for value in [idle, counts.blocking] {
        bytes.append(TimelineRows.comma)
        bytes += DecimalText.fixed(value, digits: 3).utf8
      }
      bytes.append(TimelineRows.newline)
    }
  }

  private static func number(_ value: Int, _ bytes: inout [UInt8]) {
    bytes.append(TimelineRows.comma)
    DecimalText.append(value, to: &bytes)
  }
}
