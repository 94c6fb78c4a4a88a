import Documents
import Platforms
import SimCore
import Studies

/// What became of the functions of an account, as tables for people.
enum FunctionText {
  /// The tables, each with its title; none for a workload of another kind.
  static func tables(_ results: StudyResults) -> [(title: String, table: Table)] {
    var tables: [(title: String, table: Table)] = []
    var whole = Table([
      .left("deployment"), .right("cold"), .right("pre-warmed"), .right("over limit"),
      .right("over starts"), .right("no memory"), .right("idle"), .right("idle GB h"),
    ])
    for means in results.means {
      guard let classes = sums(means) else { continue }
      var all = FunctionCounters()
      for row in classes { all.add(row.counts) }
      let memory = classes.reduce(0) { $0 + $1.idleByteSeconds } / 0x1p30 / 3600
      whole.append([
        means.deployment, percent(all.coldFraction),
        DecimalText.grouped(Int(all.preWarmed)), percent(all.throttledByLimit, of: all.requests),
        percent(all.throttledByStarts, of: all.requests),
        percent(all.throttledByMemory, of: all.requests),
        percent(
          all.instanceTime == 0 ? nil : Double(all.idleTime) / Double(all.instanceTime)),
        DecimalText.grouped(memory / Double(results.replications), digits: 1),
      ])
      let name = Quoted.visible(means.deployment)
      tables.append(
        ("functions of \(name) by how often they are called", byRate(classes)))
      if let blocked = whoThrottles(classes) {
        tables.append(
          (
            "requests of \(name) refused at the limit, in rows, by the functions that held it, "
              + "in columns", blocked
          ))
      }
    }
    if tables.isEmpty { return [] }
    let about =
      "functions of the account: cold starts of the requests served, refused requests, idle time "
      + "of instances"
    return [(about, whole)] + tables
  }

  /// The classes of all replications of a deployment, added up.
  private static func sums(_ means: ReplicationMeans) -> [FunctionClassRow]? {
    var sums: [FunctionClassRow]?
    for row in means.rows {
      guard let classes = row.figures.functions?.classes else { return nil }
      guard var present = sums else {
        sums = classes
        continue
      }
      for index in present.indices {
        present[index].counts.add(classes[index].counts)
        present[index].idleByteSeconds += classes[index].idleByteSeconds
        for other in present[index].blockedBy.indices {
          present[index].blockedBy[other] += classes[index].blockedBy[other]
        }
      }
      sums = present
    }
    return sums
  }

  private static func byRate(_ classes: [FunctionClassRow]) -> Table {
    var table = Table([
      .left("called"), .right("functions"), .right("requests"), .right("cold"),
      .right("throttled"), .right("mean s"), .right("p99 s"), .right("idle"),
      .right("idle GB h"),
    ])
    for (row, name) in zip(classes, FunctionClass.names) where row.functions > 0 {
      let counts = row.counts
      table.append([
        name, DecimalText.grouped(row.functions), DecimalText.grouped(Int(counts.requests)),
        percent(counts.coldFraction), percent(counts.throttled, of: counts.requests),
        counts.latencyMean.map { RoundedText.significant($0, digits: 3) } ?? "-",
        row.latencyP99.map { RoundedText.significant($0.seconds, digits: 3) } ?? "-",
        percent(
          counts.instanceTime == 0
            ? nil : Double(counts.idleTime) / Double(counts.instanceTime)),
        DecimalText.grouped(row.idleByteSeconds / 0x1p30 / 3600, digits: 1),
      ])
    }
    return table
  }

  /// Which class holds the limit when requests of which are refused; nil where none are.
  private static func whoThrottles(_ classes: [FunctionClassRow]) -> Table? {
    let victims = classes.indices.filter { classes[$0].counts.throttledByLimit > 0 }
    if victims.isEmpty { return nil }
    let holders = classes.indices.filter { holder in
      classes.contains { $0.blockedBy[holder] > 0 }
    }
    var table = Table(
      [.left("called"), .right("refused")] + holders.map { .right(FunctionClass.names[$0]) })
    for victim in victims {
      let refused = Double(classes[victim].counts.throttledByLimit)
      table.append(
        [
          FunctionClass.names[victim],
          DecimalText.grouped(Int(classes[victim].counts.throttledByLimit)),
        ] + holders.map { percent(classes[victim].blockedBy[$0] / refused) })
    }
    return table
  }

  private static func percent(_ count: UInt64, of all: UInt64) -> String {
    percent(all == 0 ? nil : Double(count) / Double(all))
  }

  /// A fraction in per cent with two digits behind the point; a dash where there is none.
  private static func percent(_ fraction: Double?) -> String {
    fraction.map { DecimalText.fixed($0 * 100, digits: 2) + " %" } ?? "-"
  }
}
