/// A picture with a title, its axes and its data, as an SVG document.
package struct Chart {
  /// The width of every chart.
  package static let width = 700.0
  /// The distance from the edge to a title.
  package static let margin = 12.0

  /// The name, from which identifiers within the document are made.
  package let name: String
  /// The title, at its top.
  package let title: String
  /// The width.
  package let width: Double
  /// The height.
  package let height: Double
  /// What is drawn so far.
  package var canvas = SVGCanvas()
  private var hatches: [ChartHatch] = []

  /// A chart with nothing but its ground and title.
  package init(name: String, title: String, height: Double) {
    self.init(name: name, title: title, width: Self.width, height: height)
    canvas.text(title, at: Point(Self.margin, 23), "heading")
  }

  /// A chart with nothing but its ground, for a page that shows the title beside it.
  package init(name: String, title: String, width: Double, height: Double) {
    self.name = name
    self.title = title
    self.width = width
    self.height = height
    canvas.rectangle(Box(left: 0, top: 0, right: width, bottom: height), "paper")
  }

  /// Fills an area with a colour, a hatch over it, and an outline.
  package mutating func fill(_ box: Box, _ colour: ChartColour, _ hatch: ChartHatch? = nil) {
    canvas.rectangle(box, "fill \(colour.rawValue)")
    if let hatch {
      if !hatches.contains(hatch) { hatches.append(hatch) }
      canvas.rectangle(box, "tile", pattern: identifier(of: hatch))
    }
    canvas.rectangle(box, "outline")
  }

  /// A mark of a series at a place.
  package mutating func mark(_ marker: ChartMarker, at place: Point, _ colour: ChartColour) {
    let look = "mark \(colour.rawValue)"
    let (x, y) = (place.x, place.y)
    switch marker {
    case .circle: canvas.circle(place, radius: 4, look)
    case .square:
      canvas.rectangle(Box(left: x - 3.8, top: y - 3.8, right: x + 3.8, bottom: y + 3.8), look)
    case .triangle:
      canvas.polygon([Point(x, y - 5), Point(x + 4.8, y + 3.6), Point(x - 4.8, y + 3.6)], look)
    case .diamond:
      canvas.polygon(
        [Point(x, y - 5.2), Point(x + 5.2, y), Point(x, y + 5.2), Point(x - 5.2, y)], look)
    }
  }

  /// The document: the picture, with its title and a description for those who do not see it.
  ///
  /// - Parameters:
  ///   - description: what the picture shows.
  ///   - hasPoints: whether it has points that say what they are, so that it is no mere image.
  /// - Returns: SVG.
  package func document(description: String, hasPoints: Bool = false) -> String {
    let (label, size) = (MarkupText.escaped(name), MarkupText.coordinate(height))
    let wide = MarkupText.coordinate(width)
    let role = hasPoints ? "group" : "img"
    var tiles = SVGCanvas()
    for hatch in hatches {
      tiles.pattern(identifier(of: hatch), size: hatch.size, path: hatch.path)
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"\(role)\""
      + " width=\"\(wide)\" height=\"\(size)\" viewBox=\"0 0 \(wide) \(size)\""
      + " aria-labelledby=\"\(label)-title \(label)-description\">\n"
      + "<title id=\"\(label)-title\">\(MarkupText.escaped(title))</title>\n"
      + "<desc id=\"\(label)-description\">\(MarkupText.escaped(description))</desc>\n"
      + ChartStyle.element + (tiles.body.isEmpty ? "" : "<defs>\n\(tiles.body)</defs>\n")
      + canvas.body + "</svg>\n"
  }

  private func identifier(of hatch: ChartHatch) -> String { "\(name)-\(hatch.rawValue)" }
}
