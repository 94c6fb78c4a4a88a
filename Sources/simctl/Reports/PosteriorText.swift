import Documents
import Platforms
import Reproduction

/// An inference from the paper's numbers, as people read it.
struct PosteriorText {
  /// What was found.
  let report: PosteriorReport
  /// Where it goes.
  let console: Console

  /// How many correlations are shown.
  private static let strongest = 10

  /// Writes all of it.
  func write() throws {
    try console.write(values)
    try console.writeLine()
    try writeSummary()
    try console.writeLine()
    try console.write(correlations)
    for kind in LeftOut.Kind.allCases {
      let own = report.predictions.filter { $0.leftOut.kind == kind }
      if own.isEmpty { continue }
      try console.writeLine()
      try console.writeLine(console.styled("\(kind.rawValue) left out, and predicted", .bold))
      try console.write(Self.scores(own))
    }
  }

  private func writeSummary() throws {
    let posterior = report.posterior
    let values = posterior.values
    let determined = DecimalText.fixed(posterior.determined, digits: 1)
    let untaught = values.count { $0.isUntaught }
    try console.writeLine(
      "\(values.count) values, of which the numbers determine \(determined); of \(untaught) they "
        + "say nothing")
    try console.writeLine(
      "discrepancy of the model besides chance and rounding: "
        + DecimalText.fixed(posterior.discrepancy * 100, digits: 1) + " %")
    try console.writeLine(
      "\(posterior.steps) steps, "
        + (posterior.isSettled ? "after which none was better" : "the most that were allowed"))
  }

  private var values: Table {
    var table = Table([
      .left("value"), .right("centre"), .left("90 %"), .left("unit"), .right("narrower"),
      .left("taught by"),
    ])
    for value in report.posterior.values {
      let parameter = value.parameter
      let narrower = value.width > 0 ? DecimalText.fixed(1 / value.width, digits: 1) + "x" : ""
      let taught = value.taught.prefix(3).filter { $0.share >= 0.05 }.map { taught in
        "\(taught.target.id) \(DecimalText.fixed(taught.share * 100, digits: 0)) %"
      }
      table.append([
        parameter.name, Self.text(value.centre, parameter),
        "\(Self.text(value.interval.lowerBound, parameter)) to "
          + Self.text(value.interval.upperBound, parameter),
        parameter.places[0].unit.rawValue, narrower,
        value.isUntaught ? "nothing" : taught.isEmpty ? "many" : taught.joined(separator: ", "),
      ])
    }
    return table
  }

  private var correlations: Table {
    var table = Table([.right("correlation"), .left("of"), .left("and")])
    for pair in report.posterior.correlations.prefix(Self.strongest) {
      table.append([
        DecimalText.fixed(pair.value, digits: 2), pair.first.name, pair.second.name,
      ])
    }
    return table
  }

  /// Predictions by what was left out; free numbers are a row of their own.
  private static func scores(_ predictions: [LeftOutPrediction]) -> Table {
    var table = Table([
      .left("left out"), .right("numbers"), .right("within 10 %"), .right("median error"),
      .right("in 90 %"),
    ])
    func append(_ name: String, _ own: [LeftOutPrediction]) {
      guard let score = PosteriorReport.Score(own) else { return }
      func percent(_ value: Double) -> String {
        value.isFinite ? DecimalText.fixed(value * 100, digits: 0) + " %" : ""
      }
      table.append([
        name, "\(score.count)", percent(score.near), percent(score.medianError),
        percent(score.coverage),
      ])
    }
    let contested = predictions.filter(\.isContested)
    var names: [String] = []
    for prediction in contested where !names.contains(prediction.leftOut.name) {
      names.append(prediction.leftOut.name)
    }
    for name in names { append(name, contested.filter { $0.leftOut.name == name }) }
    append("all", contested)
    append("free numbers", predictions.filter { !$0.isContested })
    return table
  }

  /// A number to three digits, which is more than an inference says.
  private static func text(_ number: Double, _ parameter: FittedParameter) -> String {
    parameter.text(FitPosterior.rounded(number, parameter))
  }
}
