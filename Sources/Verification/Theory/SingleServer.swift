import SimCore

/// Queues of one server whose times are not all exponential: rates in events a second, times in
/// seconds.
///
/// Source where nothing else is said: L. Kleinrock, "Queueing Systems, Volume 1: Theory", Wiley
/// 1975.
enum SingleServer {
  /// The first two moments of the wait, M/G/1: the formula of Pollaczek and Khinchine and its
  /// continuation; Kleinrock, section 5.7.
  ///
  /// - Parameters:
  ///   - arrivals: the arrival rate.
  ///   - moments: the first three moments of the service time.
  /// - Returns: the mean of the wait, and of its square.
  static func pollaczekKhinchine(
    arrivals: Double, moments: (Double, Double, Double)
  ) -> (mean: Double, second: Double) {
    let idle = 1 - arrivals * moments.0
    let mean = arrivals * moments.1 / (2 * idle)
    return (mean, 2 * mean * mean + arrivals * moments.2 / (3 * idle))
  }

  /// The probability that the wait exceeds some time, M/D/1.
  ///
  /// Source: A. Erlang, "The theory of probabilities and telephone conversations", 1909; H. Tijms,
  /// "A First Course in Stochastic Models", Wiley 2003, section 9.6, for the form used here.
  static func constantServiceTail(arrivals: Double, service: Double, beyond time: Double) -> Double
  {
    var (sum, factor, stage) = (0.0, 1.0, 0)
    while Double(stage) * service <= time {
      let left = arrivals * (time - Double(stage) * service)
      // (-left)^stage / stage!
      factor = (0..<stage).reduce(1.0) { $0 * -left / Double($1 + 1) }
      sum += factor * Elementary.exp(left)
      stage += 1
    }
    return 1 - (1 - arrivals * service) * sum
  }

  /// The probability that a request waits, G/M/1: the root below 1 of s = A(mu (1 - s)).
  ///
  /// The wait exceeds t with probability s exp(-mu (1 - s) t); Kleinrock, section 6.4.
  ///
  /// - Parameters:
  ///   - service: the rate of service, above that of arrivals.
  ///   - transform: the Laplace transform A of the times between arrivals.
  /// - Returns: the root.
  static func renewalRoot(service: Double, transform: (Double) -> Double) -> Double {
    // The right side is convex and rises to 1 at 1, so from below it leads to the lower root.
    var root = 0.0
    for _ in 0..<100_000 {
      let next = transform(service * (1 - root))
      if next == root { break }
      root = next
    }
    return root
  }

  /// What becomes of requests that leave after waiting for a fixed time, M/M/1+D.
  ///
  /// The work in the system has an atom at zero, a density like that of M/M/1 up to the patience,
  /// and beyond it falls at the rate of service, because nobody joins. Source: D. Barrer, "Queuing
  /// with impatient customers and ordered service", Operations Research 5(5), 1957.
  ///
  /// - Returns: the probability of leaving unserved, and of having been served in time altogether.
  static func impatience(
    arrivals: Double, service: Double, patience: Double
  ) -> (abandons: Double, inTime: Double) {
    let gap = service - arrivals
    let tail = Elementary.exp(-gap * patience)
    let empty = 1 / (1 + arrivals * (1 - tail) / gap + arrivals / service * tail)
    let abandons = empty * arrivals / service * tail
    let served = Elementary.exp(-service * patience)
    let waited =
      (1 - tail) / gap - served * (Elementary.exp(arrivals * patience) - 1) / arrivals
    return (abandons, empty * (1 - served) + empty * arrivals * waited)
  }

  /// A server that takes up to so many of those that wait, for an exponential time whatever their
  /// number: M/M^[1,b]/1.
  ///
  /// With j waiting behind a busy server, the stationary probabilities are q r^j, where r is the
  /// root below 1 of (L + M) r = L + M r^(b+1); idle has M q / L. Source: N. Bailey, "On queueing
  /// processes with bulk service", Journal of the Royal Statistical Society B 16(1), 1954.
  ///
  /// - Returns: the probability of an idle server, and the mean number waiting.
  static func bulkService(
    arrivals: Double, service: Double, size: Int
  ) -> (idle: Double, waiting: Double) {
    var root = 0.5
    for _ in 0..<10_000 {
      let power = (0...size).reduce(1.0) { product, _ in product * root }
      root = (arrivals + service * power) / (arrivals + service)
    }
    let busyAlone = 1 / (service / arrivals + 1 / (1 - root))
    return (
      busyAlone * service / arrivals, busyAlone * root / ((1 - root) * (1 - root))
    )
  }
}
