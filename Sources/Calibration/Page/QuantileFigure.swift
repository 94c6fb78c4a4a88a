import Charts
import Documents

/// Quantiles of a log over those of what was fitted to it: on the line they are the same.
struct QuantileFigure: Sendable {
  /// What is drawn, such as `Service at 512 MB`.
  let title: String
  /// The picture: an SVG document that also stands inside a page.
  let svg: String

  /// A figure for each fit of a calibration.
  static func all(_ groups: [ServiceGroup]) -> [QuantileFigure] {
    groups.flatMap { group -> [QuantileFigure] in
      let size = group.memory.map { " at \($0) MB" } ?? ""
      return [
        QuantileFigure("Service\(size)", group.service),
        group.start.flatMap { QuantileFigure("Starts\(size)", $0) },
      ].compactMap(\.self)
    }
  }

  /// Nil for a sample of one value, of which there is nothing to see.
  private init?(_ title: String, _ fit: DurationFit) {
    if case .constant = fit.shape { return nil }
    self.title = title
    let pairs = fit.pairs
    let name = title.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "-")
    var chart = Chart(
      name: "quantiles-\(name)", title: "\(title): marks are the log, on the line as fitted",
      height: 420)
    let panel = Panel(box: Box(left: 80, top: 46, right: 668, bottom: 368))
    let all = pairs.flatMap { [$0.logged, $0.fitted] }
    let (least, greatest) = (all.min() ?? 0, all.max() ?? 1)
    let scale =
      least > 0 && greatest >= 10 * least
      ? Scale.logarithmic(holding: all, inDecades: false) : Scale.linear(to: greatest)
    panel.drawVerticalAxis(scale, title: "In the log (s)", in: &chart.canvas)
    panel.drawHorizontalAxis(scale, title: "As fitted (s)", in: &chart.canvas)
    let ends = [scale.least, scale.greatest].map {
      Point(panel.x($0, on: scale), panel.y($0, on: scale))
    }
    let colours = ChartColour.allCases
    chart.canvas.lines(through: [ends], "line \(colours[0].rawValue)")
    for pair in pairs {
      let place = Point(panel.x(pair.fitted, on: scale), panel.y(pair.logged, on: scale))
      chart.mark(ChartMarker.allCases[0], at: place, colours[0])
    }
    svg = chart.document(
      description: "Quantiles of \(DecimalText.grouped(fit.count)) times in the log over those of "
        + "what was fitted to them.")
  }
}
