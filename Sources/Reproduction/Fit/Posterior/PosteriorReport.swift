import Documents
import Platforms

/// An inference from the paper's numbers, and what it predicts of each when that is left out.
package struct PosteriorReport: Sendable {
  /// The posterior of all numbers.
  package let posterior: FitPosterior
  /// The predictions; none unless asked for.
  package let predictions: [LeftOutPrediction]

  /// Infers, and predicts.
  ///
  /// - Parameters:
  ///   - model: the simulation, with guesses among its parameters.
  ///   - start: the numbers to begin at.
  ///   - draws: of how many draws each mean is.
  ///   - steps: how often the point may move.
  ///   - leftOut: what is left out, one kind after another.
  ///   - samples: from how many sets of values a number is predicted.
  ///   - seed: the seed of these.
  ///   - jobs: how many runs at a time.
  ///   - report: told of what has been done.
  ///   - advance: called with the number of runs that have been done.
  ///   - check: called often; what it throws ends all.
  /// - Throws: what makes the numbers impossible, or what `check` throws.
  package init(
    _ model: FitModel, from start: [Double], draws: Int, steps: Int, leftOut: [LeftOut.Kind],
    samples: Int, seed: UInt64, jobs: Int, report: @escaping (String) -> Void,
    advance: @escaping @Sendable (Int) -> Void, check: @escaping @Sendable () throws -> Void
  ) throws {
    let simulator = NumberSimulator(model: model, jobs: jobs, check: check, advance: advance)
    let search = PosteriorSearch(
      simulator: simulator, observations: FitObservation.all, draws: draws, report: report)
    posterior = try search.run(from: start, steps: steps)
    let study = LeaveOutStudy(search: search, posterior: posterior, samples: samples, seed: seed)
    var predictions: [LeftOutPrediction] = []
    for kind in leftOut {
      for group in LeftOut.all(kind, model) {
        predictions += try study.predictions(group)
        report("predicted \(group.name)")
      }
    }
    self.predictions = predictions
  }

  /// What predictions are worth, of some of them.
  package struct Score: Sendable {
    /// How many numbers there are.
    package let count: Int
    /// The fraction that is at most 10 % away.
    package let near: Double
    /// The median of the sizes of the errors.
    package let medianError: Double
    /// The fraction that lies in its interval of 90 %.
    package let coverage: Double

    /// The score of predictions; nil of none.
    package init?(_ predictions: [LeftOutPrediction]) {
      let errors = predictions.map { $0.error?.magnitude ?? .infinity }.sorted()
      if errors.isEmpty { return nil }
      count = errors.count
      near = Double(errors.count { $0 <= 0.1 }) / Double(count)
      medianError = (errors[(count - 1) / 2] + errors[count / 2]) / 2
      coverage = Double(predictions.count { $0.isCovered == true }) / Double(count)
    }
  }
}

// Its files.
extension PosteriorReport {
  /// The values, as CSV.
  package var valuesCSV: String {
    let header = "value,unit,prior_low,prior_high,centre,low90,high90,width_ratio,removed,pinned\n"
    return posterior.values.reduce(header) { text, value in
      let parameter = value.parameter
      let removed = value.taught.reduce(0) { $0 + $1.share }
      return text
        + [
          parameter.name, parameter.places[0].unit.rawValue, parameter.text(parameter.low),
          parameter.text(parameter.high), parameter.text(value.centre),
          parameter.text(value.interval.lowerBound), parameter.text(value.interval.upperBound),
          Self.fixed(value.width), Self.fixed(removed), value.isUntaught ? "no" : "yes",
        ].joined(separator: ",") + "\n"
    }
  }

  /// The correlations of all pairs, as CSV.
  package var correlationsCSV: String {
    posterior.correlations.reduce("first,second,correlation\n") { text, pair in
      text + "\(pair.first.name),\(pair.second.name),\(Self.fixed(pair.value))\n"
    }
  }

  /// What each number taught about each value, as CSV.
  package var taughtCSV: String {
    posterior.values.reduce("value,number,removed\n") { text, value in
      value.taught.filter { $0.share.magnitude >= 0.0005 }.reduce(text) { text, taught in
        text + "\(value.parameter.name),\(taught.target.id),\(Self.fixed(taught.share))\n"
      }
    }
  }

  /// The predictions, as CSV.
  package var leftOutCSV: String {
    let header =
      "left_out,name,id,class,published,median,predictive90_low,predictive90_high,"
      + "relative_error,covered\n"
    return predictions.reduce(header) { text, prediction in
      func number(_ value: Double?) -> String {
        value.map { DecimalText.fixed($0, digits: 9) } ?? ""
      }
      return text
        + [
          prediction.leftOut.kind.rawValue, prediction.leftOut.name, prediction.target.id,
          prediction.target.numberClass.rawValue, prediction.target.publishedText,
          number(prediction.median), number(prediction.interval?.lowerBound),
          number(prediction.interval?.upperBound), number(prediction.error),
          prediction.isCovered.map { $0 ? "yes" : "no" } ?? "missing",
        ].joined(separator: ",") + "\n"
    }
  }

  private static func fixed(_ value: Double) -> String { DecimalText.fixed(value, digits: 4) }
}
