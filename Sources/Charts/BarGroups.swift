/// Where bars stand that are drawn side by side in groups of equal width.
package struct BarGroups {
  /// The number of groups.
  package let groups: Int
  /// The number of bars in each.
  package let bars: Int
  /// The fraction of a group's width that its bars take.
  package var filled = 0.86
  /// The greatest width of a bar.
  package var widest = 48.0

  package init(groups: Int, bars: Int, filled: Double = 0.86, widest: Double = 48.0) {
    self.groups = groups
    self.bars = bars
    self.filled = filled
    self.widest = widest
  }

  /// The left and right edge of a bar.
  package func edges(group: Int, bar: Int, in box: Box) -> (left: Double, right: Double) {
    let whole = box.width / Double(groups)
    let width = min(widest, whole * filled / Double(bars))
    let first = box.left + (Double(group) + 0.5) * whole - width * Double(bars) / 2
    let left = first + Double(bar) * width
    return (left + 1.5, left + width - 1.5)
  }

  /// The middle of a bar.
  package func middle(group: Int, bar: Int, in box: Box) -> Double {
    let edges = edges(group: group, bar: bar, in: box)
    return (edges.left + edges.right) / 2
  }
}
