import Testing

@testable import SimCore

@Suite struct OutcomeTableTests {
  private let table = OutcomeTable([[1, 0, 3], [0, 2, 0]])

  @Test func `each outcome has the fraction of its weight`() {
    #expect(table.outcome(row: 0, at: 0) == 0)
    #expect(table.outcome(row: 0, at: 0.2499) == 0)
    #expect(table.outcome(row: 0, at: 0.25) == 2)
    #expect(table.outcome(row: 0, at: 0.9999) == 2)
    #expect(table.outcome(row: 1, at: 0) == 1)
  }

  @Test func `a point that rounding carries past the end gives a possible outcome`() {
    #expect(table.outcome(row: 1, at: 1) == 1)
    #expect(table.outcome(row: 0, at: 1) == 2)
  }
}
