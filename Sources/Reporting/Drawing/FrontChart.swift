import Charts
import Documents

/// Cost against latency, with the deployments than which none is cheaper and faster at once.
enum FrontChart {
  private static let (left, right, top) = (58.0, 26.0, 26.0)
  private static let height = 250.0

  /// A deployment's place.
  struct Place {
    /// Its number in the table of deployments, from 1.
    let number: Int
    let deployment: String
    let cost: Double
    let latency: Double
    let success: Double
  }

  /// The deployments that have both figures.
  static func places(_ source: RunSource) -> [Place] {
    let table = source.summary
    return source.rows.enumerated().compactMap { index, row in
      guard let cost = table.number(row, "cost_usd"),
        let latency = table.number(row, "latency_p99_s"), latency > 0
      else { return nil }
      return Place(
        number: index + 1, deployment: source.deployments[index], cost: cost, latency: latency,
        success: table.number(row, "success_ratio") ?? 0)
    }
  }

  /// Those of some places that no other beats: none is as cheap, as fast and as sure, and better in
  /// one of these; in order of their costs.
  static func front(_ places: [Place]) -> [Place] {
    places.filter { place in
      !places.contains { other in
        other.cost <= place.cost && other.latency <= place.latency
          && other.success >= place.success
          && (other.cost < place.cost || other.latency < place.latency
            || other.success > place.success)
      }
    }.sorted { ($0.cost, $0.latency, $0.number) < ($1.cost, $1.latency, $1.number) }
  }

  /// The document.
  ///
  /// - Parameters:
  ///   - places: the deployments.
  ///   - given: those than which none is better; nil for what ``front(_:)`` finds.
  ///   - axes: what the cost and the latency are.
  ///   - name: the name of the picture within the page.
  ///   - title: what it shows.
  /// - Returns: the picture.
  static func svg(
    _ places: [Place], front given: [Place]? = nil,
    axes: (cost: String, latency: String) = ("cost of the run, USD", "p99 latency, s"),
    name: String, title: String
  ) -> String {
    let front = given ?? front(places)
    var chart = Chart(
      name: name, title: title, width: ReportChart.width, height: top + height + 44)
    let panel = Panel(
      box: Box(left: left, top: top, right: ReportChart.width - right, bottom: top + height))
    let costs = places.map(\.cost)
    let positive = costs.filter { $0 > 0 }
    let isLogarithmic =
      positive.count == costs.count && (costs.max() ?? 0) > 20 * (costs.min() ?? 0)
    let cost =
      isLogarithmic
      ? Scale.logarithmic(holding: costs, inDecades: false)
      : Scale.linear(to: costs.max() ?? 1, ticks: 4)
    // Names stand above their points, and need room below the picture's own words.
    let latencies = places.flatMap { [$0.latency, 1.3 * $0.latency] }
    let latency = Scale.logarithmic(holding: latencies, inDecades: false)
    panel.drawVerticalAxis(latency, title: axes.latency, in: &chart.canvas)
    panel.drawHorizontalAxis(cost, title: axes.cost, in: &chart.canvas)
    func point(_ place: Place) -> Point {
      Point(panel.x(place.cost, on: cost), panel.y(place.latency, on: latency))
    }
    chart.canvas.lines(through: [front.map(point)], "line blue dashed")
    for (index, place) in places.enumerated() {
      let isInFront = front.contains { $0.number == place.number }
      let middle = point(place)
      chart.mark(isInFront ? .diamond : .circle, at: middle, isInFront ? .vermilion : .blue)
      // Deployments that lie upon one another share a label, at the first of them.
      let near = places.filter { other in
        let there = point(other)
        return (there.x - middle.x).magnitude < 9 && (there.y - middle.y).magnitude < 9
      }.map(\.number)
      if near.first == place.number {
        let label = near.map { "\($0)" }.joined(separator: ", ")
        chart.canvas.text(label, at: Point(middle.x + 7, middle.y - 5), "value")
      }
      chart.canvas.point(
        words(place) + (isInFront ? ", on the front" : ""),
        data: [
          ("deployment", place.deployment), ("cost", DecimalText.fixed(place.cost, digits: 9)),
          ("latency", DecimalText.fixed(place.latency, digits: 9)),
          ("front", isInFront ? "true" : "false"),
        ], isFirst: index == 0
      ) {
        $0.rectangle(
          Box(
            left: middle.x - 8, top: middle.y - 8, right: middle.x + 8, bottom: middle.y + 8),
          "strip")
      }
    }
    chart.canvas.text(
      "diamonds, dashed line: none is cheaper and faster", at: Point(left, 16), "quiet")
    return chart.document(
      description: "Each deployment's cost and 99th percentile, by its number in the table.",
      hasPoints: true
    ).replacing(ChartStyle.element, with: "")
  }

  private static func words(_ place: Place) -> String {
    "\(place.number) \(place.deployment): \(FigureText.significant(place.cost)) USD, "
      + "\(FigureText.significant(place.latency)) s, "
      + "\(FigureText.success(place.success)) succeeded"
  }
}
