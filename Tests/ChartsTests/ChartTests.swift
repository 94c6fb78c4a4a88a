import TestSupport
import Testing

@testable import Charts

@Suite struct ChartTests {
  @Test func `a document has its title and description for those who do not see it`() throws {
    let chart = Chart(name: "figure-1", title: "Cost & time", height: 120)
    let text = chart.document(description: "Bars < lines.")
    #expect(text.contains("<title id=\"figure-1-title\">Cost &amp; time</title>"))
    #expect(text.contains("<desc id=\"figure-1-description\">Bars &lt; lines.</desc>"))
    #expect(text.contains("aria-labelledby=\"figure-1-title figure-1-description\""))
    #expect(text.contains("viewBox=\"0 0 700 120\""))
    #expect(try WellFormed(text).root == "svg")
  }

  @Test func `each hatch that is used is defined once, under the chart's name`() throws {
    var chart = Chart(name: "figure-1", title: "T", height: 120)
    for _ in 0..<2 {
      chart.fill(Box(left: 0, top: 0, right: 9, bottom: 9), .blue, .dots)
    }
    let text = chart.document(description: "")
    #expect(text.matches(of: /<pattern id="figure-1-dots"/).count == 1)
    #expect(text.matches(of: /url\(#figure-1-dots\)/).count == 2)
    #expect(try WellFormed(text).count(of: "pattern") == 1)
  }

  @Test func `every mark is a shape of its own`() {
    let shapes = ChartMarker.allCases.map { marker in
      var chart = Chart(name: "x", title: "T", height: 50)
      chart.mark(marker, at: Point(10, 10), .purple)
      return chart.canvas.body
    }
    #expect(Set(shapes).count == ChartMarker.allCases.count)
  }
}

@Suite struct ChartPointTests {
  @Test func `a point says what it is, and the keyboard comes to the first`() {
    var chart = Chart(name: "x", title: "T", width: 300, height: 100)
    for index in 0..<2 {
      chart.canvas.point("a < \(index)", data: [("at", "\"\(index)\"")], isFirst: index == 0) {
        $0.circle(Point(1, 2), radius: 3, "strip")
      }
    }
    let text = chart.document(description: "D", hasPoints: true)
    #expect(text.contains("width=\"300\" height=\"100\" viewBox=\"0 0 300 100\""))
    #expect(text.contains("class=\"chart\" role=\"group\""))
    #expect(text.contains("tabindex=\"0\" data-at=\"&quot;0&quot;\"><title>a &lt; 0</title>"))
    #expect(text.contains("tabindex=\"-1\" data-at=\"&quot;1&quot;\"><title>a &lt; 1</title>"))
    // The title stands beside such a chart, and not in it.
    #expect(!text.contains("class=\"heading\""))
  }

  @Test func `shares of successes are cut, not rounded`() {
    #expect(FigureText.success(1) == "100 %")
    #expect(FigureText.success(0.9999) == "99.9 %")
    #expect(FigureText.success(0.24972) == "24.9 %")
    #expect(FigureText.success(0) == "0.0 %")
  }
}
