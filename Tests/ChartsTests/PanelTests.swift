import Testing

@testable import Charts

@Suite struct PanelTests {
  private let panel = Panel(box: Box(left: 100, top: 10, right: 300, bottom: 110))

  @Test func `values stand to the right and upwards`() {
    let scale = Scale.linear(to: 10, ticks: 5)
    #expect(panel.x(0, on: scale) == 100)
    #expect(panel.x(10, on: scale) == 300)
    #expect(panel.y(0, on: scale) == 110)
    #expect(panel.y(5, on: scale) == 60)
  }

  @Test func `a vertical axis has a text a tick and a turned title`() {
    for side in [Panel.Side.left, .right] {
      var canvas = SVGCanvas()
      let scale = Scale.logarithmic(holding: [0.01, 10])
      panel.drawVerticalAxis(scale, title: "Latency (s)", side: side, in: &canvas)
      #expect(canvas.body.matches(of: /class="tick"/).count == 4)
      #expect(canvas.body.matches(of: />Latency \(s\)</).count == 1)
      #expect(canvas.body.contains(side == .left ? "rotate(-90" : "rotate(90"))
      // Lines across the panel belong to the left axis only.
      #expect(canvas.body.contains("class=\"grid\"") == (side == .left))
    }
  }

  @Test func `groups are named below their middle`() {
    var canvas = SVGCanvas()
    panel.drawGroups(["one", "two"], title: nil, in: &canvas)
    #expect(canvas.body.contains("<text class=\"tick\" x=\"150\" y=\"127\""))
    #expect(canvas.body.contains("<text class=\"tick\" x=\"250\" y=\"127\""))
  }
}
