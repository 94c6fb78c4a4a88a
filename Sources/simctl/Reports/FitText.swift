import Documents
import Platforms
import Reproduction

/// What a fit has found, as people read it.
struct FitText {
  /// What was found.
  let report: FitReport
  /// Where it goes.
  let console: Console

  /// Writes all of it.
  func write(evaluations: Int) throws {
    try console.write(report.parameters)
    try console.writeLine()
    try console.write(report.targets(heldOut: false))
    if !report.plan.heldOut.isEmpty {
      try console.writeLine()
      try console.writeLine(console.styled("left out of the fit, and predicted", .bold))
      try console.write(report.targets(heldOut: true))
    }
    try console.writeLine()
    try console.write(FitReport.counts(report.model.parameters))
    try console.writeLine()
    if !report.statements.isEmpty { try writeStatements() }
    let before = DecimalText.fixed(report.loss(\.before, \.before), digits: 2)
    let after = DecimalText.fixed(report.loss(\.after, \.after), digits: 2)
    try console.writeLine("loss \(before) -> \(after) after \(evaluations) evaluations")
  }

  private func writeStatements() throws {
    if report.failures.isEmpty {
      try console.writeLine("all \(report.statements.count) statements hold, before and after")
    } else {
      try console.write(report.failuresTable)
      try console.writeLine()
    }
  }
}
