import Documents
import SimCore

/// The keys of how much processor a function's memory brings.
enum CPUKeys {
  static let points = Key<JSONValue?>(
    "points", .value(pairs), .required,
    """
    pairs of a memory size and the processor that comes with it, of rising memory; in the unit of \
    `per_cpu_second`, such as vCPUs or GHz
    """)
  static let usable = Key<Double?>(
    "usable", .number(amounts), .otherwise("no limit"),
    "the most processor that one request can use, unless `vcpus` says it of the work")
  static let measuredAt = Key<ByteCount?>(
    "measured_at", .size(PlatformSettings.memorySizes), .otherwise("that of the first point"),
    "the memory size at which service times were measured")

  static let object = ScenarioObject(
    "cpu",
    """
    How much processor comes with the memory: straight lines between points. Computation measured \
    at one size takes as many times as long at another as there is less processor.
    """,
    isLayered: true, keys: [points, usable, measuredAt])

  private static let pairs = ValueForm.worded(
    .list(.pair(.size, .number(amounts)), least: 1, most: nil),
    "list of `[size, number]`, numbers from 10^-6 to 10^6")

  /// Amounts of processor.
  static let amounts: ClosedRange<Double> = 1e-6...1e6
}

/// How much processor a function gets for its memory: straight lines between points.
struct CPUCurve {
  private var points: [(memory: Double, fraction: Double)] = []
  /// The same as they are written.
  private var exactPoints: [(memory: Ratio, fraction: Ratio)] = []
  private let usable: Double
  /// The memory size in MB at which service times were measured.
  let measuredAt: Double

  /// Reads the curve; nil with problems reported.
  init?(_ value: JSONValue, _ path: JSONPath, _ log: ProblemLog) {
    typealias Keys = CPUKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    usable = reader[Keys.usable] ?? .infinity
    let measured = reader[Keys.measuredAt]
    guard let elements = reader.array(Keys.points) else { return nil }
    let read = elements.compactMap { Self.point($0.0, $0.1, log) }
    points = read.map { (PlatformSettings.megabytes($0.memory), $0.fraction) }
    exactPoints = read.map { (Ratio($0.memory.bytes), Ratio(decimal: $0.fraction)) }
    guard points.count == elements.count else { return nil }
    let rising = zip(points, points.dropFirst()).allSatisfy { $0.memory < $1.memory }
    guard let first = points.first, rising else {
      log.report(
        reader.value(Keys.points), path: reader.path(Keys.points),
        what: points.isEmpty ? "is empty" : "has points that do not rise in memory",
        fix: points.isEmpty ? "give a point such as [\"1769MB\", 1]" : "order the points")
      return nil
    }
    measuredAt = measured.map(PlatformSettings.megabytes) ?? first.memory
  }

  private static func point(
    _ element: JSONValue, _ path: JSONPath, _ log: ProblemLog
  ) -> (memory: ByteCount, fraction: Double)? {
    guard
      let pair = log.pair(
        element, path, of: "a memory size and a number, such as [\"1769MB\", 1]")
    else { return nil }
    let memory = log.amount(pair.first.0, pair.first.1, in: PlatformSettings.memorySizes)
    let fraction = log.number(pair.second.0, pair.second.1, in: CPUKeys.amounts)
    guard let memory, let fraction else { return nil }
    return (memory, fraction)
  }

  /// The processor that comes with a memory size in MB: in proportion below the first point, and no
  /// more beyond the last.
  func fraction(of memory: Double) -> Double {
    var previous = points[0]
    if memory <= previous.memory { return previous.fraction * memory / previous.memory }
    for point in points.dropFirst() {
      if memory <= point.memory {
        let part = (memory - previous.memory) / (point.memory - previous.memory)
        return previous.fraction + part * (point.fraction - previous.fraction)
      }
      previous = point
    }
    return previous.fraction
  }

  /// The same without rounding, for prices.
  func exactFraction(of memory: ByteCount) -> Ratio {
    let size = Ratio(memory.bytes)
    var previous = exactPoints[0]
    if size <= previous.memory { return previous.fraction * size / previous.memory }
    for point in exactPoints.dropFirst() {
      if size <= point.memory {
        // The mean of both, each weighed by how near it is; the line may fall as well as rise.
        let weighed =
          previous.fraction * (point.memory - size) + point.fraction * (size - previous.memory)
        return weighed / (point.memory - previous.memory)
      }
      previous = point
    }
    return previous.fraction
  }

  /// How many times as long work takes at a memory size in MB as where it was measured; what is
  /// beyond the processor that it can use makes nothing faster.
  ///
  /// - Parameters:
  ///   - memory: the memory size in MB.
  ///   - measured: the memory size where the work was measured; nil for the platform's.
  ///   - use: what the work makes of the processor.
  ///   - boost: the least processor that it has, whatever the memory.
  /// - Returns: the factor.
  func slowdown(
    at memory: Double, from measured: Double? = nil, _ use: ProcessorUse = ProcessorUse(),
    boost: Double = 0
  ) -> Double {
    let most = use.vcpus ?? usable
    let has = min(max(fraction(of: memory), boost), most)
    let ratio = min(fraction(of: measured ?? measuredAt), most) / has
    return use.waitingShare + (1 - use.waitingShare) * ratio
  }
}

/// What some work makes of the processor that it gets.
struct ProcessorUse: Hashable {
  /// The most processor that it can use at once, in the unit of the curve's points; nil for what
  /// the platform says of any work.
  var vcpus: Double?
  /// The share of its time, where it was measured, in which it waits for something else.
  var waitingShare = 0.0
}
