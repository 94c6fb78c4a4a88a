import Documents
import Charts
import Platforms
import Testing

@testable import Reproduction

@Suite struct FittedParameterTests {
  private static func parameter(
    _ low: Double, _ high: Double, _ scale: FittedParameter.Scale = .linear, integer: Bool = false
  ) -> FittedParameter {
    FittedParameter(
      name: "x", group: "g", places: [], followers: [], low: low, high: high, scale: scale,
      isInteger: integer, targets: [])
  }

  @Test func `fractions lead from one bound to the other, and no further`() {
    let linear = Self.parameter(2, 10)
    #expect([-1, 0, 0.5, 1, 2].map(linear.number) == [2, 2, 6, 10, 10])
    let ratio = Self.parameter(1, 100, .logarithmic)
    #expect([0, 0.5, 1].map(ratio.number) == [1, 10, 100])
    #expect((ratio.fraction(of: 10) - 0.5).magnitude < 1e-12)
    #expect(ratio.fraction(of: 0.1) == 0)
  }

  @Test(arguments: [
    (20.2423, "20.242"), (123456.7, "123457"), (0.000123456, "0.00012346"), (5, "5"), (0, "0"),
    (99.9999, "100"), (1.5, "1.5"),
  ])
  func `a number has five digits that say something`(number: Double, text: String) {
    #expect(Self.parameter(0, 1e6).text(number) == text)
  }

  @Test func `what is tried is what is written`() {
    let parameter = Self.parameter(0.3, 7000, .logarithmic)
    for step in 0...100 {
      let number = parameter.number(at: Double(step) / 100)
      #expect(Double(parameter.text(number)) == number)
      #expect((0.3...7000).contains(number))
    }
  }

  @Test func `a step of a whole number reaches the next`() {
    let parameter = Self.parameter(1, 12, integer: true)
    for number in 1...11 {
      let fraction = parameter.fraction(of: Double(number))
      let step = parameter.leastStep(at: fraction)
      #expect(parameter.number(at: fraction + 1.01 * step) == Double(number + 1))
    }
    #expect(Self.parameter(1, 12).leastStep(at: 0.5) == 0)
  }

  @Test(arguments: [
    (FittedUnit.milliseconds, "\"1.5s\"", 1500.0), (.seconds, "\"10min\"", 600),
    (.minutes, "\"90s\"", 1.5), (.perSecond, "\"60/min\"", 1), (.perMinute, "\"2/s\"", 120),
    (.megabytes, "\"1GB\"", 1024), (.none, "0.25", 0.25),
  ])
  func `a unit reads values in others of its kind, and its own`(
    unit: FittedUnit, text: String, number: Double
  ) throws {
    let value = try JSONParser.parse(Array(text.utf8), file: "x")
    #expect(unit.number(of: value) == number)
    #expect(unit.number(of: unit.value("12.5")) == 12.5)
    #expect(unit.number(of: JSONValue(.null)) == nil)
  }
}
