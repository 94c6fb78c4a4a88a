import Testing

@testable import Charts

@Suite struct ScaleTests {
  @Test func `a linear axis ends with the tick that holds the greatest value`() {
    let scale = Scale.linear(to: 47, ticks: 5)
    #expect(scale.ticks.map(\.text) == ["0", "10", "20", "30", "40", "50"])
    #expect(scale.greatest == 50)
    #expect(scale.fraction(of: 0) == 0)
    #expect(scale.fraction(of: 25) == 0.5)
    #expect(scale.fraction(of: 50) == 1)
    #expect(scale.fineTicks.isEmpty)
  }

  @Test func `a linear axis may end between its ticks, where the data end`() {
    let scale = Scale.linear(to: 870, endsThere: true, ticks: 10)
    #expect(scale.ticks.map(\.text).last == "800")
    #expect(scale.greatest == 870)
    let exact = Scale.linear(to: 250, endsThere: true, ticks: 10)
    #expect(exact.ticks.map(\.text) == ["0", "50", "100", "150", "200", "250"])
  }

  @Test func `fractions get as many decimals as their step has`() {
    #expect(
      Scale.linear(to: 1, ticks: 5).ticks.map(\.text) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Scale.linear(to: 0.047, ticks: 5).ticks.map(\.text).last == "0.05")
  }

  @Test(arguments: [0.0, -3, .nan, .infinity])
  func `an axis without a value above zero goes to one`(value: Double) {
    #expect(Scale.linear(to: value).greatest == 1)
  }

  @Test(arguments: [
    (1.0, 1.0), (1.1, 2), (2, 2), (2.1, 5), (5.1, 10), (0.3, 0.5), (0.011, 0.02), (870, 1000),
  ])
  func `steps are 1, 2 or 5 times a power of ten`(value: Double, step: Double) {
    #expect(Scale.step(for: value).value == step)
  }

  @Test func `a logarithmic axis names powers of ten and marks what is between`() {
    let scale = Scale.logarithmic(holding: [0.03, 7, 0, -1])
    #expect(scale.ticks.map(\.text) == ["0.01", "0.1", "1", "10"])
    #expect(scale.fineTicks.count == 24)
    #expect(scale.fineTicks.first == 0.02)
    #expect(scale.least == 0.01)
    #expect(scale.greatest == 10)
  }

  @Test func `equal factors are equal distances on a logarithmic axis`() {
    let scale = Scale.logarithmic(holding: [0.01, 100])
    // Logarithms and their quotient are rounded to some 10^-16.
    #expect(abs(scale.fraction(of: 1) - 0.5) < 1e-14)
    #expect(abs(scale.fraction(of: 0.1) - 0.25) < 1e-14)
  }

  @Test func `what is outside of an axis stands at its end`() {
    let scale = Scale.logarithmic(holding: [0.1, 1])
    #expect(scale.fraction(of: 0) == 0)
    #expect(scale.fraction(of: 5) == 1)
    #expect(Scale.linear(to: 1).fraction(of: -1) == 0)
  }

  @Test func `a power of ten is an end of its own`() {
    let scale = Scale.logarithmic(holding: [0.1, 10])
    #expect((scale.least, scale.greatest) == (0.1, 10))
    let single = Scale.logarithmic(holding: [1])
    #expect((single.least, single.greatest) == (1, 10))
  }

  @Test func `over three decades an axis may end at twice or five times a power of ten`() {
    let scale = Scale.logarithmic(holding: [0.0095, 3.1], inDecades: false)
    #expect((scale.least, scale.greatest) == (0.005, 5))
    #expect(scale.ticks.map(\.text) == ["0.01", "0.1", "1"])
    #expect(scale.fineTicks.allSatisfy { (0.005...5).contains($0) })
    let short = Scale.logarithmic(holding: [0.2, 5], inDecades: false)
    #expect(short.ticks.map(\.text) == ["0.1", "1", "10"])
  }
}
