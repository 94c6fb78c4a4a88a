/// A place in a picture, in its units: to the right and down from its upper left corner.
struct Point: Hashable, Sendable {
  /// How far to the right.
  var x: Double
  /// How far down.
  var y: Double

  /// A place.
  init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A rectangle in a picture.
struct Box: Hashable, Sendable {
  /// The left edge.
  var left: Double
  /// The upper edge.
  var top: Double
  /// The right edge.
  var right: Double
  /// The lower edge.
  var bottom: Double

  /// How wide it is.
  var width: Double { right - left }
  /// How high it is.
  var height: Double { bottom - top }
}
