/// Where bars stand that are drawn side by side in groups of equal width.
struct BarGroups {
  /// The number of groups.
  let groups: Int
  /// The number of bars in each.
  let bars: Int
  /// The share of a group's width that its bars take.
  var filled = 0.86
  /// The greatest width of a bar.
  var widest = 48.0

  /// The left and right edge of a bar.
  func edges(group: Int, bar: Int, in box: Box) -> (left: Double, right: Double) {
    let whole = box.width / Double(groups)
    let width = min(widest, whole * filled / Double(bars))
    let first = box.left + (Double(group) + 0.5) * whole - width * Double(bars) / 2
    let left = first + Double(bar) * width
    return (left + 1.5, left + width - 1.5)
  }

  /// The middle of a bar.
  func middle(group: Int, bar: Int, in box: Box) -> Double {
    let edges = edges(group: group, bar: bar, in: box)
    return (edges.left + edges.right) / 2
  }
}
