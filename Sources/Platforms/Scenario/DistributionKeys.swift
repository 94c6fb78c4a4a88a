import Documents
import SimCore

/// The families of distributions that a scenario can name.
enum FamilyName: String, CaseIterable {
  case constant, exponential, gamma, erlang, lognormal, weibull, pareto, uniform, empirical
  case quantiles
}

/// The keys of a distribution: one for each family, and two that may stand beside it.
enum DistributionKeys {
  static let shift = Key<Interval?>(
    "shift", .duration, .standard("\"0s\"", words: nil), "what is then added to every sample")
  static let scale = Key<Double?>(
    "scale", .number(0...1e9), .standard("1", words: nil), "what every sample is multiplied with")

  static let object = ScenarioObject(
    "family", rule: .one(of: FamilyName.allCases.map(\.rawValue)), keys: families + [shift, scale])

  private static let families: [any DeclaredKey] = FamilyName.allCases.map { key($0) }

  /// The key of a family.
  static func key(_ name: FamilyName) -> Key<JSONValue?> {
    let anyTime = ValueForm.duration(.zero ... .longest)
    func family(_ object: ScenarioObject) -> Key<JSONValue?> {
      Key(name.rawValue, .object(object), "")
    }
    switch name {
    case .constant: return Key(name.rawValue, .value(anyTime), "always the same")
    case .exponential: return family(ExponentialKeys.object)
    case .gamma: return family(GammaKeys.object)
    case .erlang: return family(ErlangKeys.object)
    case .lognormal: return family(LogNormalKeys.object)
    case .weibull: return family(WeibullKeys.object)
    case .pareto: return family(ParetoKeys.object)
    case .uniform: return family(UniformKeys.object)
    case .empirical:
      return Key(
        name.rawValue, .value(.list(anyTime, least: 1, most: nil)),
        "one of the durations of a list, each with the same probability")
    case .quantiles:
      return Key(
        name.rawValue, .value(.list(.pair(.number(0...1), anyTime), least: 2, most: nil)),
        """
        pairs of a probability and a duration, joined by straight lines; from probability 0 to 1, \
        probabilities rise and durations do not fall
        """)
    }
  }
}

/// The keys of an exponential distribution.
enum ExponentialKeys {
  static let mean = Key<Interval?>("mean", .positiveDuration, .required, "the mean")

  static let object = ScenarioObject("exponential", "P(T > t) = exp(-t / mean).", keys: [mean])
}

/// The keys of a gamma distribution.
enum GammaKeys {
  static let mean = ExponentialKeys.mean
  static let shape = Key<Double?>("shape", .number(1e-3...1e6), .required, "the shape")

  static let object = ScenarioObject(
    "gamma", "A gamma distribution; its coefficient of variation is 1 / sqrt(shape).",
    keys: [mean, shape])
}

/// The keys of an Erlang distribution.
enum ErlangKeys {
  static let mean = Key<Interval?>("mean", .positiveDuration, .required, "the mean of the sum")
  static let stages = Key<Int?>(
    "stages", .integer(1...1_000_000), .required, "the number of stages")

  static let object = ScenarioObject(
    "erlang", "The sum of independent, equal exponential stages.", keys: [mean, stages])
}

/// The keys of a log-normal distribution.
enum LogNormalKeys {
  static let mean = Key<Interval?>("mean", .positiveDuration, "the mean")
  static let variation = Key<Double?>(
    "cv", .number(0...1e3),
    "the coefficient of variation: the standard deviation over the mean")
  static let median = Key<Interval?>("median", .positiveDuration, "the median")
  static let sigma = Key<Double?>(
    "sigma", .number(0...10), "the standard deviation of the logarithm")

  static let object = ScenarioObject(
    "lognormal", "A log-normal distribution, by mean and cv or by median and sigma.",
    rule: .one(
      [.init(with: [mean.name, variation.name]), .init(with: [median.name, sigma.name])], most: 2),
    keys: [mean, variation, median, sigma])
}

/// The keys of a Weibull distribution.
enum WeibullKeys {
  static let scale = Key<Interval?>("scale", .positiveDuration, .required, "the scale")
  static let shape = Key<Double?>("shape", .number(0.05...1e3), .required, "the shape")

  static let object = ScenarioObject(
    "weibull", "P(T > t) = exp(-(t / scale)^shape).", keys: [scale, shape])
}

/// The keys of Pareto's distribution.
enum ParetoKeys {
  static let minimum = Key<Interval?>("minimum", .positiveDuration, .required, "the least value")
  static let shape = Key<Double?>(
    "shape", .number(0.05...1e3), .required,
    "the shape; the mean is finite above 1, the variance above 2")

  static let object = ScenarioObject(
    "pareto", "P(T > t) = (minimum / t)^shape for t of at least the minimum.",
    keys: [minimum, shape])
}

/// The keys of a uniform distribution.
enum UniformKeys {
  static let from = Key<Interval?>("from", .duration, .required, "the least length")
  static let to = Key<Interval?>("to", .duration, .required, "the greatest length")

  static let object = ScenarioObject(
    "uniform", "Every length between two is as likely.", keys: [from, to])
}

extension Definition {
  static let distribution: Definition = Definition(
    "distribution", "Lengths of time: a duration for a constant, or a family with its parameters.",
    words: "[distribution](#distributions)"
  ) { .either([.duration(.zero ... .longest), .object(DistributionKeys.object)]) }
}
