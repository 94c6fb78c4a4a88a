extension Distribution {
  /// Always the same length.
  ///
  /// - Parameter value: from zero to ``Interval/longest``.
  /// - Returns: the distribution, whose samples draw no random number.
  public static func constant(_ value: Interval) -> Distribution {
    Distribution(.constant(Interval(valid: value)))
  }

  /// The exponential distribution.
  ///
  /// - Parameter mean: from zero to ``Interval/longest``.
  /// - Returns: the distribution.
  public static func exponential(mean: Interval) -> Distribution {
    Distribution(.exponential(mean: length(mean)))
  }

  /// The gamma distribution, whose coefficient of variation is 1 / sqrt(shape).
  ///
  /// - Parameters:
  ///   - mean: from zero to ``Interval/longest``.
  ///   - shape: a finite number of at least 1e-6.
  /// - Returns: the distribution.
  public static func gamma(mean: Interval, shape: Double) -> Distribution {
    precondition(shape >= 1e-6, "the shape of a gamma distribution is at least 1e-6")
    return Distribution(.gamma(scale: length(mean) / shape, shape: GammaShape(shape)))
  }

  /// The sum of some independent, equal exponential stages: a gamma distribution of whole shape.
  ///
  /// - Parameters:
  ///   - mean: the mean of the sum, from zero to ``Interval/longest``.
  ///   - stages: at least 1.
  /// - Returns: the distribution.
  public static func erlang(mean: Interval, stages: Int) -> Distribution {
    gamma(mean: mean, shape: Double(stages))
  }

  /// The log-normal distribution of a given mean and relative spread.
  ///
  /// - Parameters:
  ///   - mean: from zero to ``Interval/longest``.
  ///   - coefficientOfVariation: the standard deviation over the mean, from 0 to 1e150.
  /// - Returns: the distribution.
  public static func logNormal(mean: Interval, coefficientOfVariation: Double) -> Distribution {
    precondition(
      coefficientOfVariation >= 0 && coefficientOfVariation <= 1e150,
      "a coefficient of variation lies between 0 and 1e150")
    let square = coefficientOfVariation * coefficientOfVariation
    return Distribution(
      .logNormal(
        median: length(mean) / Elementary.squareRoot(1 + square),
        sigma: Elementary.squareRoot(Elementary.logOnePlus(square))))
  }

  /// The log-normal distribution of a given median.
  ///
  /// - Parameters:
  ///   - median: from zero to ``Interval/longest``.
  ///   - sigma: the standard deviation of the logarithm, finite and at least 0.
  /// - Returns: the distribution.
  public static func logNormal(median: Interval, sigma: Double) -> Distribution {
    precondition(sigma >= 0 && sigma.isFinite, "a standard deviation is finite and at least 0")
    return Distribution(.logNormal(median: length(median), sigma: sigma))
  }

  /// The Weibull distribution: a sample exceeds t with probability exp(-(t / scale)^shape).
  ///
  /// - Parameters:
  ///   - scale: from zero to ``Interval/longest``.
  ///   - shape: a finite number of at least 0.01.
  /// - Returns: the distribution.
  public static func weibull(scale: Interval, shape: Double) -> Distribution {
    Distribution(.weibull(scale: length(scale), inverseShape: inverse(shape)))
  }

  /// Pareto's distribution: a sample exceeds t >= minimum with probability (minimum / t)^shape.
  ///
  /// - Parameters:
  ///   - minimum: from zero to ``Interval/longest``.
  ///   - shape: a finite number of at least 0.01; the mean is finite above 1, the variance above 2.
  /// - Returns: the distribution.
  public static func pareto(minimum: Interval, shape: Double) -> Distribution {
    Distribution(.pareto(minimum: length(minimum), inverseShape: inverse(shape)))
  }

  /// The uniform distribution between two lengths.
  ///
  /// - Parameters:
  ///   - start: from zero to `end`.
  ///   - end: up to ``Interval/longest``.
  /// - Returns: the distribution.
  public static func uniform(from start: Interval, to end: Interval) -> Distribution {
    precondition(start <= end, "a uniform distribution starts no later than it ends")
    return Distribution(.uniform(start: length(start), width: length(end) - length(start)))
  }

  /// The lengths of a list, each with the same probability.
  ///
  /// - Parameter values: at least one length, each from zero to ``Interval/longest``; a value that
  ///   occurs twice is twice as likely.
  /// - Returns: the distribution.
  /// - Complexity: O(n), and O(1) for each sample.
  public static func empirical(_ values: [Interval]) -> Distribution {
    precondition(!values.isEmpty, "an empirical distribution has a value")
    return Distribution(.empirical(values.map { Interval(valid: $0) }))
  }

  /// The distribution whose quantile function joins some points by straight lines.
  ///
  /// Two points of one probability are a gap that no sample lies in, and two of one value a value
  /// that has a probability of its own.
  ///
  /// - Parameter points: at least two, the first of probability 0 and the last of probability 1;
  ///   neither probabilities nor values fall, and values lie between zero and
  ///   ``Interval/longest``.
  /// - Returns: the distribution.
  /// - Complexity: O(n) for n points.
  public static func quantiles(
    _ points: [(probability: Double, value: Interval)]
  ) -> Distribution {
    Distribution(.quantiles(QuantileTable(points)))
  }

  /// A checked length in nanoseconds.
  private static func length(_ interval: Interval) -> Double {
    Double(Interval(valid: interval).nanoseconds)
  }

  /// One over a checked shape.
  private static func inverse(_ shape: Double) -> Double {
    precondition(shape >= 0.01 && shape.isFinite, "a shape is a finite number of at least 0.01")
    return 1 / shape
  }
}
