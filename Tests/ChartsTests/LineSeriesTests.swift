import Testing

@testable import Charts

@Suite struct LineSeriesTests {
  private func series(_ values: [Double?], marker: ChartMarker? = nil) -> LineSeries {
    LineSeries(
      name: "latency", colour: .green, marker: marker,
      samples: values.enumerated().map { .init(time: Double($0), value: $1) })
  }

  @Test func `a missing value cuts the line`() {
    let runs = series([1, 2, nil, nil, 3, nil]).runs
    #expect(runs.map { $0.map(\.time) } == [[0, 1], [4]])
    #expect(series([nil, nil]).runs.isEmpty)
  }

  @Test func `gaps are gaps in the picture too`() {
    var chart = Chart(name: "x", title: "X", height: 100)
    let before = chart.canvas.body
    series([0, 10, nil, 10]).draw(
      in: Panel(box: Box(left: 0, top: 0, right: 40, bottom: 100)),
      time: .linear(to: 4, ticks: 4), values: .linear(to: 10), of: &chart)
    #expect(
      chart.canvas.body.dropFirst(before.count)
        == "<path class=\"line green\" d=\"M0 100L10 0M30 0h0\"/>\n")
  }

  @Test func `marks stand at some of the values and at no gap`() {
    var chart = Chart(name: "x", title: "X", height: 100)
    series([1, nil, 1, 1], marker: .circle).draw(
      in: Panel(box: Box(left: 0, top: 0, right: 40, bottom: 100)),
      time: .linear(to: 4, ticks: 4), values: .linear(to: 10), marks: 4, of: &chart)
    #expect(chart.canvas.body.matches(of: /<circle/).count == 3)
  }
}
