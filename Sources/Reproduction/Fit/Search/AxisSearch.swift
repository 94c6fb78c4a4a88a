/// Steps along the axes, shorter each time that none of them helps.
///
/// Source: R. Hooke and T. A. Jeeves, "Direct search solution of numerical and statistical
/// problems", JACM 8(2), 1961, with all axes probed at a time, and their successes tried together.
struct AxisSearch {
  /// The first step.
  let step: Double
  /// Shorter steps are not tried.
  let least: Double

  /// Searches from the best point of a search until no step helps.
  func run(_ search: inout UnitSearch) throws {
    var step = step
    while step >= least {
      let (start, value) = (search.point, search.value)
      var probes: [[Double]] = []
      for axis in start.indices {
        let length = max(step, 1.01 * search.leastStep(axis, start[axis]))
        for end in [start[axis] - length, start[axis] + length] {
          let bounded = min(max(end, 0), 1)
          if bounded == start[axis] { continue }
          var probe = start
          probe[axis] = bounded
          probes.append(probe)
        }
      }
      let values = try search.evaluate(probes).map(\.value)
      if !(search.value < value) {
        step /= 2.5
        continue
      }
      // Where several axes helped, all of them together often help more.
      var together = start
      var best = start.map { _ in value }
      var helped = 0
      for (probe, found) in zip(probes, values) {
        for axis in start.indices where probe[axis] != start[axis] && found < best[axis] {
          if best[axis] == value { helped += 1 }
          best[axis] = found
          together[axis] = probe[axis]
        }
      }
      if helped > 1 { _ = try search.evaluate([together]) }
    }
  }
}
