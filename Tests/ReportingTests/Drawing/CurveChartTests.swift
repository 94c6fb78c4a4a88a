import Testing

@testable import Reporting

@Suite struct CurveChartTests {
  @Test func `values stand where numbers do, and words evenly`() {
    #expect(CurveChart.places(["1", "2", "5"]) == [0, 0.25, 1])
    #expect(CurveChart.places(["10MB", "20MB", "90MB"]) == [0, 0.5, 1])
    #expect(CurveChart.places(["7"]) == [0.5])
    let places = CurveChart.places(["1", "10", "100"])
    #expect((places[1] - 0.5).magnitude < 1e-9 && places[0] == 0 && places[2] == 1)
  }
}
