import Testing

@testable import SimCore

@Suite struct StudentDistributionTests {
  // Abramowitz and Stegun, table 26.10, and for 49 and 99 the NIST/SEMATECH handbook, 1.3.6.7.2;
  // a table's number is right to half a unit of its last digit.
  @Test(arguments: [
    (1, 0.025, 12.706), (2, 0.025, 4.303), (3, 0.025, 3.182), (4, 0.025, 2.776),
    (5, 0.025, 2.571), (9, 0.025, 2.262), (10, 0.025, 2.228), (19, 0.025, 2.093),
    (30, 0.025, 2.042), (49, 0.025, 2.010), (60, 0.025, 2.000), (99, 0.025, 1.984),
    (120, 0.025, 1.980), (1, 0.05, 6.314), (10, 0.05, 1.812), (10, 0.005, 3.169),
    (30, 0.005, 2.750), (5, 0.001, 5.893), (10, 0.1, 1.372),
  ])
  func `quantiles are those of the tables`(freedom: Int, tail: Double, table: Double) {
    let quantile = StudentDistribution.upperQuantile(tail, degreesOfFreedom: freedom)
    #expect((quantile - table).magnitude <= 0.000_501)
  }

  @Test(arguments: [0.001, 0.01, 0.025, 0.1, 0.25, 0.4])
  func `with two degrees of freedom the quantile has a closed form`(tail: Double) {
    // The distribution function is 1/2 + t / (2 sqrt(2 + t^2)), solved for t.
    let rest = 1 - 2 * tail
    let exact = rest * (2 / (4 * tail * (1 - tail))).squareRoot()
    let quantile = StudentDistribution.upperQuantile(tail, degreesOfFreedom: 2)
    // The logarithms of the gamma function are exact to a few units of 1e-14.
    #expect((quantile / exact - 1).magnitude < 1e-12)
  }

  @Test func `with many degrees of freedom it becomes the normal distribution`() {
    // 1.959963984540 is the normal quantile; the first correction is (z^3 + z) / (4 v).
    let normal = 1.959963984540
    let freedom = 100_000
    let corrected = normal + (normal * normal * normal + normal) / 4 / Double(freedom)
    let quantile = StudentDistribution.upperQuantile(0.025, degreesOfFreedom: freedom)
    #expect((quantile - corrected).magnitude < 1e-8)
  }

  @Test func `half of the values are above zero, and the tail falls`() {
    var last = 1.0
    for step in 0...40 {
      let tail = StudentDistribution.upperTail(Double(step) / 4, degreesOfFreedom: 7)
      #expect(tail < last)
      if step == 0 { #expect(tail == 0.5) }
      last = tail
    }
  }

  @Test func `the incomplete beta function has its closed forms and its symmetry`() {
    for step in 1...19 {
      let x = Double(step) / 20
      func expect(_ a: Double, _ b: Double, _ exact: Double) {
        let value = StudentDistribution.incompleteBeta(x, a, b)
        #expect((value - exact).magnitude < 1e-13)
      }
      expect(1, 1, x)
      expect(3, 1, x * x * x)
      expect(1, 2, 1 - (1 - x) * (1 - x))
      expect(2, 2, x * x * (3 - 2 * x))
      expect(2.5, 4, 1 - StudentDistribution.incompleteBeta(1 - x, 4, 2.5))
    }
    #expect(StudentDistribution.incompleteBeta(0, 2, 3) == 0)
    #expect(StudentDistribution.incompleteBeta(1, 2, 3) == 1)
  }
}
