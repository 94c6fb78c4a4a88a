import Foundation

/// Closed forms of queueing theory: rates in events a second, times in seconds.
///
/// Where nothing else is said, the source is L. Kleinrock, "Queueing Systems, Volume 1: Theory",
/// Wiley 1975, and the section is given.
enum QueueingTheory {
  /// The probability that all of so many servers are busy and a request is lost, M/G/c/c.
  ///
  /// Source: A. Erlang, "Solution of some problems in the theory of probabilities of significance
  /// in automatic telephone exchanges", 1917; Kleinrock, section 3.6, for the recursion.
  ///
  /// - Parameters:
  ///   - servers: the number of servers.
  ///   - offered: the arrival rate times the mean service time.
  /// - Returns: the probability.
  static func erlangB(servers: Int, offered: Double) -> Double {
    (1...servers).reduce(1.0) { blocked, server in
      offered * blocked / (Double(server) + offered * blocked)
    }
  }

  /// The probability that a request has to wait, M/M/c; Kleinrock, section 3.5.
  static func erlangC(servers: Int, offered: Double) -> Double {
    let blocked = erlangB(servers: servers, offered: offered)
    let utilisation = offered / Double(servers)
    return blocked / (1 - utilisation * (1 - blocked))
  }

  /// The long-run probability of each number in the system, M/M/c/K; Kleinrock, section 3.8.
  static func states(arrivals: Double, service: Double, servers: Int, places: Int) -> [Double] {
    var weights = [1.0]
    for number in 1...places {
      weights.append(weights[number - 1] * arrivals / (service * Double(min(number, servers))))
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The first two moments of the wait, M/G/1: the formula of Pollaczek and Khinchine and its
  /// continuation; Kleinrock, section 5.7.
  ///
  /// - Parameters:
  ///   - arrivals: the arrival rate.
  ///   - moments: the first three moments of the service time.
  /// - Returns: the mean of the wait and of its square.
  static func pollaczekKhinchine(
    arrivals: Double, moments: (Double, Double, Double)
  ) -> (mean: Double, second: Double) {
    let idle = 1 - arrivals * moments.0
    let mean = arrivals * moments.1 / (2 * idle)
    return (mean, 2 * mean * mean + arrivals * moments.2 / (3 * idle))
  }

  /// The mean wait where times between arrivals are sums of so many exponential ones, E/M/1.
  ///
  /// The probability of waiting is the root between 0 and 1 of s = A*(mu (1 - s)), where A* is the
  /// transform of the times between arrivals; Kleinrock, section 6.4.
  static func erlangArrivalsWait(stages: Int, stageRate: Double, service: Double) -> Double {
    var root = 0.5
    for _ in 0..<200 {
      root = pow(stageRate / (stageRate + service * (1 - root)), Double(stages))
    }
    return root / (service * (1 - root))
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
    let tail = exp(-gap * patience)
    let empty = 1 / (1 + arrivals * (1 - tail) / gap + arrivals / service * tail)
    let abandons = empty * arrivals / service * tail
    let served = exp(-service * patience)
    let waited = (1 - tail) / gap - served * (exp(arrivals * patience) - 1) / arrivals
    return (abandons, empty * (1 - served) + empty * arrivals * waited)
  }

  /// The variance of the number of arrivals in a time over its mean, for a Poisson process whose
  /// rate changes between two values.
  ///
  /// Source: H. Heffes and D. Lucantoni, "A Markov modulated characterization of packetized voice
  /// and data traffic and related statistical multiplexer performance", IEEE JSAC 4(6), 1986.
  ///
  /// - Parameters:
  ///   - rates: the two rates.
  ///   - leaving: the rates at which the two states are left.
  ///   - time: the length of the time.
  /// - Returns: the index of dispersion of counts.
  static func dispersion(
    rates: (Double, Double), leaving: (Double, Double), time: Double
  ) -> Double {
    let sum = leaving.0 + leaving.1
    let difference = rates.0 - rates.1
    let factor =
      2 * difference * difference * leaving.0 * leaving.1
      / (sum * sum * (rates.0 * leaving.1 + rates.1 * leaving.0))
    return 1 + factor * (1 - (1 - exp(-sum * time)) / (sum * time))
  }

  /// The probability of a number in a Poisson distribution.
  static func poisson(_ number: Int, mean: Double) -> Double {
    exp(Double(number) * log(mean) - mean - lgamma(Double(number) + 1))
  }
}
