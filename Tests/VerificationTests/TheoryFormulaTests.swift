import SimCore
import Testing

@testable import Verification

/// The closed forms against printed tables, against each other, and against plain solutions.
@Suite struct TheoryFormulaTests {
  @Test func `Erlang's formulas give the values of his tables`() {
    // B(2, 1) = (1/2) / (1 + 1 + 1/2), and C from it by hand.
    #expect(abs(BirthDeath.erlangB(servers: 2, offered: 1) - 0.2) < 1e-15)
    #expect(abs(BirthDeath.erlangC(servers: 2, offered: 1) - 1.0 / 3) < 1e-15)
    // The value for ten lines and five erlangs in every table of traffic engineering.
    #expect(abs(BirthDeath.erlangB(servers: 10, offered: 5) - 0.018385) < 5e-7)
    #expect(abs(BirthDeath.erlangC(servers: 1, offered: 0.7) - 0.7) < 1e-15)
  }

  @Test func `a system without places to wait blocks as Erlang says`() {
    let states = BirthDeath.states(arrivals: 8, service: 2, servers: 6, places: 6)
    #expect(abs(states[6] - BirthDeath.erlangB(servers: 6, offered: 4)) < 1e-15)
    #expect(abs(states.reduce(0, +) - 1) < 1e-15)
  }

  @Test func `the repair of one machine by one man is a cycle of two times`() {
    let states = BirthDeath.machineRepair(machines: 1, failure: 2, repairmen: 1, repair: 3)
    #expect(abs(states[1] - (1.0 / 3) / (1.0 / 2 + 1.0 / 3)) < 1e-15)
    // With a man for each machine they are independent: the mean is that of so many.
    let many = BirthDeath.machineRepair(machines: 7, failure: 2, repairmen: 7, repair: 3)
    #expect(abs(BirthDeath.mean(many) - 7 * 0.4) < 1e-14)
  }

  @Test func `M G 1 with exponential service is M M 1, and so is G M 1 with a Poisson process`() {
    let wait = SingleServer.pollaczekKhinchine(arrivals: 3, moments: (0.2, 0.08, 0.048))
    // rho / (mu - lambda) with rho = 0.6 and mu = 5; its square has 2 rho / (mu - lambda)^2.
    #expect(abs(wait.mean - 0.3) < 1e-15)
    #expect(abs(wait.second - 0.3) < 1e-15)
    let root = SingleServer.renewalRoot(service: 5) { 3 / (3 + $0) }
    #expect(abs(root - 0.6) < 1e-12)
  }

  /// A batch of two is full if a second request comes in time, and then only the first has waited.
  @Test func `gathered batches of a Poisson process are counted by hand`() {
    let (rate, wait) = (3.0, 0.5)
    let alone = Elementary.exp(-rate * wait)
    let two = GatheredBatches(d0: [[-rate]], d1: [[rate]], size: 2, wait: wait)
    #expect(abs(two.full - (1 - alone)) < 1e-9)
    #expect(abs(two.meanSize - (2 - alone)) < 1e-9)
    #expect(abs(two.meanTotalWait - (1 - alone) / rate) < 1e-9)
    // Of batches that are never full all wait: the first for all of the time, others for half.
    let many = GatheredBatches(d0: [[-rate]], d1: [[rate]], size: 60, wait: wait)
    #expect(abs(many.meanSize - (1 + rate * wait)) < 1e-9)
    #expect(abs(many.meanTotalWait - (wait + rate * wait * wait / 2)) < 1e-9)
    // Two phases of the same rate are one.
    let phases = GatheredBatches(
      d0: [[-rate - 1, 1], [2, -rate - 2]], d1: [[rate, 0], [0, rate]], size: 5, wait: wait)
    let one = GatheredBatches(d0: [[-rate]], d1: [[rate]], size: 5, wait: wait)
    #expect(abs(phases.meanSize - one.meanSize) < 1e-9)
    #expect(abs(phases.meanTotalWait - one.meanTotalWait) < 1e-9)
  }

  @Test func `the wait of M D 1 has the mean of Pollaczek and Khinchine`() {
    let (arrivals, service) = (8.0, 0.1)
    let mean = SingleServer.pollaczekKhinchine(arrivals: arrivals, moments: (0.1, 0.01, 0.001)).mean
    // The integral of the tail, by Simpson's rule between the kinks at multiples of the service.
    func tail(_ time: Double) -> Double {
      SingleServer.constantServiceTail(arrivals: arrivals, service: service, beyond: time)
    }
    var integral = 0.0
    let step = 0.005
    for index in 0..<500 {
      let begin = Double(index) * step
      integral += step / 6 * (tail(begin) + 4 * tail(begin + step / 2) + tail(begin + step))
    }
    #expect(abs(integral - mean) < 1e-4 * mean)
    #expect(abs(tail(0) - 0.8) < 1e-15)
  }

  @Test func `endless patience makes M M 1 of an impatient system, and none a loss system`() {
    let patient = SingleServer.impatience(arrivals: 3, service: 5, patience: 20)
    #expect(patient.abandons < 1e-16)
    #expect(abs(patient.inTime - 1) < 1e-12)
    let none = SingleServer.impatience(arrivals: 3, service: 5, patience: 0)
    #expect(abs(none.abandons - BirthDeath.erlangB(servers: 1, offered: 0.6)) < 1e-15)
    #expect(abs(none.inTime) < 1e-15)
  }

  @Test func `bulk service of one at a time is M M 1`() {
    let theory = SingleServer.bulkService(arrivals: 3, service: 5, size: 1)
    #expect(abs(theory.idle - 0.4) < 1e-12)
    // Lq = rho^2 / (1 - rho).
    #expect(abs(theory.waiting - 0.9) < 1e-10)
  }

  @Test func `a modulated process with one rate is a Poisson process`() {
    let theory = MatrixGeometric(rates: [8, 8], generator: [[-1, 1], [3, -3]], service: 10)
    #expect(abs(theory.meanRate - 8) < 1e-10)
    #expect(abs(theory.idle - 0.2) < 1e-12)
    #expect(abs(theory.meanNumber - 4) < 1e-9)
    #expect(abs(theory.probability(of: 3) - 0.2 * 0.512) < 1e-12)
  }

  /// An independent solver: the generator of the queue with at most 400 in the system, solved by
  /// state reduction without any subtraction.
  ///
  /// Source: W. Grassmann, M. Taksar and D. Heyman, "Regenerative analysis and steady state
  /// distributions for Markov chains", Operations Research 33(5), 1985.
  private func truncated(
    rates: [Double], generator: [[Double]], service: Double, most: Int
  ) -> [[Double]] {
    let phases = rates.count
    let size = phases * (most + 1)
    var rows = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for number in 0...most {
      for phase in 0..<phases {
        let state = number * phases + phase
        for other in 0..<phases where other != phase {
          rows[state][number * phases + other] = generator[phase][other]
        }
        if number < most { rows[state][state + phases] = rates[phase] }
        if number > 0 { rows[state][state - phases] = service }
      }
    }
    for last in stride(from: size - 1, to: 0, by: -1) {
      // Only states of the same level and its neighbours are connected.
      let first = max(0, last - 2 * phases)
      let leaving = rows[last][first..<last].reduce(0, +)
      for from in first..<last where rows[from][last] > 0 {
        rows[from][last] /= leaving
        for to in first..<last where to != from {
          rows[from][to] += rows[from][last] * rows[last][to]
        }
      }
    }
    var states = [Double](repeating: 0, count: size)
    states[0] = 1
    for state in 1..<size {
      for from in max(0, state - 2 * phases)..<state {
        states[state] += states[from] * rows[from][state]
      }
    }
    let total = states.reduce(0, +)
    return (0...most).map { number in
      (0..<phases).map { states[number * phases + $0] / total }
    }
  }

  @Test func `the matrix-geometric solution is that of the truncated generator`() {
    let rates = VerifyCase.modulatedRates
    let generator = VerifyCase.modulatedGenerator
    let theory = MatrixGeometric(
      rates: rates, generator: generator, service: VerifyCase.modulatedService)
    let states = truncated(
      rates: rates, generator: generator, service: VerifyCase.modulatedService, most: 400)
    let sums = states.map { $0.reduce(0, +) }
    #expect(sums[400] < 1e-20)
    #expect(abs(theory.meanRate - 55.0 / 3) < 1e-9)
    for number in [0, 1, 5, 20, 60] {
      #expect(abs(theory.probability(of: number) / sums[number] - 1) < 1e-9)
    }
    let mean = BirthDeath.mean(sums)
    #expect(abs(theory.meanNumber / mean - 1) < 1e-9)
    let seen = zip(states[0], rates).reduce(0) { $0 + $1.0 * $1.1 } / theory.meanRate
    #expect(abs(theory.findsNobody / seen - 1) < 1e-9)
  }

  @Test func `an inverse times its matrix is one`() {
    let matrix = [[0.0, 2, 1], [1, -3, 0.5], [4, 0, 0.25]]
    let product = SmallMatrix.product(matrix, SmallMatrix.inverse(matrix))
    for row in 0..<3 {
      for column in 0..<3 {
        #expect(abs(product[row][column] - (row == column ? 1 : 0)) < 1e-14)
      }
    }
  }

  @Test func `instances kept for no time are all cold, and for long hardly any`() {
    let none = NewestFirst(arrivals: 12, service: 4, keepAlive: 0)
    #expect(abs(none.cold - 1) < 1e-12 && none.idle == 0)
    let long = NewestFirst(arrivals: 3, service: 10, keepAlive: 20)
    #expect(long.cold < 0.01)
    #expect(long.idle > 1)
  }

  /// With very little load at most one is there: cold means that the last left longer ago than the
  /// keep-alive, as in the case of a single instance.
  @Test func `under a light load a start is cold after an exponential idle time`() {
    let (arrivals, keepAlive) = (1e-4, 5000.0)
    let theory = NewestFirst(arrivals: arrivals, service: 1, keepAlive: keepAlive)
    let idle = 1 - (-arrivals * keepAlive).exponential
    #expect(abs(theory.cold - (1 - idle)) < 3e-4)
    #expect(abs(theory.idle - idle) < 3e-4)
  }
}

extension Double {
  /// The exponential function by its series, for small arguments.
  fileprivate var exponential: Double {
    (1...60).reduce((sum: 1.0, term: 1.0)) { state, index in
      let term = state.term * self / Double(index)
      return (state.sum + term, term)
    }.sum
  }
}
