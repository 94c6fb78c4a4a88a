import Testing

/// The closed forms against printed tables and against each other.
@Suite struct QueueingTheoryTests {
  @Test func `Erlang's formulas give the values of his tables`() {
    // B(2, 1) = (1/2) / (1 + 1 + 1/2), and C from it by hand.
    #expect(abs(QueueingTheory.erlangB(servers: 2, offered: 1) - 0.2) < 1e-15)
    #expect(abs(QueueingTheory.erlangC(servers: 2, offered: 1) - 1.0 / 3) < 1e-15)
    // The value for ten lines and five erlangs in every table of traffic engineering.
    #expect(abs(QueueingTheory.erlangB(servers: 10, offered: 5) - 0.018385) < 5e-7)
    #expect(abs(QueueingTheory.erlangC(servers: 1, offered: 0.7) - 0.7) < 1e-15)
  }

  @Test func `a system without places to wait blocks as Erlang says`() {
    let states = QueueingTheory.states(arrivals: 8, service: 2, servers: 6, places: 6)
    #expect(abs(states[6] - QueueingTheory.erlangB(servers: 6, offered: 4)) < 1e-15)
  }

  @Test func `M G 1 with exponential service is M M 1, and so is E M 1 of one stage`() {
    let wait = QueueingTheory.pollaczekKhinchine(arrivals: 3, moments: (0.2, 0.08, 0.048))
    // rho / (mu - lambda) with rho = 0.6 and mu = 5.
    #expect(abs(wait.mean - 0.3) < 1e-15)
    // The wait is exponential with rate mu - lambda, with probability rho: 2 rho / 4.
    #expect(abs(wait.second - 0.3) < 1e-15)
    let renewal = QueueingTheory.erlangArrivalsWait(stages: 1, stageRate: 3, service: 5)
    #expect(abs(renewal - 0.3) < 1e-12)
  }

  @Test func `endless patience makes M M 1 of an impatient system`() {
    let patient = QueueingTheory.impatience(arrivals: 3, service: 5, patience: 20)
    #expect(patient.abandons < 1e-16)
    #expect(abs(patient.inTime - 1) < 1e-12)
    // No patience at all is a single server without a queue, and in time is nobody.
    let none = QueueingTheory.impatience(arrivals: 3, service: 5, patience: 0)
    #expect(abs(none.abandons - QueueingTheory.erlangB(servers: 1, offered: 0.6)) < 1e-15)
    #expect(abs(none.inTime) < 1e-15)
  }
}
