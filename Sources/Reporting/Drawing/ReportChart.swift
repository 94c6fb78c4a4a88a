import Charts

/// What all charts of reports share: their width, and how series differ without colours.
enum ReportChart {
  /// The width of a chart, small enough that its text can be read on a phone.
  static let width = 440.0
  /// The size of its text.
  static let size = 12.0

  /// A line that differs from the others in colour and dashes.
  struct Look: Sendable {
    let colour: ChartColour
    /// The class of its dashes.
    let dashes: String
    let marker: ChartMarker

    /// The classes of a line.
    var line: String { "line \(colour.rawValue) \(dashes)" }
  }

  /// Looks in the order in which they are used; beyond them they begin anew.
  static let looks: [Look] = [
    Look(colour: .blue, dashes: "whole", marker: .circle),
    Look(colour: .orange, dashes: "dashed", marker: .square),
    Look(colour: .green, dashes: "dots", marker: .triangle),
    Look(colour: .vermilion, dashes: "mixed", marker: .diamond),
  ]

  /// Draws a legend of lines with their dashes, in as many rows as it needs.
  ///
  /// - Returns: the height that it takes.
  static func drawLegend(
    _ entries: [(look: Look, name: String)], top: Double, left: Double, withMarks: Bool = false,
    in chart: inout Chart
  ) -> Double {
    var (x, y) = (left, top + 10)
    for (look, name) in entries {
      let wide = 34 + TextWidth.of(name, size: size) + 12
      if x > left && x + wide > chart.width {
        x = left
        y += 18
      }
      chart.canvas.line(Point(x, y), Point(x + 28, y), look.line)
      if withMarks { chart.mark(look.marker, at: Point(x + 14, y), look.colour) }
      chart.canvas.text(name, at: Point(x + 34, y + 4), "name")
      x += wide
    }
    return y + 10 - top
  }

  /// A name that fits a width, cut in the middle if it must be.
  static func fitted(_ name: String, width: Double) -> String {
    var characters = Array(name)
    if TextWidth.of(name, size: size) <= width { return name }
    while characters.count > 4, TextWidth.of(String(characters) + "…", size: size) > width {
      characters.remove(at: characters.count / 2)
    }
    characters.insert("…", at: characters.count / 2)
    return String(characters)
  }
}
