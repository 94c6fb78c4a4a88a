import Documents
import Platforms
import Studies

/// Everything that is held against somebody's measurement.
package struct EvidenceSuite: Sendable {
  /// The conditions, in the order of the table.
  package let cases: [EvidenceCase]

  /// All conditions of some datasets.
  package init(_ datasets: [Dataset] = Dataset.all) {
    let all =
      EvidenceCase.lambdaRuns + EvidenceCase.lambdaRates + EvidenceCase.lambdaBursts
      + EvidenceCase.lambdaMemory + EvidenceCase.lambdaResNet + EvidenceCase.gpuBatches
      + EvidenceCase.tritonClients + EvidenceCase.platformCases
    cases = all.filter { datasets.contains($0.dataset) }
  }

  /// Simulates every condition.
  ///
  /// - Parameters:
  ///   - jobs: how many at a time; the rows do not depend on it.
  ///   - check: called before each; what it throws ends all.
  /// - Returns: the numbers of all conditions in their order.
  /// - Throws: what `check` throws, or what keeps a condition from being simulated.
  package func run(
    jobs: Int, check: @Sendable () throws -> Void = {}
  ) throws -> EvidenceReport {
    let rows = try Workers.collect(cases.count, jobs: jobs) { index in
      try check()
      return try cases[index].rows()
    }
    return EvidenceReport(rows: rows.flatMap { $0 })
  }
}

/// Measured numbers beside simulated ones.
package struct EvidenceReport: Sendable {
  /// The numbers in the order of the table.
  package let rows: [EvidenceRow]

  package init(rows: [EvidenceRow]) { self.rows = rows }

  /// What the rows of one quantity of a dataset come to.
  package struct Digest: Sendable {
    /// The dataset.
    package let dataset: Dataset
    /// What was measured.
    package let quantity: String
    /// Whether values were chosen by the rows.
    package let use: EvidenceRow.Use
    /// How many rows there are.
    package let count: Int
    /// How many of them have a verdict.
    package let verdicts: [EvidenceRow.Verdict: Int]
    /// The mean of the magnitudes of their relative errors.
    package let meanError: Double
  }

  /// One digest for each dataset, quantity and use, in the order of the rows.
  package var digests: [Digest] {
    var groups: [(key: String, rows: [EvidenceRow])] = []
    for row in rows {
      let key = "\(row.dataset.name),\(row.quantity),\(row.use.rawValue)"
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    return groups.map { _, rows in
      Digest(
        dataset: rows[0].dataset, quantity: rows[0].quantity, use: rows[0].use, count: rows.count,
        verdicts: Dictionary(grouping: rows, by: \.verdict).mapValues(\.count),
        meanError: rows.reduce(0) { $0 + $1.error.magnitude } / Double(rows.count))
    }
  }

  /// The datasets in the order of the rows.
  package var datasets: [Dataset] {
    rows.reduce(into: []) { found, row in
      if found.last != row.dataset { found.append(row.dataset) }
    }
  }

  /// A line for each number.
  package var csv: String {
    var text =
      "dataset,condition,quantity,measured,uncertainty,simulated,half_width,error,use,verdict,"
      + "source,licence\n"
    for row in rows {
      let digits = row.digits + 3
      func shown(_ value: Double?) -> String {
        value.map { DecimalText.fixed($0, digits: digits) } ?? ""
      }
      let fields = [
        row.dataset.name, row.condition, row.quantity, shown(row.measured), shown(row.uncertainty),
        shown(row.simulated), shown(row.halfWidth), DecimalText.fixed(row.error, digits: 4),
        row.use.rawValue, row.verdict.rawValue, row.source, row.dataset.licence,
      ]
      text += fields.map(CSVField.text).joined(separator: ",") + "\n"
    }
    return text
  }

  /// The verdicts as they are committed: a line for each number.
  package var verdicts: String {
    rows.map { "\($0.name),\($0.verdict.rawValue)\n" }.joined()
  }

  /// The numbers whose verdict is worse than the committed one, with that.
  package var declines: [(row: EvidenceRow, before: EvidenceRow.Verdict)] {
    let committed = Self.committed
    return rows.compactMap { row in
      guard let before = committed[row.name], before < row.verdict else { return nil }
      return (row, before)
    }
  }

  /// The committed verdicts by the names of their numbers.
  package static var committed: [String: EvidenceRow.Verdict] {
    var found: [String: EvidenceRow.Verdict] = [:]
    for line in String(decoding: PackageResources.verdicts_csv, as: UTF8.self).split(
      separator: "\n")
    {
      guard let comma = line.lastIndex(of: ","),
        let verdict = EvidenceRow.Verdict(rawValue: String(line[line.index(after: comma)...]))
      else { preconditionFailure("The committed verdicts have a wrong line: \(line)") }
      found[String(line[..<comma])] = verdict
    }
    return found
  }
}
