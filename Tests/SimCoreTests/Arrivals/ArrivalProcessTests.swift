import SimCore
import Testing

@Suite struct ArrivalProcessTests {
  typealias Reason = ArrivalProcessError.Reason

  /// The element and reason of the error that making a process throws.
  private func problem(
    _ make: () throws(ArrivalProcessError) -> ArrivalProcess
  ) -> (element: String, reason: Reason)? {
    do throws(ArrivalProcessError) {
      _ = try make()
      return nil
    } catch {
      return (error.element, error.reason)
    }
  }

  private func expect(
    _ element: String, _ reason: Reason, sourceLocation: SourceLocation = #_sourceLocation,
    _ make: () throws(ArrivalProcessError) -> ArrivalProcess
  ) {
    let found = problem(make)
    #expect(found?.element == element, sourceLocation: sourceLocation)
    #expect(found?.reason == reason, sourceLocation: sourceLocation)
  }

  @Test(arguments: [-1, .nan, .infinity, 1e-16, 1.1e9])
  func `a rate that is no rate is refused`(rate: Double) {
    expect("rate", .notARate) { () throws(ArrivalProcessError) in try .constant(rate: rate) }
    expect("rate", .notARate) { () throws(ArrivalProcessError) in try .poisson(rate: rate) }
    expect("rates[1]", .notARate) { () throws(ArrivalProcessError) in
      try .modulated(rates: [1, rate], generator: [[-1, 1], [1, -1]])
    }
  }

  @Test func `a process whose rates are all zero is refused`() {
    expect("rate", .noPositiveRate) { () throws(ArrivalProcessError) in try .poisson(rate: 0) }
    expect("pieces", .noPositiveRate) { () throws(ArrivalProcessError) in
      try .piecewise([.init(rate: 0, length: .seconds(1))], repeats: true)
    }
    expect("rates", .noPositiveRate) { () throws(ArrivalProcessError) in
      try .modulated(rates: [0, 0], generator: [[-1, 1], [1, -1]])
    }
    expect("d1", .noPositiveRate) { () throws(ArrivalProcessError) in
      try .markovian(d0: [[-1, 1], [1, -1]], d1: [[0, 0], [0, 0]])
    }
  }

  @Test func `a piece names its offending element`() {
    expect("pieces", .empty) { () throws(ArrivalProcessError) in
      try .piecewise([], repeats: true)
    }
    expect("pieces[1].rate", .notARate) { () throws(ArrivalProcessError) in
      try .piecewise(
        [.init(rate: 1, length: .seconds(1)), .init(rate: -1, length: .seconds(1))],
        repeats: true)
    }
    let range = Reason.outside(lowest: 1e-9, highest: Interval.longest.seconds)
    expect("pieces[0].length", range) { () throws(ArrivalProcessError) in
      try .piecewise([.init(rate: 1, length: .zero)], repeats: true)
    }
  }

  @Test func `a generator names its offending row or entry`() {
    func make(_ generator: [[Double]]) -> () throws(ArrivalProcessError) -> ArrivalProcess {
      { () throws(ArrivalProcessError) in
        try .modulated(rates: [1, 2], generator: generator)
      }
    }
    expect("generator", .wrongCount(expected: 2, actual: 1), make([[-1, 1]]))
    expect("generator[1]", .wrongCount(expected: 2, actual: 1), make([[-1, 1], [1]]))
    expect("generator[1]", .rowSum(-0.5), make([[-1, 1], [0.5, -1]]))
    expect("generator[0][1]", .notARate, make([[-1, -1], [1, -1]]))
    expect("generator[1][1]", .diagonalNotNegative, make([[-1, 1], [1, 1]]))
    expect("generator[1][1]", .diagonalNotNegative, make([[-1, 1], [1, -.infinity]]))
    expect("generator", .reducible, make([[-1, 1], [0, 0]]))
    #expect(problem(make([[-1, 1 + 9e-10], [1, -1]])) == nil)
    #expect(problem(make([[-1, 1 + 2e-9], [1, -1]]))?.element == "generator[0]")
  }

  @Test func `a named initial state makes a reducible generator valid`() {
    let generator = [[-1.0, 1], [0, 0]]
    #expect(
      problem { () throws(ArrivalProcessError) in
        try .modulated(rates: [1, 2], generator: generator, initialState: 0)
      } == nil)
    expect("initialState", .unknownState(2, states: 2)) { () throws(ArrivalProcessError) in
      try .modulated(rates: [1, 2], generator: generator, initialState: 2)
    }
  }

  @Test func `a pinned path names its offending sojourn`() {
    expect("path", .empty) { () throws(ArrivalProcessError) in
      try .pinned(rates: [1], path: [])
    }
    expect("path[1].state", .unknownState(1, states: 1)) { () throws(ArrivalProcessError) in
      try .pinned(
        rates: [1],
        path: [.init(state: 0, length: .seconds(1)), .init(state: 1, length: .seconds(1))])
    }
    let range = Reason.outside(lowest: 1e-9, highest: Interval.longest.seconds)
    expect("path[0].length", range) { () throws(ArrivalProcessError) in
      try .pinned(rates: [1], path: [.init(state: 0, length: .zero - .seconds(1))])
    }
  }

  @Test func `a Markovian process names its offending element`() {
    func make(
      _ d0: [[Double]], _ d1: [[Double]]
    ) -> () throws(ArrivalProcessError) -> ArrivalProcess {
      { () throws(ArrivalProcessError) in try .markovian(d0: d0, d1: d1) }
    }
    expect("d0", .empty, make([], []))
    expect("d1", .wrongCount(expected: 1, actual: 2), make([[-1]], [[1], [1]]))
    expect("d0[0][0]", .diagonalNotNegative, make([[0]], [[0]]))
    expect("d1[0][0]", .notARate, make([[-1]], [[-1]]))
    expect("d0[0]", .rowSum(1), make([[-1]], [[2]]))
    expect("d0", .reducible, make([[-1, 0], [0, -1]], [[1, 0], [0, 1]]))
    expect("initialPhase", .unknownState(-1, states: 1)) { () throws(ArrivalProcessError) in
      try .markovian(d0: [[-1]], d1: [[1]], initialPhase: -1)
    }
  }

  @Test func `there are at most 64 states`() {
    func make(_ states: Int) -> () throws(ArrivalProcessError) -> ArrivalProcess {
      { () throws(ArrivalProcessError) in
        let generator = (0..<states).map { row in
          (0..<states).map { $0 == row ? -Double(states - 1) : 1.0 }
        }
        return try .modulated(rates: Array(repeating: 1, count: states), generator: generator)
      }
    }
    #expect(problem(make(64)) == nil)
    expect("rates", .tooManyStates(65), make(65))
  }
}
