import Documents
import SimCore

extension ProblemLog {
  /// A distribution of lengths of time: a duration for a constant, or an object with the family's
  /// name as its key.
  func distribution(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    switch value.kind {
    case .string, .number:
      return amount(value, path, in: Interval.zero ... .longest).map { .constant($0) }
    default: break
    }
    typealias Keys = DistributionKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    let families = FamilyName.allCases.filter { reader.value(Keys.key($0)) != nil }
    guard let family = families.first, families.count == 1 else {
      // A misspelt family has been reported already.
      if families.isEmpty && reader.hasUnknownKeys { return nil }
      report(
        value, path: path,
        what: families.isEmpty ? "names no distribution" : "names more than one distribution",
        fix: "write a duration such as \"250ms\", or one of exponential, gamma, erlang, lognormal, "
          + "weibull, pareto, uniform, empirical or quantiles, such as "
          + "{ \"lognormal\": { \"mean\": \"250ms\", \"cv\": 0.3 } }")
      return nil
    }
    let key = Keys.key(family)
    guard let inner = reader.value(key) else { return nil }
    let base = self.family(family, inner, reader.path(key))
    let scale = reader[Keys.scale]
    let shift = reader[Keys.shift]
    guard var distribution = base else { return nil }
    if let scale { distribution = distribution.scaled(by: scale) }
    if let shift { distribution = distribution.shifted(by: shift) }
    return distribution
  }

  private func family(
    _ family: FamilyName, _ value: JSONValue, _ path: JSONPath
  ) -> Distribution? {
    switch family {
    case .constant: amount(value, path, in: Interval.zero ... .longest).map { .constant($0) }
    case .exponential: exponential(value, path)
    case .gamma: gamma(value, path)
    case .erlang: erlang(value, path)
    case .lognormal: logNormal(value, path)
    case .weibull: weibull(value, path)
    case .pareto: pareto(value, path)
    case .uniform: uniform(value, path)
    case .empirical: empirical(value, path)
    case .quantiles: quantiles(value, path)
    }
  }

  private func exponential(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = ExponentialKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    return reader[Keys.mean].map { .exponential(mean: $0) }
  }

  private func gamma(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = GammaKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let mean = reader[Keys.mean]
    let shape = reader[Keys.shape]
    guard let mean, let shape else { return nil }
    return .gamma(mean: mean, shape: shape)
  }

  private func erlang(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = ErlangKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let mean = reader[Keys.mean]
    let stages = reader[Keys.stages]
    guard let mean, let stages else { return nil }
    return .erlang(mean: mean, stages: stages)
  }

  private func logNormal(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = LogNormalKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    let mean = reader[Keys.mean]
    let variation = reader[Keys.variation]
    let median = reader[Keys.median]
    let sigma = reader[Keys.sigma]
    let given = Keys.object.names.filter { value[$0] != nil }
    if given == [Keys.mean.name, Keys.variation.name] {
      guard let mean, let variation else { return nil }
      return .logNormal(mean: mean, coefficientOfVariation: variation)
    }
    if given == [Keys.median.name, Keys.sigma.name] {
      guard let median, let sigma else { return nil }
      return .logNormal(median: median, sigma: sigma)
    }
    if reader.hasUnknownKeys { return nil }
    report(
      value, path: path, what: "does not fix a log-normal distribution",
      fix: "write mean and cv (the standard deviation over the mean), or median and sigma")
    return nil
  }

  private func weibull(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = WeibullKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let scale = reader[Keys.scale]
    let shape = reader[Keys.shape]
    guard let scale, let shape else { return nil }
    return .weibull(scale: scale, shape: shape)
  }

  private func pareto(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = ParetoKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let minimum = reader[Keys.minimum]
    let shape = reader[Keys.shape]
    guard let minimum, let shape else { return nil }
    return .pareto(minimum: minimum, shape: shape)
  }

  private func uniform(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    typealias Keys = UniformKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let from = reader[Keys.from]
    let to = reader[Keys.to]
    guard let from, let to else { return nil }
    guard from <= to else {
      report(value, path: path, what: "from is greater than to", fix: "exchange the two")
      return nil
    }
    return .uniform(from: from, to: to)
  }

  private func empirical(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let elements = array(value, path) else { return nil }
    let values = elements.compactMap { amount($0.0, $0.1, in: Interval.zero ... .longest) }
    guard !elements.isEmpty else {
      report(value, path: path, what: "is empty", fix: "give at least one duration")
      return nil
    }
    return values.count == elements.count ? .empirical(values) : nil
  }

  private func quantiles(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let elements = array(value, path) else { return nil }
    let points = elements.compactMap { quantile($0.0, $0.1) }
    guard points.count == elements.count else { return nil }
    let ordered = zip(points, points.dropFirst()).allSatisfy {
      $0.probability < $1.probability && $0.value <= $1.value
    }
    guard points.count >= 2, points.first?.probability == 0, points.last?.probability == 1, ordered
    else {
      report(
        value, path: path, what: "are not the quantiles of a distribution",
        fix: "give pairs from probability 0 to probability 1, both included, with probabilities "
          + "that rise and durations that do not fall")
      return nil
    }
    return .quantiles(points)
  }

  private func quantile(
    _ element: JSONValue, _ path: JSONPath
  ) -> (probability: Double, value: Interval)? {
    guard
      let pair = self.pair(
        element, path, of: "a probability and a duration, such as [0.5, \"120ms\"]")
    else { return nil }
    let probability = number(pair.first.0, pair.first.1, in: 0...1)
    let length = amount(pair.second.0, pair.second.1, in: Interval.zero ... .longest)
    guard let probability, let length else { return nil }
    return (probability, length)
  }
}
