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

  /// Numbers at the ends of their ranges, which no run has.
  private static var extreme: RunFigures {
    var figures = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 3000]).figures
    figures.requests = .max
    figures.billedNanoseconds = .min
    figures.requestCost = Money(femtodollars: .max)
    figures.settledCost = Money(femtodollars: -1)
    figures.instancesLeft = .min
    figures.end = Instant(nanoseconds: .max)
    figures.instancesMean = -0.0
    figures.utilisation = .infinity
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
}
