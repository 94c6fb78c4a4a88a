/// A row of what stands for what, above the data and never over them.
package struct Legend {
  /// What stands for a series.
  package enum Sample {
    /// A line, dotted or not, with a mark or without.
    case line(ChartColour, ChartMarker?, isDotted: Bool)
    /// A filled area.
    case area(ChartColour, ChartHatch?)
    /// A mark beside a filled area: the same series drawn in both ways.
    case areaAndMark(ChartColour, ChartHatch?, ChartMarker)
  }

  private static let size = 12.0
  private static let lineHeight = 19.0

  /// What is named, in order.
  package let entries: [(sample: Sample, name: String)]

  package init(entries: [(sample: Sample, name: String)]) {
    self.entries = entries
  }

  /// How high it is when drawn over a width.
  package func height(over width: Double) -> Double {
    Double(rows(over: width).count) * Self.lineHeight
  }

  /// Draws it with its upper left corner at a place, in as many rows as it needs.
  package func draw(at place: Point, width: Double, in chart: inout Chart) {
    var y = place.y + 10
    for row in rows(over: width) {
      var x = place.x
      for index in row {
        let (sample, name) = entries[index]
        let wide = Self.draw(sample, at: Point(x, y), in: &chart)
        chart.canvas.text(name, at: Point(x + wide + 6, y + 4), "name")
        x += self.width(of: index)
      }
      y += Self.lineHeight
    }
  }

  private func rows(over width: Double) -> [[Int]] {
    var rows: [[Int]] = []
    var used = 0.0
    for index in entries.indices {
      let wide = self.width(of: index)
      if rows.isEmpty || used + wide > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(index)
      used += wide
    }
    return rows
  }

  private func width(of index: Int) -> Double {
    let (sample, name) = entries[index]
    return Self.width(of: sample) + 6 + TextWidth.of(name, size: Self.size) + 14
  }

  private static func width(of sample: Sample) -> Double {
    switch sample {
    case .line: 28
    case .area: 18
    case .areaAndMark: 34
    }
  }

  private static func draw(_ sample: Sample, at place: Point, in chart: inout Chart) -> Double {
    switch sample {
    case .line(let colour, let marker, let isDotted):
      let look = "line \(colour.rawValue)" + (isDotted ? " dotted" : "")
      chart.canvas.line(place, Point(place.x + 28, place.y), look)
      if let marker { chart.mark(marker, at: Point(place.x + 14, place.y), colour) }
    case .area(let colour, let hatch):
      chart.fill(swatch(at: place), colour, hatch)
    case .areaAndMark(let colour, let hatch, let marker):
      chart.fill(swatch(at: place), colour, hatch)
      chart.mark(marker, at: Point(place.x + 28, place.y), colour)
    }
    return width(of: sample)
  }

  private static func swatch(at place: Point) -> Box {
    Box(left: place.x, top: place.y - 6, right: place.x + 18, bottom: place.y + 6)
  }
}
