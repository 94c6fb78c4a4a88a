import TestSupport
import Testing

@testable import Charts

@Suite struct LegendTests {
  private let legend = Legend(
    entries: (1...6).map { (.area(.blue, nil), "a series of number \($0)") })

  @Test func `entries that do not fit go to the next row`() throws {
    #expect(legend.height(over: 2000) < legend.height(over: 300))
    var chart = Chart(name: "x", title: "T", height: 200)
    legend.draw(at: Point(0, 40), width: 300, in: &chart)
    let drawn = try WellFormed(chart.document(description: ""))
    #expect(drawn.texts(of: "name").count == 6)
    let feet = chart.canvas.body.matches(of: /<text class="name" x="[\d.]+" y="([\d.]+)"/)
      .map { String($0.1) }
    #expect(Set(feet).count == Int(legend.height(over: 300) / 19))
  }

  @Test func `an entry wider than the room has a row of its own`() {
    #expect(legend.height(over: 1) == 6 * legend.height(over: 5000))
  }
}
