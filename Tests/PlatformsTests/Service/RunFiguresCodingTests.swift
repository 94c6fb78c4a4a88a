import Documents
import SimCore
import Testing

@testable import Platforms

@Suite struct RunFiguresCodingTests {
  private static let runs: [RunFigures] = [
    WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 10, 20, 900]).figures,
    WatchedRun(onDemand(limit: 0), at: [0]).figures,
    WatchedRun(onDemand(), at: []).figures,
    extreme,
  ]

  /// Numbers at the ends of their ranges, which hardly a run has.
  private static var extreme: RunFigures {
    var figures = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 3000]).figures
    figures.requests = 1 << 53
    figures.billedNanoseconds = 1 << 114
    figures.requestCost = Money(femtodollars: 1 << 120)
    figures.settledCost = Money(femtodollars: -(1 << 120))
    figures.instancesLeft = 1 << 53
    figures.end = Instant(nanoseconds: 1 << 62)
    figures.instancesMean = -0.0
    figures.utilisation = 0x1p64
    figures.queueLengthMean = Double(bitPattern: 1)
    figures.digest.value = 0x8000_0000_0000_0000
    return figures
  }

  private static func bytes(_ figures: RunFigures) -> [UInt8] {
    var bytes: [UInt8] = []
    figures.append(to: &bytes)
    return bytes
  }

  @Test(arguments: runs.indices)
  func `figures come back as they were, to the last bit`(run: Int) throws {
    let figures = Self.runs[run]
    // What stands before them is no matter.
    var bytes: [UInt8] = [1, 2, 3]
    figures.append(to: &bytes)
    #expect(bytes.prefix(3) == [1, 2, 3])
    let found = try #require(RunFigures(bytes[3...]))
    // The description has every stored property, and the shortest text that is each number.
    #expect(String(reflecting: found) == String(reflecting: figures))
    #expect(found.instancesMean.bitPattern == figures.instancesMean.bitPattern)
    #expect(!figures.timeline.windows.isEmpty)
  }

  @Test(arguments: runs.indices)
  func `bytes that are cut off, too many or changed in their lengths are refused`(run: Int) {
    let bytes = Self.bytes(Self.runs[run])
    for count in 0..<bytes.count { #expect(RunFigures(bytes[..<count]) == nil) }
    #expect(RunFigures((bytes + [0])[...]) == nil)
    #expect(RunFigures([UInt8](repeating: 0xff, count: 400)[...]) == nil)
  }

  @Test func `no change of a byte makes the program end`() {
    let bytes = Self.bytes(Self.runs[0])
    for index in bytes.indices {
      for value in [0, 1, 0x7f, 0x80, 0xff] as [UInt8] {
        var changed = bytes
        changed[index] = value
        // It may be refused, or be figures of other numbers.
        if let figures = RunFigures(changed[...]) { #expect(Self.bytes(figures).count > 40) }
      }
    }
  }

  /// Changes of figures to what no run can have.
  private static let impossible: [@Sendable (inout RunFigures) -> Void] = [
    { $0.requests = .max }, { $0.timedOut = 1 << 53 + 1 }, { $0.instancesLeft = -1 },
    { $0.instancesPeak = .max }, { $0.billedNanoseconds = -1 },
    { $0.requestCost = Money(femtodollars: .max) }, { $0.settledCost = Money(femtodollars: .min) },
    { $0.end = Instant(nanoseconds: -1) }, { $0.end = Instant(nanoseconds: .max) },
    { $0.utilisation = .infinity }, { $0.utilisation = .nan }, { $0.queueLengthMean = -1 },
    { $0.offeredUtilisation = .nan }, { $0.instancesMean = 1e300 },
    { $0.warmUp = WarmUpFigures(end: .zero, requests: .max, isSettled: true) },
    { $0.timeline = timeline(width: 1 << 62, windows: 3) { _ in } },
    { $0.timeline = timeline(width: 1, windows: 1) { $0.latencySum = .max } },
    { $0.timeline = timeline(width: 1, windows: 1) { $0.queueLength = -1 } },
    { $0.timeline = timeline(width: 1, windows: 1) { $0.busyPeak = -1 } },
    { $0.timeline = timeline(width: 1, windows: 2) { $0.arrivals = 1 << 53 } },
  ]

  private static func timeline(
    width: Int64, windows: Int, _ change: (inout Timeline.Window) -> Void
  ) -> TimelineFigures {
    var window = Timeline.Window()
    change(&window)
    return TimelineFigures(
      width: Interval(nanoseconds: width), end: .zero,
      windows: Array(repeating: window, count: windows))
  }

  @Test(arguments: impossible.indices)
  func `numbers that no run can have are refused`(change: Int) {
    var figures = Self.runs[0]
    Self.impossible[change](&figures)
    #expect(RunFigures(Self.bytes(figures)[...]) == nil)
  }
}
