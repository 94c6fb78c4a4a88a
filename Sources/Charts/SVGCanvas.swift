/// What is drawn in a picture, element after element, as SVG.
///
/// Looks are classes of ``ChartStyle``; places are written with two decimals at most.
package struct SVGCanvas {
  /// Where the place of a text is.
  package enum Anchor: String {
    case start, middle, end
  }

  /// The elements so far, a line each.
  package private(set) var body = ""

  /// A straight line.
  package mutating func line(_ from: Point, _ to: Point, _ look: String) {
    add("path", look, [("d", "M\(text(from))L\(text(to))")])
  }

  /// Lines through points; those of a single point are drawn as a dot by their round ends.
  package mutating func lines(through runs: [[Point]], _ look: String) {
    let data = runs.filter { !$0.isEmpty }.map { run in
      let rest = run.dropFirst().map(text).joined(separator: " ")
      return "M\(text(run[0]))" + (rest.isEmpty ? "h0" : "L\(rest)")
    }
    if !data.isEmpty { add("path", look, [("d", data.joined())]) }
  }

  /// A closed outline through points.
  package mutating func polygon(_ points: [Point], _ look: String) {
    add("path", look, [("d", "M\(points.map(text).joined(separator: " "))Z")])
  }

  /// A rectangle, filled by its look or by a pattern of the given identifier.
  package mutating func rectangle(_ box: Box, _ look: String, pattern: String? = nil) {
    var attributes = [
      ("x", number(box.left)), ("y", number(box.top)), ("width", number(box.width)),
      ("height", number(box.height)),
    ]
    if let pattern { attributes.append(("fill", "url(#\(pattern))")) }
    add("rect", look, attributes)
  }

  /// A circle.
  package mutating func circle(_ centre: Point, radius: Double, _ look: String) {
    add(
      "circle", look,
      [("cx", number(centre.x)), ("cy", number(centre.y)), ("r", number(radius))])
  }

  /// A line of text whose foot is at a place.
  ///
  /// - Parameters:
  ///   - content: the text, which is escaped.
  ///   - place: where the text stands.
  ///   - anchor: which part of it stands there.
  ///   - look: its classes.
  ///   - turned: by how many degrees it is turned about its place, clockwise.
  package mutating func text(
    _ content: String, at place: Point, anchor: Anchor = .start, _ look: String, turned: Int = 0
  ) {
    var attributes = [("x", number(place.x)), ("y", number(place.y))]
    if anchor != .start { attributes.append(("text-anchor", anchor.rawValue)) }
    if turned != 0 {
      attributes.append(("transform", "rotate(\(turned) \(text(place)))"))
    }
    add("text", look, attributes, content: content)
  }

  /// A tile that fills areas with a pattern of lines or dots.
  package mutating func pattern(_ identifier: String, size: Int, path: String) {
    body +=
      "<pattern id=\"\(MarkupText.escaped(identifier))\" width=\"\(size)\" height=\"\(size)\""
      + " patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"\(path)\"/></pattern>\n"
  }

  /// A group that a pointer or the keyboard can reach, with what it says of itself.
  ///
  /// - Parameters:
  ///   - title: what it says, which is escaped.
  ///   - data: names of attributes without their `data-`, and values.
  ///   - isFirst: whether the keyboard comes to it; from there arrows lead to the others.
  ///   - content: draws what is in the group.
  package mutating func point(
    _ title: String, data: [(name: String, value: String)], isFirst: Bool,
    _ content: (inout SVGCanvas) -> Void
  ) {
    body += "<g class=\"point\" role=\"img\" tabindex=\"\(isFirst ? 0 : -1)\""
    for (name, value) in data { body += " data-\(name)=\"\(MarkupText.escaped(value))\"" }
    body += "><title>\(MarkupText.escaped(title))</title>"
    content(&self)
    body += "</g>\n"
  }

  private mutating func add(
    _ element: String, _ look: String, _ attributes: [(String, String)], content: String? = nil
  ) {
    body += "<\(element) class=\"\(look)\""
    for (name, value) in attributes { body += " \(name)=\"\(value)\"" }
    body += content.map { ">\(MarkupText.escaped($0))</\(element)>\n" } ?? "/>\n"
  }

  private func number(_ value: Double) -> String { MarkupText.coordinate(value) }

  private func text(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }
}
