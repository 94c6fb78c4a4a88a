import Testing

@testable import Reproduction

@Suite struct ShapeCheckTests {
  private func figure(
    _ value: Double?, _ unit: ShapeCheck.Unit = .count
  ) -> ShapeCheck.Figure {
    ShapeCheck.Figure(name: "it", value: value, unit: unit)
  }

  /// What a check with figures of some value finds, comparison by comparison.
  private func findings(_ value: Double?) -> [Bool?] {
    var check = ShapeCheck()
    check.less("here", figure(value), figure(2))
    check.atLeast("here", figure(value), 2)
    check.atMost("here", figure(value), 2)
    check.above("here", figure(value), 2)
    check.below("here", figure(value), 2)
    check.within("here", figure(value), 1...2)
    return check.findings.map(\.holds)
  }

  @Test func `each comparison holds where it says, to its bound`() {
    #expect(findings(0) == [true, false, true, false, true, false])
    #expect(findings(1) == [true, false, true, false, true, true])
    #expect(findings(2) == [false, true, true, false, false, true])
    #expect(findings(3) == [false, true, false, true, false, false])
    #expect(findings(.infinity) == [false, true, false, true, false, false])
    #expect(findings(nil) == [nil, nil, nil, nil, nil, nil])
  }

  @Test func `a finding says the figures with their units`() {
    var check = ShapeCheck()
    check.less("workload-40", figure(0.5, .seconds), figure(.infinity, .seconds))
    check.atLeast("cost", figure(0.25, .dollars), 1)
    check.below("share", figure(0.123, .fraction), 0.5)
    check.above("ratio", figure(nil, .times), 100)
    check.within("ratio", figure(5, .times), 1.5...100)
    #expect(
      check.findings.map(\.text) == [
        "workload-40: it 0.500 s < it no answer", "cost: it $0.2500, at least $1.0000",
        "share: it 12.3 %, below 50.0 %", "ratio: it ?, above 100x",
        "ratio: it 5.00x, from 1.50x to 100x",
      ])
  }

  @Test func `ratios and differences need both figures`() {
    #expect(ShapeCheck.Figure.ratio(figure(6), figure(2)).value == 3)
    #expect(ShapeCheck.Figure.ratio(figure(6), figure(nil)).value == nil)
    #expect(ShapeCheck.Figure.ratio(figure(6), figure(0)).value == nil)
    #expect(ShapeCheck.Figure.difference(figure(6), figure(2)).value == 4)
    #expect(ShapeCheck.Figure.difference(figure(.infinity), figure(2)).value == .infinity)
    // Two latencies without an answer cannot be told apart.
    #expect(ShapeCheck.Figure.difference(figure(.infinity), figure(.infinity)).value == nil)
  }

  @Test func `a statement holds when all comparisons do, and a failure outweighs a gap`() {
    func verdict(_ holds: Bool?...) -> ShapeVerdict {
      ShapeVerdict(holds.map { ShapeCheck.Finding(text: "", holds: $0) })
    }
    #expect(verdict(true, true) == .held)
    #expect(verdict(true, false) == .notHeld)
    #expect(verdict(nil, false) == .notHeld)
    #expect(verdict(true, nil) == .missing)
    #expect(verdict() == .missing)
  }
}
