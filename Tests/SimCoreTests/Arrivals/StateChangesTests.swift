import Testing

@testable import SimCore

@Suite struct StateChangesTests {
  private func modulated(
    _ rates: [Double], leaving: Double, initial: Int? = nil
  ) throws -> ArrivalProcess {
    try .modulated(
      rates: rates, generator: [[-leaving, leaving], [leaving, -leaving]], initialState: initial)
  }

  @Test func `a stationary path changes as often as the balance says`() throws {
    let process = try ArrivalProcess.modulated(
      rates: [1, 2], generator: [[-1, 1], [3, -3]])
    let expected = process.expectedStateChanges(within: .duration(.seconds(100)))
    #expect(abs(expected / 150 - 1) < 1e-12)
  }

  @Test func `a named start gives a bound at most e times too high`() throws {
    let process = try modulated([1, 2], leaving: 5, initial: 0)
    let expected = process.expectedStateChanges(within: .duration(.seconds(100)))
    #expect(expected > 500 && expected < 500 * 2.7183)
  }

  @Test func `requests count the changes before each, from the worst state`() throws {
    // From the state without arrivals one change leads to the other, from which the next event is
    // an arrival or a change back with even odds: x = 1 + y and y = (1 + x) / 2 give x = 3.
    let process = try modulated([0, 5], leaving: 5)
    let expected = process.expectedStateChanges(within: .requests(7))
    #expect(abs(expected - 21) < 1e-12)
  }

  @Test func `a path of too many sojourns before an arrival is refused`() throws {
    let process = try modulated([0, 1e-3], leaving: 1e9)
    #expect(throws: ArrivalProcessError.self) { try arrivals(process, .requests(1)) }
    #expect(throws: ArrivalProcessError.self) { try arrivals(process, .duration(.seconds(2))) }
    try process.checkStateChanges(within: .duration(.milliseconds(90)))
  }

  @Test func `tiny pieces are refused when too many of them repeat`() throws {
    let process = try ArrivalProcess.piecewise(
      [.init(rate: 1, length: Interval(nanoseconds: 1))], repeats: true)
    #expect(throws: ArrivalProcessError.self) { try arrivals(process, .requests(2)) }
    #expect(throws: ArrivalProcessError.self) { try arrivals(process, .duration(.seconds(2))) }
    #expect(process.expectedStateChanges(within: .duration(.milliseconds(1))) == 1e6)
  }

  @Test func `changes of phase that bring an arrival do not count`() throws {
    let erlang = try ArrivalProcess.markovian(d0: [[-2, 2], [0, -2]], d1: [[0, 0], [2, 0]])
    let byTime = erlang.expectedStateChanges(within: .duration(.seconds(10)))
    #expect(abs(byTime - 10) < 1e-12)
    #expect(abs(erlang.expectedStateChanges(within: .requests(9)) - 9) < 1e-12)
  }

  @Test func `changes among states that no arrival follows do not count`() throws {
    let process = try ArrivalProcess.modulated(
      rates: [1, 0, 0],
      generator: [[-1, 1, 0], [0, -1e9, 1e9], [0, 1e9, -1e9]], initialState: 0)
    let expected = process.expectedStateChanges(within: .requests(10))
    #expect(abs(expected - 5) < 1e-12)
  }
}
