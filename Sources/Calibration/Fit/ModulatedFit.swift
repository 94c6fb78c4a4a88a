import SimCore

/// A Markov-modulated Poisson process, fitted to counts of requests in equal periods.
///
/// Within a period the state is taken as constant: the counts are a hidden Markov model with
/// Poisson numbers, fitted by expectation and maximisation (L. E. Baum et al. 1970). The rates of
/// changing state are those of the chain of periods, -log(p_ii) / period, shared among the other
/// states as it shares them; so sojourns much longer than a period come back well, and shorter ones
/// do not. The number of states is that of the least BIC among those of which each state is kept
/// for five periods or more on average: briefer ones are periods within which the state changed.
package struct ModulatedFit: Hashable, Sendable {
  /// Requests per second in each state, from low to high.
  package let rates: [Double]
  /// The generator matrix per second.
  package let generator: [[Double]]
  /// The criterion of Bayes of each number of states tried, from 1.
  package let criteria: [Double]

  /// The most states that are tried.
  package static let mostStates = 4
  private static let rounds = 200
  /// The chance of staying from one period to the next that a state has at least.
  private static let leastStay = 0.8

  /// The fit of counts; nil for fewer than 30 periods or no request.
  ///
  /// - Parameters:
  ///   - counts: how many requests came in each period.
  ///   - period: its length in seconds.
  package init?(_ counts: [Int], period: Double) {
    guard counts.count >= 30, counts.contains(where: { $0 > 0 }) else { return nil }
    var best: (chain: Chain, criterion: Double)?
    var criteria: [Double] = []
    for states in 1...Self.mostStates {
      let chain = Chain(counts, states: states, rounds: Self.rounds)
      let parameters = Double(states * states + states - 1)
      let criterion =
        parameters * Elementary.log(Double(counts.count)) - 2 * chain.logLikelihood
      criteria.append(criterion)
      let isLasting = chain.means.indices.allSatisfy { chain.moves[$0][$0] >= Self.leastStay }
      guard states == 1 || isLasting else { continue }
      if criterion < best?.criterion ?? .infinity { best = (chain, criterion) }
    }
    guard let chain = best?.chain else { return nil }
    self.criteria = criteria
    let order = chain.means.indices.sorted { chain.means[$0] < chain.means[$1] }
    rates = order.map { max(chain.means[$0] / period, 1e-9) }
    generator = order.indices.map { row in
      let stay = min(max(chain.moves[order[row]][order[row]], 1e-6), 1 - 1e-9)
      let leave = -Elementary.log(stay) / period
      var rates = order.indices.map { column -> Double in
        column == row ? 0 : leave * chain.moves[order[row]][order[column]] / (1 - stay)
      }
      rates = rates.map { $0 < 1e-12 ? 0 : $0 }
      if order.count > 1, rates.allSatisfy({ $0 == 0 }) { rates[row == 0 ? 1 : 0] = 1e-9 }
      rates[row] = -rates.reduce(0, +)
      return rates
    }
  }
}

/// A hidden Markov chain with Poisson numbers.
private struct Chain {
  private(set) var means: [Double]
  private(set) var moves: [[Double]]
  private(set) var logLikelihood = -Double.infinity
  private var first: [Double]

  init(_ counts: [Int], states: Int, rounds: Int) {
    let sorted = counts.sorted()
    // States begin at quantiles of the counts, and last for long.
    means = (0..<states).map { state in
      let place = (Double(state) + 0.5) / Double(states) * Double(sorted.count - 1)
      return Double(sorted[Int(place)]) + 0.1 * Double(state + 1)
    }
    let away = states > 1 ? 0.05 / Double(states - 1) : 0
    moves = (0..<states).map { row in
      (0..<states).map { $0 == row ? (states > 1 ? 0.95 : 1) : away }
    }
    first = Array(repeating: 1 / Double(states), count: states)
    let logFactorials = counts.map { Elementary.logGamma(Double($0) + 1) }
    for _ in 0..<rounds {
      let before = logLikelihood
      step(counts, logFactorials)
      if logLikelihood - before < 1e-7 * abs(logLikelihood) { break }
    }
  }

  /// One round: the likelihood of the present parameters, and better ones.
  private mutating func step(_ counts: [Int], _ logFactorials: [Double]) {
    let (states, periods) = (means.count, counts.count)
    var densities = Array(repeating: 0.0, count: periods * states)
    var likelihood = 0.0
    for time in 0..<periods {
      var greatest = -Double.infinity
      for state in 0..<states {
        let mean = max(means[state], 1e-9)
        let log = Double(counts[time]) * Elementary.log(mean) - mean - logFactorials[time]
        densities[time * states + state] = log
        greatest = max(greatest, log)
      }
      for state in 0..<states {
        densities[time * states + state] =
          Elementary.exp(max(densities[time * states + state] - greatest, -700))
      }
      likelihood += greatest
    }
    var forward = Array(repeating: 0.0, count: periods * states)
    for time in 0..<periods {
      var sum = 0.0
      for state in 0..<states {
        var reached = time == 0 ? first[state] : 0
        if time > 0 {
          for from in 0..<states {
            reached += forward[(time - 1) * states + from] * moves[from][state]
          }
        }
        let value = reached * densities[time * states + state]
        forward[time * states + state] = value
        sum += value
      }
      likelihood += Elementary.log(sum)
      for state in 0..<states { forward[time * states + state] /= sum }
    }
    logLikelihood = likelihood
    var backward = Array(repeating: 1.0, count: states)
    var weights = Array(repeating: 0.0, count: states)
    var weighted = weights
    var changes = Array(repeating: weights, count: states)
    for time in stride(from: periods - 1, through: 0, by: -1) {
      var sum = 0.0
      for state in 0..<states { sum += forward[time * states + state] * backward[state] }
      for state in 0..<states {
        let share = forward[time * states + state] * backward[state] / sum
        weights[state] += share
        weighted[state] += share * Double(counts[time])
        if time == 0 { first[state] = share }
      }
      guard time > 0 else { break }
      let ahead = (0..<states).map { backward[$0] * densities[time * states + $0] }
      var all = 0.0
      for from in 0..<states {
        let reached = forward[(time - 1) * states + from]
        for to in 0..<states { all += reached * moves[from][to] * ahead[to] }
      }
      var earlier = Array(repeating: 0.0, count: states)
      for from in 0..<states {
        for to in 0..<states {
          let part = moves[from][to] * ahead[to]
          changes[from][to] += forward[(time - 1) * states + from] * part / all
          earlier[from] += part
        }
      }
      let greatest = earlier.max() ?? 1
      backward = earlier.map { max($0 / greatest, 1e-300) }
    }
    for state in 0..<states {
      if weights[state] > 1e-9 { means[state] = weighted[state] / weights[state] }
      let total = changes[state].reduce(0, +)
      if total > 1e-9 { moves[state] = changes[state].map { $0 / total } }
    }
  }
}
