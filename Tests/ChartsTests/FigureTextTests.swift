import Testing

@testable import Charts

@Suite struct FigureTextTests {
  @Test(arguments: [
    (0.05214, "0.0521"), (0.5, "0.500"), (5.123, "5.12"), (12.34, "12.3"), (145.2, "145"),
    (18000, "18000"), (0, "0"), (0.00123, "0.00123"), (-2.5, "-2.50"),
  ])
  func `numbers have three digits that count`(value: Double, text: String) {
    #expect(FigureText.significant(value) == text)
  }

  @Test func `only the whole is written as a hundred per cent, or as 1`() {
    #expect(FigureText.percent(1) == "100 %")
    #expect(FigureText.percent(0.99999) == "99.9 %")
    #expect(FigureText.percent(0.871) == "87.1 %")
    #expect(FigureText.percent(0) == "0 %")
    #expect(FigureText.fraction(1) == "1")
    #expect(FigureText.fraction(0.999) == "0.99")
    #expect(FigureText.fraction(0) == "0")
    #expect(FigureText.fraction(0.001) == "0.00")
    #expect(FigureText.fraction(0.36) == "0.36")
  }

  @Test func `quantities carry their units`() {
    #expect(FigureText.seconds(0.0521) == "0.052 s")
    #expect(FigureText.time(120) == "120 s")
    #expect(FigureText.time(2.5) == "2.5 s")
    #expect(FigureText.dollars(0.0512) == "$0.051")
    #expect(FigureText.factor(28.13) == "28")
  }
}
