/// The keys of how much processor a function's memory brings.
enum CPUKey: String, CaseIterable {
  case points, usable
  case measuredAt = "measured_at"
}

/// How much processor a function gets for its memory: straight lines between points.
struct CPUCurve {
  private var points: [(memory: Double, share: Double)] = []
  private let usable: Double
  private let measuredAt: Double

  /// Reads the curve; nil with problems reported.
  init?(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    guard let reader = ObjectReader<CPUKey>(value, path: path, log: log) else { return nil }
    reader.required(.points)
    usable = reader.number(.usable, in: 1e-6...1e6) ?? .infinity
    let measured = reader.bytes(.measuredAt, in: PlatformSettings.memorySizes)
    guard let elements = reader.array(.points) else { return nil }
    points = elements.compactMap { Self.point($0.0, $0.1, log) }
    guard points.count == elements.count else { return nil }
    let rising = zip(points, points.dropFirst()).allSatisfy { $0.memory < $1.memory }
    guard let first = points.first, rising else {
      log.report(
        reader.value(.points), path: reader.path(.points),
        what: points.isEmpty ? "is empty" : "has points that do not rise in memory",
        fix: points.isEmpty ? "give a point such as [\"1769MB\", 1]" : "order the points")
      return nil
    }
    measuredAt = measured.map(PlatformSettings.megabytes) ?? first.memory
  }

  private static func point(
    _ element: JSONValue, _ path: JSONPath, _ log: ProblemLog
  ) -> (memory: Double, share: Double)? {
    guard let pair = log.array(element, path) else { return nil }
    guard pair.count == 2 else {
      log.report(
        element, path: path, what: "must be a pair, has \(pair.count) elements",
        fix: "write a memory size and a number, such as [\"1769MB\", 1]")
      return nil
    }
    let memory = log.bytes(pair[0].0, pair[0].1, in: PlatformSettings.memorySizes)
    let share = log.number(pair[1].0, pair[1].1, in: 1e-6...1e6)
    guard let memory, let share else { return nil }
    return (PlatformSettings.megabytes(memory), share)
  }

  /// The processor that comes with a memory size in MB: in proportion below the first point, and no
  /// more beyond the last.
  func share(of memory: Double) -> Double {
    var previous = points[0]
    if memory <= previous.memory { return previous.share * memory / previous.memory }
    for point in points.dropFirst() {
      if memory <= point.memory {
        let part = (memory - previous.memory) / (point.memory - previous.memory)
        return previous.share + part * (point.share - previous.share)
      }
      previous = point
    }
    return previous.share
  }

  /// How many times as long computation takes at a memory size in MB as where it was measured; what
  /// is beyond the usable processor makes nothing faster.
  func slowdown(at memory: Double) -> Double {
    min(share(of: measuredAt), usable) / min(share(of: memory), usable)
  }
}
