import Charts

/// The paper's figure 7: the steps of a cold start, one after another or overlapped.
enum ColdStartFigure {
  private static let rowHeight = 21.0
  private static let headingHeight = 28.0

  /// The figure; nil without steps.
  static func make(_ steps: [ColdStartStep]) -> PaperFigure? {
    guard !steps.isEmpty else { return nil }
    var graphs: [String] = []
    for step in steps where !graphs.contains(step.graph) { graphs.append(step.graph) }
    let title = "A cold start step by step: in sequence and overlapped"
    let rows = Double(steps.count) * rowHeight + Double(graphs.count) * headingHeight
    var chart = Chart(name: "figure-7", title: title, height: 40 + rows + 52)
    let left = left(of: steps)
    let panel = Panel(box: Box(left: left, top: 40, right: 672, bottom: 46 + rows))
    let time = Scale.linear(to: steps.map(\.end).max() ?? 1, ticks: 8)
    for tick in time.ticks {
      let x = panel.x(tick.value, on: time)
      chart.canvas.line(Point(x, panel.box.top), Point(x, panel.box.bottom), "grid")
    }
    var kinds: [String] = []
    for step in steps where !kinds.contains(kind(of: step)) { kinds.append(kind(of: step)) }
    var top = panel.box.top
    for graph in graphs {
      let own = steps.filter { $0.graph == graph }
      draw(own, as: graph, kinds: kinds, from: &top, on: time, in: panel, of: &chart)
    }
    chart.canvas.line(
      Point(left, panel.box.top), Point(left, panel.box.bottom), "axis")
    panel.drawHorizontalAxis(time, title: "Time since the start (s)", in: &chart.canvas)
    let seen = seenHere(graphs, steps)
    return PaperFigure(
      name: "figure-7", title: title,
      svg: chart.document(
        description: "A bar for each step from its start to its end, grouped by order of steps. "
          + seen),
      paperSays: "Importing the libraries while the model is downloaded shortens Lambda's cold "
        + "start for MobileNet by 10.6 %; slicing the model, so that parts load while others are "
        + "downloaded, adds little because the model is small (section 5.1).",
      seenHere: seen)
  }

  private static func draw(
    _ steps: [ColdStartStep], as graph: String, kinds: [String], from top: inout Double,
    on time: Scale, in panel: Panel, of chart: inout Chart
  ) {
    chart.canvas.text(graph, at: Point(Chart.margin, top + 19), "strong")
    top += headingHeight
    let colours: [ChartColour] = [.blue, .orange, .green, .vermilion, .purple]
    for step in steps {
      let index = kinds.firstIndex(of: kind(of: step)) ?? 0
      let box = Box(
        left: panel.x(step.start, on: time), top: top + 3, right: panel.x(step.end, on: time),
        bottom: top + rowHeight - 3)
      chart.canvas.text(
        step.step, at: Point(panel.box.left - 8, top + 15), anchor: .end, "step")
      chart.fill(
        box, colours[index % colours.count], index < colours.count ? nil : .diagonal)
      let length = FigureText.seconds(step.end - step.start)
      let isFar = box.right + 6 + TextWidth.of(length, size: 11) > panel.box.right
      chart.canvas.text(
        length, at: Point(isFar ? box.left - 6 : box.right + 6, top + 15),
        anchor: isFar ? .end : .start, "value")
      top += rowHeight
    }
  }

  /// The name of a step without the number of a part: all parts have one colour.
  private static func kind(of step: ColdStartStep) -> String {
    let name = step.step.prefix { !$0.isNumber }
    return name.last == " " ? String(name.dropLast()) : String(name)
  }

  /// Where the bars begin, to the right of the longest name.
  private static func left(of steps: [ColdStartStep]) -> Double {
    let longest = steps.map { TextWidth.of($0.step, size: 12) }.max() ?? 0
    return min(300, Chart.margin + longest + 14)
  }

  private static func seenHere(_ graphs: [String], _ steps: [ColdStartStep]) -> String {
    let totals = graphs.map { graph in
      steps.filter { $0.graph == graph }.map(\.end).max() ?? 0
    }
    guard let first = totals.first, first > 0 else { return "" }
    return zip(graphs, totals).enumerated().map { index, item in
      let (graph, total) = item
      let text = "\(graph): \(FigureText.significant(total)) s"
      guard index > 0 else { return text }
      let fraction = (first - total) / first
      let change = FigureText.percent(fraction.magnitude)
      return text + ", \(change) \(fraction < 0 ? "longer" : "shorter") than \(graphs[0])"
    }.joined(separator: "; ") + "."
  }
}
