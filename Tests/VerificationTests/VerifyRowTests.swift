import Testing

@testable import Verification

@Suite struct VerifyRowTests {
  /// Values around a mean of 10 with a standard error of about 0.1.
  private static let values = (0..<20).map { 10 + 0.44 * Double($0 % 2 == 0 ? 1 : -1) }

  private func verdict(_ analytic: Double, precision: Double = 0.1) -> VerifyVerdict {
    let quantity = SteadyQuantity("mean", analytic, "by hand", precision: precision) { _ in 0 }
    return VerifyRow("case", quantity, values: Self.values, among: 100, effort: 1).verdict
  }

  @Test func `a mean within the interval agrees, and one far off does not`() {
    // The 99 % quantile of Student's distribution with 19 degrees is 2.861, that of 1 in 100,000
    // about 6; the standard error is 0.44 sqrt(20 / 19 / 20) = 0.101.
    #expect(verdict(10.2) == .inside)
    #expect(verdict(10.4) == .chance)
    #expect(verdict(11) == .off)
    #expect(verdict(9) == .off)
  }

  @Test func `an interval that is too wide says nothing`() {
    #expect(verdict(10, precision: 0.02) == .vague)
    #expect(verdict(10, precision: 0.03) == .inside)
    // A wider one is allowed where less is simulated.
    let quantity = SteadyQuantity("mean", 10, "by hand", precision: 0.02) { _ in 0 }
    let row = VerifyRow("case", quantity, values: Self.values, among: 100, effort: 0.1)
    #expect(row.verdict == .inside)
  }

  @Test func `an exact figure is equal or off`() {
    func verdict(_ simulated: String) -> VerifyVerdict {
      VerifyRow(
        "case",
        HandFigure(name: "cost", analytic: "0.10", source: "by hand", simulated: simulated)
      ).verdict
    }
    #expect(verdict("0.10") == .equal)
    #expect(verdict("0.11") == .off)
  }

  @Test func `what is off or vague fails, chance does not`() {
    #expect(VerifyVerdict.off.isFailure && VerifyVerdict.vague.isFailure)
    for verdict in [VerifyVerdict.equal, .inside, .chance] { #expect(!verdict.isFailure) }
  }
}
