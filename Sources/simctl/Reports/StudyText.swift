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
  /// Where it goes.
  let console: Console

  /// Writes the results.
  func write() throws {
    let scenario = results.scenario
    var title = console.styled(scenario.name, .bold)
    if !scenario.about.isEmpty { title += ": \(Quoted.brief(scenario.about))" }
    try console.writeLine(title)
    try console.writeLine(facts)
    if results.isReplicated {
      try console.writeLine(
        "means of \(results.replications) replications ± half of their 95 % interval; without ±, "
          + "the same in all")
    }
    try console.writeLine()
    try console.write(ResultText.table(results))
    if let baseline = results.differences.first?.first?.baseline {
      try console.writeLine()
      try console.writeLine(
        "differences from \(Quoted.visible(baseline)) in the same replications; * where 0 is "
          + "outside the 95 % interval")
      try console.writeLine()
      try console.write(MeansText.table(results.differences))
    }
    try console.write(ResultNotes.text(results, hasFiles: hasFiles))
  }

  /// Seed and digest: whoever has the same two has the same results.
  private var facts: String {
    let count = results.scenario.deployments.count
    let replicated = results.isReplicated ? " in \(results.replications) replications" : ""
    return "seed \(results.scenario.seed), \(count) "
      + "\(count == 1 ? "deployment" : "deployments")\(replicated), digest \(results.digest.text)"
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
