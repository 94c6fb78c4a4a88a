import SimCore

/// The families of distributions that a scenario can name.
enum DistributionKey: String, CaseIterable {
  case constant, exponential, gamma, erlang, lognormal, weibull, pareto, uniform, empirical
  case quantiles, shift, scale
}

/// The keys of an exponential distribution.
enum MeanKey: String, CaseIterable { case mean }

/// The keys of a gamma distribution.
enum GammaKey: String, CaseIterable { case mean, shape }

/// The keys of an Erlang distribution.
enum ErlangKey: String, CaseIterable { case mean, stages }

/// The keys of a log-normal distribution.
enum LogNormalKey: String, CaseIterable { case mean, cv, median, sigma }

/// The keys of a Weibull distribution.
enum WeibullKey: String, CaseIterable { case scale, shape }

/// The keys of Pareto's distribution.
enum ParetoKey: String, CaseIterable { case minimum, shape }

/// The keys of a uniform distribution.
enum UniformKey: String, CaseIterable { case from, to }

extension ProblemLog {
  /// A distribution of lengths of time: a duration for a constant, or an object with the family's
  /// name as its key.
  func distribution(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    switch value.kind {
    case .string, .number:
      return interval(value, path, in: .zero ... .longest).map { .constant($0) }
    default: break
    }
    guard let reader = ObjectReader<DistributionKey>(value, path: path, log: self) else {
      return nil
    }
    let families = DistributionKey.allCases.filter {
      $0 != .shift && $0 != .scale && reader.value($0) != nil
    }
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
    guard let inner = reader.value(family) else { return nil }
    let base = self.family(family, inner, reader.path(family))
    let scale = reader.number(.scale, in: 0...1e9)
    let shift = reader.interval(.shift, in: .zero ... .longest)
    guard var distribution = base else { return nil }
    if let scale { distribution = distribution.scaled(by: scale) }
    if let shift { distribution = distribution.shifted(by: shift) }
    return distribution
  }

  private func family(
    _ family: DistributionKey, _ value: JSONValue, _ path: JSONPath
  ) -> Distribution? {
    switch family {
    case .constant: interval(value, path, in: .zero ... .longest).map { .constant($0) }
    case .exponential: exponential(value, path)
    case .gamma: gamma(value, path)
    case .erlang: erlang(value, path)
    case .lognormal: logNormal(value, path)
    case .weibull: weibull(value, path)
    case .pareto: pareto(value, path)
    case .uniform: uniform(value, path)
    case .empirical: empirical(value, path)
    case .quantiles: quantiles(value, path)
    case .shift, .scale: nil
    }
  }

  /// A mean, a scale or a minimum: above zero.
  private var positive: ClosedRange<Interval> { Interval(nanoseconds: 1) ... .longest }

  private func exponential(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let reader = ObjectReader<MeanKey>(value, path: path, log: self) else { return nil }
    reader.required(.mean)
    return reader.interval(.mean, in: positive).map { .exponential(mean: $0) }
  }

  private func gamma(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let reader = ObjectReader<GammaKey>(value, path: path, log: self) else { return nil }
    reader.required(.mean)
    reader.required(.shape)
    let mean = reader.interval(.mean, in: positive)
    let shape = reader.number(.shape, in: 1e-3...1e6)
    guard let mean, let shape else { return nil }
    return .gamma(mean: mean, shape: shape)
  }

  private func erlang(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let reader = ObjectReader<ErlangKey>(value, path: path, log: self) else { return nil }
    reader.required(.mean)
    reader.required(.stages)
    let mean = reader.interval(.mean, in: positive)
    let stages = reader.integer(.stages, in: 1...1_000_000)
    guard let mean, let stages else { return nil }
    return .erlang(mean: mean, stages: stages)
  }

  private func logNormal(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let reader = ObjectReader<LogNormalKey>(value, path: path, log: self) else { return nil }
    let mean = reader.interval(.mean, in: positive)
    let variation = reader.number(.cv, in: 0...1e3)
    let median = reader.interval(.median, in: positive)
    let sigma = reader.number(.sigma, in: 0...10)
    let given = LogNormalKey.allCases.filter { reader.value($0) != nil }
    if given == [.mean, .cv] {
      guard let mean, let variation else { return nil }
      return .logNormal(mean: mean, coefficientOfVariation: variation)
    }
    if given == [.median, .sigma] {
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
    guard let reader = ObjectReader<WeibullKey>(value, path: path, log: self) else { return nil }
    reader.required(.scale)
    reader.required(.shape)
    let scale = reader.interval(.scale, in: positive)
    let shape = reader.number(.shape, in: 0.05...1e3)
    guard let scale, let shape else { return nil }
    return .weibull(scale: scale, shape: shape)
  }

  private func pareto(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let reader = ObjectReader<ParetoKey>(value, path: path, log: self) else { return nil }
    reader.required(.minimum)
    reader.required(.shape)
    let minimum = reader.interval(.minimum, in: positive)
    let shape = reader.number(.shape, in: 0.05...1e3)
    guard let minimum, let shape else { return nil }
    return .pareto(minimum: minimum, shape: shape)
  }

  private func uniform(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let reader = ObjectReader<UniformKey>(value, path: path, log: self) else { return nil }
    reader.required(.from)
    reader.required(.to)
    let from = reader.interval(.from, in: .zero ... .longest)
    let to = reader.interval(.to, in: .zero ... .longest)
    guard let from, let to else { return nil }
    guard from <= to else {
      report(value, path: path, what: "from is greater than to", fix: "exchange the two")
      return nil
    }
    return .uniform(from: from, to: to)
  }

  private func empirical(_ value: JSONValue, _ path: JSONPath) -> Distribution? {
    guard let elements = array(value, path) else { return nil }
    let values = elements.compactMap { interval($0.0, $0.1, in: .zero ... .longest) }
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
    guard let pair = array(element, path) else { return nil }
    guard pair.count == 2 else {
      report(
        element, path: path, what: "must be a pair, has \(pair.count) elements",
        fix: "write a probability and a duration, such as [0.5, \"120ms\"]")
      return nil
    }
    let probability = number(pair[0].0, pair[0].1, in: 0...1)
    let length = interval(pair[1].0, pair[1].1, in: .zero ... .longest)
    guard let probability, let length else { return nil }
    return (probability, length)
  }
}

extension ObjectReader {
  /// Whether the object has keys that were reported as unknown.
  var hasUnknownKeys: Bool { object.members.contains { Key(rawValue: $0.key) == nil } }
}
