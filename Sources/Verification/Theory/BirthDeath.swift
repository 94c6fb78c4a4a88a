/// Queues whose number of requests is a birth and death process: rates in events a second.
///
/// Source where nothing else is said: L. Kleinrock, "Queueing Systems, Volume 1: Theory", Wiley
/// 1975, sections 3.1 to 3.8.
enum BirthDeath {
  /// The long-run probability of each number in the system.
  ///
  /// - Parameters:
  ///   - greatest: the greatest number there can be.
  ///   - birth: the rate from a number to the next, above zero below `greatest`.
  ///   - death: the rate from a number of at least one to the one before, above zero.
  /// - Returns: `greatest + 1` probabilities.
  static func states(
    upTo greatest: Int, birth: (Int) -> Double, death: (Int) -> Double
  ) -> [Double] {
    var weights = [1.0]
    for number in 1...max(greatest, 1) where number <= greatest {
      weights.append(weights[number - 1] * birth(number - 1) / death(number))
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// The mean number of a distribution over 0, 1, 2 and so on.
  static func mean(_ states: [Double]) -> Double {
    states.enumerated().reduce(0) { $0 + Double($1.0) * $1.1 }
  }

  /// M/M/c/K: so many servers, and so many places with theirs.
  static func states(
    arrivals: Double, service: Double, servers: Int, places: Int
  ) -> [Double] {
    states(upTo: places, birth: { _ in arrivals }) { service * Double(min($0, servers)) }
  }

  /// M/M/c//N, the repair of machines: each of so many fails at a rate while it runs, and
  /// repairmen mend one at a time each.
  ///
  /// - Returns: the probability of each number of machines that are down.
  static func machineRepair(
    machines: Int, failure: Double, repairmen: Int, repair: Double
  ) -> [Double] {
    states(upTo: machines, birth: { failure * Double(machines - $0) }) {
      repair * Double(min($0, repairmen))
    }
  }

  /// The probability that all servers are busy and a request is lost, M/G/c/c: Erlang's B.
  ///
  /// - Parameters:
  ///   - servers: their number, at least one.
  ///   - offered: the arrival rate times the mean service time.
  /// - Returns: the probability.
  static func erlangB(servers: Int, offered: Double) -> Double {
    (1...servers).reduce(1.0) { blocked, server in
      offered * blocked / (Double(server) + offered * blocked)
    }
  }

  /// The probability that a request has to wait, M/M/c: Erlang's C.
  static func erlangC(servers: Int, offered: Double) -> Double {
    let blocked = erlangB(servers: servers, offered: offered)
    return blocked / (1 - offered / Double(servers) * (1 - blocked))
  }
}
