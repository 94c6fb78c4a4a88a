import Documents
import Platforms
import SimCore
import Studies

/// The results of a study as people read them.
struct StudyText {
  /// What came out.
  let results: StudyResults
  /// Whether there are files with more.
  let hasFiles: Bool
  /// Whether nobody wants to read notes.
  let isQuiet: Bool
  /// Where it goes.
  let console: Console

  /// Writes the results.
  func write() throws {
    let scenario = results.scenario
    let layout = HelpLayout(columns: console.environment.columns)
    var title = Quoted.visible(scenario.name)
    if !scenario.about.isEmpty { title += ": \(Quoted.brief(scenario.about))" }
    var lines = layout.lines(of: title, width: console.environment.columns)
    lines[0] = console.styled(lines[0], .bold)
    try console.writeLine(lines.joined(separator: "\n"))
    try console.write(layout.paragraph(facts))
    try console.write(layout.paragraph(kind))
    let (table, leftOut) = ResultText.table(results, width: console.environment.columns)
    try write(table)
    if !leftOut.isEmpty {
      try console.writeLine("Left out for width: \(leftOut.joined(separator: ", ")).")
    }
    if let failures = ResultText.failures(results) {
      try console.writeLine()
      try console.write(
        layout.paragraph("how the requests ended, of deployments with failures"))
      try write(failures)
    }
    for (title, table) in FunctionText.tables(results) + ServiceText.tables(results) {
      try console.writeLine()
      try console.write(layout.paragraph(title))
      try write(table)
    }
    if let baseline = results.differences.first?.first?.baseline {
      try console.writeLine()
      try console.write(
        layout.paragraph(
          "differences from \(Quoted.visible(baseline)) in the same replications; * where 0 is "
            + "outside the 95 % interval"))
      try write(MeansText.table(results.differences))
    }
    if !isQuiet {
      try console.write(ResultNotes.text(results, hasFiles: hasFiles, layout: layout))
    }
  }

  /// Writes a table, each of its parts after an empty line.
  private func write(_ table: Table) throws {
    for part in table.parts(width: console.environment.columns, repeating: 1) {
      try console.writeLine()
      try console.write(part)
    }
  }

  /// Seed and digest: whoever has the same two has the same results.
  private var facts: String {
    let count = results.scenario.deployments.count
    let replicated = results.isReplicated ? " in \(results.replications) replications" : ""
    return "seed \(results.scenario.seed), \(count) "
      + "\(count == 1 ? "deployment" : "deployments")\(replicated), digest \(results.digest.text)"
  }

  /// What all deployments have in common, and how often each was run.
  private var kind: String {
    let common = ResultText.common(results)
    let runs =
      results.isReplicated
      ? "means of \(results.replications) replications ± half of their 95 % interval; without ±, "
        + "the same in all"
      : "one run\(results.means.count > 1 ? " of each" : "") (--replications 10 gives intervals)"
    return common.isEmpty ? runs : "\(common); \(runs)"
  }

  /// A number of replications that nobody knows exactly, with two digits that count.
  private static func rounded(_ count: Double) -> Double {
    var unit = 1.0
    while count / unit >= 100, unit < 1e15 { unit *= 10 }
    return (count / unit).rounded(.up) * unit
  }

  /// Tells whether the figures are known as precisely as was asked for.
  ///
  /// - Returns: whether they are.
  func tellPrecision() -> Bool {
    let name = Quoted.visible(results.scenario.name)
    let (count, targets) = (results.replications, results.plan.targets)
    if targets.isEmpty { return true }
    if results.shortfalls.isEmpty {
      let known = targets.map { "\($0.column) to \($0.fractionText)" }.joined(separator: ", ")
      console.note("\(name): after \(count) replications every deployment has \(known)")
      return true
    }
    for missed in results.shortfalls {
      let deployment = Quoted.text(missed.deployment)
      switch missed.standing {
      case .met: break
      case .unknown:
        console.error(
          "\(name): \(missed.target.column) of \(deployment) has no relative precision after "
            + "\(count) replications: hardly one of them has such a figure, or its mean is 0",
          advice: "Leave the deployment out with --only, or choose another figure.")
      case .unmet(let fraction):
        let ratio = fraction / missed.target.fraction
        let needed = DecimalText.grouped(Self.rounded(Double(count) * ratio * ratio), digits: 0)
        console.error(
          "\(name): \(missed.target.column) of \(deployment) is known to "
            + "\(DecimalText.fixed(fraction * 100, digits: 2))% after \(count) replications, "
            + "not to \(missed.target.fractionText)",
          advice: "About \(needed) replications would be needed: see --replications.")
      }
    }
    return false
  }
}
