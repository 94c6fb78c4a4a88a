import SimCore

/// Instances on demand without a limit, the newest idle one first, each kept for a fixed time:
/// Poisson arrivals, exponential service, no time to start.
///
/// The number in service N is that of M/M/infinity. Whenever it falls from n to n - 1 an instance
/// becomes idle, and whenever it rises again to n the instance that became idle last is taken:
/// falls and rises match like brackets, so that it is the very one that became idle when N last
/// fell from n. It is still there if N has come back within the keep-alive, else one is created, as
/// it is on the first visit. An instance is therefore idle at "level" n for the time T(n) that N
/// takes from n - 1 to n for the first time, or for the keep-alive if that is shorter; both are
/// first-passage times of a birth and death process with n states, found here by uniformisation.
/// With p the Poisson probabilities of the offered load and L the rate of arrivals,
///
///     P(cold) = sum of p(n-1) P(T(n) > keep-alive),
///     mean idle = L * sum of p(n-1) E[min(T(n), keep-alive)].
///
/// Sources: the levels are those of A. Gandhi, V. Gupta, M. Harchol-Balter and M. Kozuch,
/// "Optimality analysis of energy-performance trade-off for server farm management", Performance
/// Evaluation 67(11), 2010, who route to the most recently busy server and delay switching off; W.
/// Grassmann, "Transient solutions in Markovian queueing systems", Computers and Operations
/// Research 4(1), 1977, for uniformisation.
struct NewestFirst {
  /// The probability that a request finds no idle instance.
  let cold: Double
  /// The mean number of idle instances.
  let idle: Double

  /// Solves for arrivals and services a second, and a keep-alive in seconds.
  init(arrivals: Double, service: Double, keepAlive: Double) {
    let offered = arrivals / service
    var weight = Elementary.exp(-offered)
    var (cold, idle) = (0.0, 0.0)
    var level = 1
    while weight > 1e-17 || Double(level) < offered {
      let passage = Self.passage(
        to: level, arrivals: arrivals, service: service, within: keepAlive)
      cold += weight * passage.later
      idle += arrivals * weight * passage.mean
      weight *= offered / Double(level)
      level += 1
    }
    (self.cold, self.idle) = (cold, idle)
  }

  /// How long the number in service takes from one below a level to that level.
  ///
  /// - Returns: the probability that it takes longer than some time, and the mean of the passage
  ///   cut off at that time.
  private static func passage(
    to level: Int, arrivals: Double, service: Double, within time: Double
  ) -> (later: Double, mean: Double) {
    let rate = arrivals + Double(level - 1) * service
    let expected = rate * time
    if expected == 0 { return (1, 0) }
    var states = [Double](repeating: 0, count: level)
    states[level - 1] = 1
    var (seen, later, mean, step) = (0.0, 0.0, 0.0, 0)
    let last = Elementary.ceiling(expected + 12 * Elementary.squareRoot(expected)) + 40
    // After so many steps of the uniform chain the level has not been reached with probability
    // `left`.
    while step < last {
      let probability = Elementary.exp(
        Double(step) * Elementary.log(expected) - expected
          - Elementary.logGamma(Double(step) + 1))
      let left = states.reduce(0, +)
      seen += probability
      later += probability * left
      mean += max(0, 1 - seen) * left / rate
      var next = [Double](repeating: 0, count: level)
      for number in 0..<level {
        let falls = Double(number) * service / rate
        let rises = arrivals / rate
        next[number] += states[number] * (1 - falls - rises)
        if number > 0 { next[number - 1] += states[number] * falls }
        if number + 1 < level { next[number + 1] += states[number] * rises }
      }
      states = next
      step += 1
    }
    return (later, mean)
  }
}
