import Testing

@testable import Reporting

@Suite struct FrontChartTests {
  private func place(
    _ number: Int, _ cost: Double, _ latency: Double, _ success: Double = 1
  ) -> FrontChart.Place {
    FrontChart.Place(
      number: number, deployment: "d\(number)", cost: cost, latency: latency, success: success)
  }

  @Test func `the front has whoever is beaten by none, from the cheapest on`() {
    let places = [
      place(1, 5, 1), place(2, 1, 5), place(3, 3, 3), place(4, 4, 4), place(5, 3, 3),
      place(6, 0.5, 9, 0.2), place(7, 2, 6),
    ]
    // The fourth is dearer and slower than the third; the seventh than the second; the sixth is
    // the cheapest, but fails more often.
    #expect(FrontChart.front(places).map(\.number) == [6, 2, 3, 5, 1])
  }

  @Test func `who fails more often does not beat who is slower`() {
    #expect(FrontChart.front([place(1, 1, 1, 0.5), place(2, 1, 2, 1)]).map(\.number) == [1, 2])
  }
}
