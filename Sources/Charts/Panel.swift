/// An area of a chart in which data are drawn against two axes.
package struct Panel {
  /// On which side of a panel the axis of its values stands.
  package enum Side {
    case left, right
  }

  /// The area.
  package let box: Box

  package init(box: Box) {
    self.box = box
  }

  /// The place across the panel of a value of its horizontal axis.
  package func x(_ value: Double, on scale: Scale) -> Double {
    box.left + scale.fraction(of: value) * box.width
  }

  /// The place up the panel of a value of its vertical axis.
  package func y(_ value: Double, on scale: Scale) -> Double {
    box.bottom - scale.fraction(of: value) * box.height
  }

  /// Draws a vertical axis with its ticks and title, and lines across when it is the left one.
  package func drawVerticalAxis(
    _ scale: Scale, title: String, side: Side = .left, in canvas: inout SVGCanvas
  ) {
    if side == .left {
      for value in scale.fineTicks {
        let height = y(value, on: scale)
        canvas.line(Point(box.left, height), Point(box.right, height), "fine")
      }
      for tick in scale.ticks {
        let height = y(tick.value, on: scale)
        canvas.line(Point(box.left, height), Point(box.right, height), "grid")
      }
    }
    let (edge, outward) = side == .left ? (box.left, -1.0) : (box.right, 1.0)
    canvas.line(Point(edge, box.top), Point(edge, box.bottom), "axis")
    for tick in scale.ticks {
      let height = y(tick.value, on: scale)
      canvas.line(Point(edge, height), Point(edge + 4 * outward, height), "axis")
      canvas.text(
        tick.text, at: Point(edge + 7 * outward, height + 4),
        anchor: side == .left ? .end : .start, "tick")
    }
    let longest = scale.ticks.map { TextWidth.of($0.text, size: 12) }.max() ?? 0
    // A turned text stands on its foot: to the right of its place when turned to the left.
    let place = edge + (longest + (side == .left ? 16 : 17)) * outward
    canvas.text(
      title, at: Point(place, (box.top + box.bottom) / 2), anchor: .middle, "name",
      turned: side == .left ? -90 : 90)
  }

  /// Draws a horizontal axis of values with its ticks and, where there is one, its title.
  package func drawHorizontalAxis(_ scale: Scale, title: String?, in canvas: inout SVGCanvas) {
    canvas.line(Point(box.left, box.bottom), Point(box.right, box.bottom), "axis")
    for tick in scale.ticks {
      let place = x(tick.value, on: scale)
      canvas.line(Point(place, box.bottom), Point(place, box.bottom + 4), "axis")
      canvas.text(tick.text, at: Point(place, box.bottom + 17), anchor: .middle, "tick")
    }
    if let title { drawHorizontalTitle(title, in: &canvas) }
  }

  /// Draws the names of groups of equal width along the foot, and the axis' title.
  package func drawGroups(_ names: [String], title: String?, in canvas: inout SVGCanvas) {
    canvas.line(Point(box.left, box.bottom), Point(box.right, box.bottom), "axis")
    let width = box.width / Double(names.count)
    for (index, name) in names.enumerated() {
      let middle = box.left + (Double(index) + 0.5) * width
      canvas.text(name, at: Point(middle, box.bottom + 17), anchor: .middle, "tick")
    }
    if let title { drawHorizontalTitle(title, in: &canvas) }
  }

  private func drawHorizontalTitle(_ title: String, in canvas: inout SVGCanvas) {
    let middle = (box.left + box.right) / 2
    canvas.text(title, at: Point(middle, box.bottom + 36), anchor: .middle, "name")
  }
}
