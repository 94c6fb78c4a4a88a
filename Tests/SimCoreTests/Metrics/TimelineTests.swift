import SimCore
import Testing

@Suite struct TimelineTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }
  private func interval(_ nanoseconds: Int64) -> Interval { Interval(nanoseconds: nanoseconds) }

  /// A timeline with the levels beside it.
  private struct Record: ~Copyable {
    var timeline: Timeline
    var levels = Timeline.Levels()
    var instances: Level {
      get { levels.instances }
      _modify { yield &levels.instances }
    }
    var queueLength: Level {
      get { levels.queueLength }
      _modify { yield &levels.queueLength }
    }
    var inService: Level {
      get { levels.inService }
      _modify { yield &levels.inService }
    }

    init(width: Int64) { timeline = Timeline(width: Interval(nanoseconds: width)) }

    mutating func move(to now: Instant) {
      if now >= timeline.currentEnd {
        timeline.close(at: now, &levels)
      }
    }

    mutating func finish(at end: Instant) {
      timeline.finish(at: end, &levels)
    }

    /// The sums over all windows.
    var total: Timeline.Window {
      var sum = Timeline.Window()
      for index in 0..<timeline.windows.count {
        let window = timeline.windows[index]
        sum.arrivals += window.arrivals
        sum.succeeded += window.succeeded
        sum.failed += window.failed
        sum.latencySum += window.latencySum
        sum.instances += window.instances
        sum.queueLength += window.queueLength
        sum.inService += window.inService
        sum.ready += window.ready
        sum.created += window.created
        sum.inServicePeak = max(sum.inServicePeak, window.inServicePeak)
        sum.busyPeak = max(sum.busyPeak, window.busyPeak)
      }
      return sum
    }
  }

  @Test func `a window holds the integrals of its own time`() {
    var record = Record(width: 10)
    record.instances.change(by: 1, at: at(4))
    record.queueLength.change(by: 3, at: at(8))
    record.move(to: at(35))
    record.instances.change(by: -1, at: at(35))
    record.finish(at: at(37))
    #expect(record.timeline.windows.count == 4)
    let windows = (0..<4).map { record.timeline.windows[$0] }
    #expect(windows.map(\.instances) == [6, 10, 10, 5])
    #expect(windows.map(\.queueLength) == [6, 30, 30, 21])
    #expect(windows.map(\.inService) == [0, 0, 0, 0])
  }

  @Test func `a window has the peak of its own time, that at its beginning included`() {
    var record = Record(width: 10)
    record.levels.busy.change(by: 4, at: at(2))
    record.levels.busy.change(by: -3, at: at(3))
    record.inService.change(by: 2, at: at(9))
    record.timeline.create()
    record.timeline.create()
    record.move(to: at(31))
    record.levels.busy.change(by: 1, at: at(31))
    record.timeline.create()
    record.finish(at: at(37))
    let windows = (0..<4).map { record.timeline.windows[$0] }
    #expect(windows.map(\.busyPeak) == [4, 1, 1, 2])
    #expect(windows.map(\.inServicePeak) == [2, 2, 2, 2])
    #expect(windows.map(\.created) == [2, 0, 0, 1])
    #expect(record.levels.busy.peak == 4)
  }

  @Test func `a change at the end of a window belongs to the next`() {
    var record = Record(width: 10)
    record.move(to: at(10))
    record.inService.change(by: 2, at: at(10))
    _ = record.timeline.arrive()
    record.finish(at: at(15))
    #expect(record.timeline.windows.count == 2)
    #expect(record.timeline.windows[0].inService == 0)
    #expect(record.timeline.windows[0].arrivals == 0)
    #expect(record.timeline.windows[1].inService == 10)
    #expect(record.timeline.windows[1].arrivals == 1)
  }

  @Test func `a request counts in the window in which it arrived, whenever it ends`() {
    var record = Record(width: 10)
    let first = record.timeline.arrive()
    record.move(to: at(12))
    let second = record.timeline.arrive()
    let third = record.timeline.arrive()
    record.move(to: at(95))
    record.timeline.resolve(second, latency: interval(83))
    record.timeline.resolve(first, latency: interval(95))
    record.timeline.resolve(third, latency: nil)
    #expect(record.timeline.windows[0].arrivals == 1)
    #expect(record.timeline.windows[0].succeeded == 1)
    #expect(record.timeline.windows[0].latencySum == 95)
    #expect(record.timeline.windows[1].arrivals == 2)
    #expect(record.timeline.windows[1].succeeded == 1)
    #expect(record.timeline.windows[1].failed == 1)
    #expect(record.timeline.windows[1].latencySum == 83)
    #expect(record.timeline.windows[9].succeeded == 0)
  }

  @Test func `neighbours are joined when there are too many windows, and nothing is lost`() {
    var record = Record(width: 1)
    let greatest = Int64(Timeline.greatestCount)
    for time in 0..<greatest {
      record.move(to: at(time))
      _ = record.timeline.arrive()
      record.instances.change(by: 1, at: at(time))
    }
    #expect(record.timeline.windows.count == Timeline.greatestCount)
    #expect(record.timeline.width == interval(1))
    record.move(to: at(greatest))
    #expect(record.timeline.width == interval(2))
    #expect(record.timeline.windows.count == Timeline.greatestCount / 2 + 1)
    #expect(record.timeline.currentEnd == at(greatest + 2))
    for index in [0, 1, 100, Timeline.greatestCount / 2 - 1] {
      #expect(record.timeline.windows[index].arrivals == 2)
      #expect(record.timeline.windows[index].instances == Int128(4 * index + 3))
    }
    #expect(record.timeline.windows[Timeline.greatestCount / 2].arrivals == 0)
    #expect(record.total.arrivals == UInt64(greatest))
    #expect(record.total.instances == Int128(greatest) * Int128(greatest + 1) / 2)
  }

  @Test func `a mark stays valid however often windows are joined`() {
    var record = Record(width: 1)
    let greatest = Int64(Timeline.greatestCount)
    // Marks of the first nanosecond of windows in all lengths from 1 to 8 ns.
    var marks: [(time: Int64, mark: Int)] = []
    for time in [0, 1, 2, 5, 9000, greatest, greatest + 17, 3 * greatest, 5 * greatest + 6] {
      record.move(to: at(time))
      marks.append((time, record.timeline.arrive()))
    }
    record.move(to: at(8 * greatest - 1))
    let width = record.timeline.width.nanoseconds
    #expect(width == 8)
    for (time, mark) in marks { record.timeline.resolve(mark, latency: interval(time + 1)) }
    var expected: [Int: Int128] = [:]
    for (time, _) in marks { expected[Int(time / width), default: 0] += Int128(time + 1) }
    for index in 0..<record.timeline.windows.count {
      #expect(record.timeline.windows[index].latencySum == expected[index] ?? 0)
      #expect(record.timeline.windows[index].arrivals == record.timeline.windows[index].succeeded)
    }
  }

  @Test func `a gap of years between two events is one of a few thousand windows`() {
    var record = Record(width: 1)
    record.instances.change(by: 1, at: .zero)
    record.move(to: .latestHorizon)
    _ = record.timeline.arrive()
    record.finish(at: .latestHorizon)
    #expect(record.timeline.windows.count <= Timeline.greatestCount)
    #expect(record.total.instances == Int128(Interval.longest.nanoseconds))
    #expect(record.total.arrivals == 1)
  }

  @Test(arguments: 1...10)
  func `the windows of any run add up to its totals`(seed: UInt64) {
    var random = Random(seed: seed)
    var record = Record(width: 3)
    var open: [(mark: Int, arrival: Int64)] = []
    var clock: Int64 = 0
    var expected = Timeline.Window()
    for _ in 0..<3000 {
      // Gaps of very different lengths, so that windows are joined many times.
      clock += Int64(random.next(below: 1 << random.next(below: 24)))
      record.move(to: at(clock))
      open.append((record.timeline.arrive(), clock))
      expected.arrivals += 1
      record.instances.change(by: Int(random.next(below: 3)), at: at(clock))
      record.queueLength.change(by: Int(random.next(below: 5)) - 2, at: at(clock))
      record.inService.change(by: 1, at: at(clock))
      record.levels.ready.change(by: 1, at: at(clock))
      record.levels.busy.change(by: Int(random.next(below: 9)) - 4, at: at(clock))
      record.timeline.create()
      while !open.isEmpty && random.next(below: 2) == 0 {
        let request = open.remove(at: Int(random.next(below: UInt64(open.count))))
        if random.next(below: 4) == 0 {
          record.timeline.resolve(request.mark, latency: nil)
          expected.failed += 1
        } else {
          record.timeline.resolve(request.mark, latency: interval(clock - request.arrival))
          expected.succeeded += 1
          expected.latencySum += Int128(clock - request.arrival)
        }
      }
    }
    let end = at(clock + 10)
    record.finish(at: end)
    let total = record.total
    #expect(record.timeline.width > interval(3))
    #expect(record.timeline.windows.count <= Timeline.greatestCount)
    #expect(total.arrivals == expected.arrivals)
    #expect(total.succeeded == expected.succeeded)
    #expect(total.failed == expected.failed)
    #expect(total.latencySum == expected.latencySum)
    #expect(total.instances == record.instances.integral(at: end))
    #expect(total.queueLength == record.queueLength.integral(at: end))
    #expect(total.inService == record.inService.integral(at: end))
    #expect(total.ready == record.levels.ready.integral(at: end))
    #expect(total.created == expected.arrivals)
    #expect(total.busyPeak == record.levels.busy.peak)
    #expect(total.inServicePeak == record.inService.peak)
  }
}
