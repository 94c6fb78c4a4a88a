import Testing

@testable import Reproduction

@Suite struct FitPosteriorTests {
  @Test(arguments: [(21.536, 21.5), (276.97, 277), (0.091228, 0.0912), (1519.6, 1520)])
  func `a number is put into the catalog with three digits`(number: Double, rounded: Double) throws
  {
    let parameter = FittedParameter(
      name: "value", group: "group", places: [], followers: [], low: 0.01, high: 5000,
      scale: .logarithmic, isInteger: false, targets: [])
    #expect((FitPosterior.rounded(number, parameter) - rounded).magnitude < 1e-9)
  }

  @Test func `a number stays within its bounds, and whole`() {
    let bounded = FittedParameter(
      name: "value", group: "group", places: [], followers: [], low: 1, high: 1.2344,
      scale: .linear, isInteger: false, targets: [])
    #expect(FitPosterior.rounded(1.2396, bounded) == 1.2344)
    let whole = FittedParameter(
      name: "value", group: "group", places: [], followers: [], low: 1, high: 5000,
      scale: .logarithmic, isInteger: true, targets: [])
    #expect(FitPosterior.rounded(1234, whole) == 1234)
  }
}
