import Calibration
import Documents

/// What `simctl calibrate` says of a log.
struct CalibrationText {
  let console: Console

  /// What was read of it.
  func reading(_ reader: LogReader, _ digest: LogDigest) -> String {
    var text = ""
    for (format, count) in reader.formats {
      text += "\(DecimalText.grouped(count)) requests (\(format.rawValue)), "
    }
    text += "\(DecimalText.grouped(reader.others)) other lines, "
    text += "\(DecimalText.grouped(reader.malformed)) not understood\n"
    for line in reader.firstMalformed {
      text += "  \(line.log):\(line.line): \(line.reason): \(line.excerpt)\n"
    }
    if reader.malformed > reader.firstMalformed.count {
      text += "  and \(DecimalText.grouped(reader.malformed - reader.firstMalformed.count)) more\n"
    }
    if digest.untimed > 0 {
      text += "\(DecimalText.grouped(digest.untimed)) requests have no time, and are left out\n"
    }
    if digest.late > 0 {
      text += "\(DecimalText.grouped(digest.late)) requests stood too late in the log to be put in "
      text += "order; they arrive with their neighbours\n"
    }
    return text
  }

  /// What was fitted to it.
  func text(
    _ found: Calibration, _ digest: LogDigest, _ written: WrittenArrivals, _ rules: PlatformRules
  ) -> String {
    var text = "\nArrivals: \(DecimalText.grouped(found.requests))"
    if let span = found.span {
      text += " in \(seconds(span)), \(number(Double(found.requests) / span)) a second"
    } else {
      text += "; the log has no times, so 1 a second is written in place of what is not known"
    }
    text += ", \(DecimalText.grouped(found.failures)) failed\n"
    if case .counts(let period) = written, found.span != nil {
      text += "  the log has whole seconds: the trace has counts of \(seconds(period))\n"
    }
    if !found.dispersion.isEmpty {
      let indices = found.dispersion.map { "\(number($0.index)) over \(seconds($0.period))" }
      text += "  index of dispersion (1 for a Poisson process): "
      text += indices.joined(separator: ", ") + "\n"
    }
    if let fit = found.modulated { text += process(fit) }
    for group in found.groups { text += self.text(group) }
    if let memory = rules.memory, found.groups.contains(where: { $0.memory == nil }) {
      text += "\nMemory: the log does not say it, so the platform's own holds, "
      text +=
        "\(DecimalText.grouped(Int(memory.bytes >> 20))) MB; cost depends on it, and --memory "
      text += "says it\n"
    }
    text += lifetime(found)
    if let limit = rules.greatestAge, rules.isOutlived(found.oldest) {
      text += "Greatest age: none in the scenario; instances were used \(seconds(found.oldest)) "
      text += "after their start, beyond the platform's \(seconds(limit))\n"
    }
    return text
  }

  private func process(_ fit: ModulatedFit) -> String {
    let criteria = fit.criteria.enumerated().map { index, value in
      "\(index + 1): \(DecimalText.grouped(value, digits: 1))"
    }
    let rates = fit.rates.map { number($0) + "/s" }.joined(separator: ", ")
    let stays = fit.generator.indices.map { index -> String in
      let leave = -fit.generator[index][index]
      return leave > 0 ? seconds(1 / leave) : "for ever"
    }
    return "  process: \(fit.rates.count) states of \(rates), kept for "
      + "\(stays.joined(separator: ", ")) on average\n"
      + "  BIC by number of states: \(criteria.joined(separator: ", "))\n"
  }

  private func text(_ group: ServiceGroup) -> String {
    var text = "\nService"
    if let memory = group.memory { text += " at \(memory) MB" }
    text += ": \(self.text(group.service))\n"
    if group.network > 0 {
      text +=
        "Network: \(seconds(group.network)), as run.json has it; times of service are without it\n"
    }
    switch (group.coldStarts, group.start) {
    case (nil, _):
      text += "Cold starts: the log does not tell them; they are within the service\n"
    case (let count?, let start?):
      text += "Cold starts: \(DecimalText.grouped(count)), \(self.text(start))\n"
    case (let count?, nil):
      text += "Cold starts: \(count), too few to be fitted; they take no time in the scenario\n"
    }
    return text
  }

  private func text(_ fit: DurationFit) -> String {
    var text = "mean \(seconds(fit.mean)), variation \(number(fit.variation)), "
    switch fit.shape {
    case .constant: text += "constant"
    case .exponential: text += "exponential"
    case .gamma(_, let shape): text += "gamma of shape \(number(shape))"
    case .lognormal(_, let sigma): text += "lognormal of sigma \(number(sigma))"
    case .weibull(_, let shape): text += "Weibull of shape \(number(shape))"
    case .quantiles(let points): text += "\(points.count) quantiles"
    }
    text += " (\(DecimalText.grouped(fit.count)) times)\n"
    text += "  Kolmogorov-Smirnov \(DecimalText.fixed(fit.distance, digits: 4))"
    if let tails = fit.tailDistance { text += ", Anderson-Darling \(number(tails))" }
    if let rejected = fit.rejected {
      text += "; the best family, \(rejected.name), has "
      text += DecimalText.fixed(rejected.distance, digits: 4)
      text += " and \(number(rejected.tailDistance))"
    }
    return text
  }

  private func lifetime(_ found: Calibration) -> String {
    guard let fit = found.lifetime else {
      return "\nIdle lifetime: no pause of the log shows it; the platform's own holds\n"
    }
    var text = "\nIdle lifetime: \(seconds(fit.estimate)), "
    text += fit.misplaced == 0 ? "between " : "varying between "
    text += "\(seconds(fit.range.lowerBound)) and \(seconds(fit.range.upperBound)) "
    text += "(\(DecimalText.grouped(fit.warm)) pauses ended warm, "
    text += "\(DecimalText.grouped(fit.cold)) cold"
    if fit.misplaced > 0 { text += ", \(DecimalText.grouped(fit.misplaced)) against it" }
    return text + ")\n"
  }

  /// How well the held-back part is predicted.
  func text(_ predictions: [LogPrediction]) -> String {
    guard !predictions.isEmpty else {
      return "\nThe log has too few requests to hold some of them against the scenario.\n"
    }
    var table = Table([
      .left("Held back"), .left("Response"), .right("Log"), .right("Scenario"), .right("Error"),
    ])
    for prediction in predictions {
      for figure in prediction.figures {
        table.append([
          "\(prediction.deployment) (\(DecimalText.grouped(prediction.observed)))", figure.name,
          value(figure.observed, figure), value(figure.predicted, figure),
          (figure.error < 0 ? "" : "+") + DecimalText.fixed(figure.error * 100, digits: 1) + " %",
        ])
      }
    }
    return "\n" + table.text { text, _ in text } + warning(predictions)
  }

  /// What is predicted badly; empty where nothing is.
  private func warning(_ predictions: [LogPrediction]) -> String {
    let poor = predictions.flatMap { prediction in
      prediction.figures.filter(\.isPoor).map { "\($0.name) of \(prediction.deployment)" }
    }
    guard !poor.isEmpty else { return "" }
    return "\nBadly predicted, by more than 10 % and than chance explains:\n"
      + poor.map { "  \($0)\n" }.joined()
      + "What the scenario says of anything else may be as wrong; docs/calibrate.md says what to "
      + "look at.\n"
  }

  private func value(_ value: Double, _ figure: LogPrediction.Figure) -> String {
    figure.isCount ? DecimalText.grouped(Int(value)) : seconds(value)
  }

  private func number(_ value: Double) -> String { DecimalText.grouped(value, digits: 3) }

  private func seconds(_ value: Double) -> String {
    switch value {
    case ..<1: DecimalText.fixed(value * 1000, digits: 2) + " ms"
    case ..<600: DecimalText.fixed(value, digits: 2) + " s"
    case ..<36_000: DecimalText.fixed(value / 60, digits: 1) + " min"
    default: DecimalText.fixed(value / 3600, digits: 1) + " h"
    }
  }
}
