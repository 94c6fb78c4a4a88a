import Charts
import Documents

/// Measured and simulated numbers of one quantity of a dataset, drawn over what was varied.
struct EvidenceFigure: Sendable {
  /// What a figure shows, and how its axes go.
  private struct Axes {
    let dataset: Dataset
    /// What was varied, with its unit.
    let across: String
    /// Whether it, and whether the numbers, have a logarithmic axis.
    let isLogarithmic: (across: Bool, up: Bool)
    /// What stands up the figure, with its unit; nil for the quantity alone.
    let up: String?
  }

  private static let axes = [
    Axes(
      dataset: .lambdaRuns, across: "Requests in 28 hours", isLogarithmic: (true, false), up: nil),
    Axes(
      dataset: .lambdaRates, across: "Requests a second", isLogarithmic: (true, true), up: nil),
    Axes(
      dataset: .lambdaBursts, across: "Pause after the burst (s)", isLogarithmic: (false, false),
      up: "Instances left"),
    Axes(
      dataset: .lambdaMemory, across: "Memory (MB)", isLogarithmic: (false, true),
      up: "Warm time (s)"),
    Axes(
      dataset: .lambdaResNet, across: "Memory (MB)", isLogarithmic: (false, false),
      up: "Time in the handler (s)"),
    Axes(
      dataset: .gpuBatches, across: "Requests in a batch", isLogarithmic: (true, true),
      up: "Latency of the batch (ms)"),
    Axes(
      dataset: .tritonClients, across: "Clients", isLogarithmic: (false, false), up: nil),
  ]

  /// The name, which also names its file, such as `lambda-memory-warm-time`.
  let name: String
  /// The dataset that it is of.
  let dataset: Dataset
  /// What was measured.
  let quantity: String
  /// The picture: an SVG document that also stands inside a page.
  let svg: String

  /// A figure for each quantity of each dataset, in the order of the rows.
  static func all(_ rows: [EvidenceRow]) -> [EvidenceFigure] {
    var groups: [(axes: Axes, quantity: String, rows: [EvidenceRow])] = []
    for row in rows {
      guard let axes = axes.first(where: { $0.dataset == row.dataset }), row.at != nil else {
        continue
      }
      let index = groups.firstIndex {
        $0.axes.dataset == row.dataset && $0.quantity == row.quantity
      }
      if let index {
        groups[index].rows.append(row)
      } else {
        groups.append((axes, row.quantity, [row]))
      }
    }
    return groups.flatMap { group in
      let figure = EvidenceFigure(
        group.axes, quantity: group.quantity, marks: group.rows.map(Mark.init))
      let axes = Axes(
        dataset: group.axes.dataset, across: "Hours from the beginning",
        isLogarithmic: (false, false),
        up: group.quantity.prefix(1).uppercased() + group.quantity.dropFirst() + " so far")
      let courses = group.rows.filter { !$0.course.isEmpty }
      return [figure]
        + stride(from: 0, to: courses.count, by: mostCourses).map { start in
          let rows = courses[start..<min(start + mostCourses, courses.count)]
          let ends = [rows.first, rows.last].compactMap { row in
            row?.at.map { DecimalText.fixed($0, digits: 0) }
          }
          return EvidenceFigure(
            axes,
            quantity: "\(group.quantity) over time, \(ends.joined(separator: " to ")) requests",
            title: "\(group.quantity) over time",
            marks: rows.flatMap { row in row.course.map { Mark($0, of: row) } })
        }
    }
  }

  /// How many conditions a figure shows over time: more are hard to tell apart.
  private static let mostCourses = 4

  /// A measured and a simulated number at a place of a curve.
  private struct Mark {
    let series: String
    let at: Double
    let measured: Double
    let simulated: Double

    init(_ row: EvidenceRow) {
      (series, at) = (row.series, row.at ?? 0)
      (measured, simulated) = (row.measured, row.simulated)
    }

    /// One of the times of a condition, which is a curve of its own.
    init(_ moment: EvidenceRow.Moment, of row: EvidenceRow) {
      (series, at) = (row.condition, moment.hours)
      (measured, simulated) = (moment.measured, moment.simulated)
    }
  }

  private init(_ axes: Axes, quantity: String, title shown: String? = nil, marks rows: [Mark]) {
    let name = "\(axes.dataset.name) \(quantity)".lowercased()
    self.name = name.split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
    dataset = axes.dataset
    self.quantity = quantity
    let words = shown ?? quantity
    let title =
      "\(words.prefix(1).uppercased() + words.dropFirst()): marks are measured, "
      + "lines are simulated"
    var series: [(name: String, rows: [Mark])] = []
    for row in rows {
      if let index = series.firstIndex(where: { $0.name == row.series }) {
        series[index].rows.append(row)
      } else {
        series.append((row.series, [row]))
      }
    }
    var chart = Chart(name: self.name, title: title, height: 400)
    let colours = ChartColour.allCases
    let markers = ChartMarker.allCases
    let looks = series.indices.map {
      (colours[$0 % colours.count], markers[$0 % markers.count])
    }
    let legend = Legend(
      entries: zip(series, looks).map { series, look in
        (.line(look.0, look.1, isDotted: false), series.name.isEmpty ? quantity : series.name)
      })
    legend.draw(at: Point(64, 36), width: 600, in: &chart)
    let panel = Panel(
      box: Box(left: 64, top: 46 + legend.height(over: 600), right: 668, bottom: 348))
    let all = rows.flatMap { [$0.measured, $0.simulated] }
    let up =
      axes.isLogarithmic.up
      ? Scale.logarithmic(holding: all, inDecades: false) : .linear(to: all.max() ?? 1)
    let places = rows.map(\.at)
    let across =
      axes.isLogarithmic.across
      ? Scale.logarithmic(holding: places, inDecades: false)
      : .linear(to: places.max() ?? 1, endsThere: true)
    let heading = axes.up ?? quantity.prefix(1).uppercased() + quantity.dropFirst()
    panel.drawVerticalAxis(up, title: heading, in: &chart.canvas)
    panel.drawHorizontalAxis(across, title: axes.across, in: &chart.canvas)
    for (series, look) in zip(series, looks) {
      let rows = series.rows.sorted { $0.at < $1.at }
      let line = rows.map {
        Point(panel.x($0.at, on: across), panel.y($0.simulated, on: up))
      }
      chart.canvas.lines(through: [line], "line \(look.0.rawValue)")
      for row in rows {
        let place = Point(panel.x(row.at, on: across), panel.y(row.measured, on: up))
        chart.mark(look.1, at: place, look.0)
      }
    }
    svg = chart.document(
      description: "Marks are measured and lines simulated: \(quantity) by "
        + "\(axes.across.lowercased()). \(axes.dataset.about).")
  }
}
