import SimCore

/// Which of the ready instances has the fewest requests, in service and waiting; among equals the
/// first in the list of ready instances.
///
/// It is a tree above the places of the list: a node has the lesser number of its two children. A
/// change goes up as far as it matters, and the way down from the root leads to the least.
///
/// - Complexity: O(log n) for a change and for the question, with n places.
struct OutstandingOrder: ~Copyable {
  /// Row 1 is the root, and the children of a row are at twice its index and behind that; the
  /// second half are the places.
  private var nodes: Table<Int32>
  /// How many places there are, a power of two.
  private var width: Int

  /// What stands for a place without an instance.
  private static var none: Int32 { .max }

  init() {
    width = 2
    nodes = Table(repeating: Self.none, count: 2 * width)
  }

  /// The requests at the instance in a place.
  subscript(place: Int) -> Int32 { nodes[width + place] }

  /// The place with the fewest requests; there must be an instance in one.
  var first: Int {
    var node = 1
    while node < width {
      node *= 2
      if nodes[node + 1] < nodes[node] { node += 1 }
    }
    return node - width
  }

  /// Sets the number of requests at the instance in a place.
  mutating func set(_ place: Int, to outstanding: Int32) {
    while place >= width { grow() }
    change(place, to: outstanding)
  }

  /// There is no instance any more in a place.
  mutating func clear(_ place: Int) { change(place, to: Self.none) }

  private mutating func change(_ place: Int, to value: Int32) {
    var node = width + place
    nodes[node] = value
    while node > 1 {
      let least = min(nodes[node], nodes[node ^ 1])
      node /= 2
      if nodes[node] == least { return }
      nodes[node] = least
    }
  }

  private mutating func grow() {
    var wider = Table(repeating: Self.none, count: 4 * width)
    for place in 0..<width { wider[2 * width + place] = nodes[width + place] }
    width *= 2
    for node in (1..<width).reversed() { wider[node] = min(wider[2 * node], wider[2 * node + 1]) }
    nodes = wider
  }
}
