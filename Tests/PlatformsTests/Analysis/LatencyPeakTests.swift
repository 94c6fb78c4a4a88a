import SimCore
import Testing

@testable import Platforms

@Suite struct LatencyPeakTests {
  /// A run of windows of a second, each with some requests of one latency in milliseconds.
  private func figures(_ windows: [(count: Int, latency: Int)]) -> RunFigures {
    var figures = RunFigures.none
    var histogram = Histogram()
    var moments = Moments()
    var counted: [Timeline.Window] = []
    figures.windowPercentiles = windows.map { window in
      var (sketch, figures) = (LatencySketch(), Timeline.Window())
      for _ in 0..<window.count {
        let latency = Interval(nanoseconds: Int64(window.latency) * 1_000_000)
        sketch.add(latency)
        histogram.add(latency)
        moments.add(latency)
        figures.succeeded += 1
        figures.latencySum += Int128(latency.nanoseconds)
      }
      counted.append(figures)
      return WindowPercentiles(sketch)
    }
    figures.latency = LatencyFigures(histogram, moments)
    figures.timeline = TimelineFigures(
      width: .seconds(1), end: .zero + .seconds(1) * Int64(windows.count), windows: counted)
    return figures
  }

  @Test func `the slowest window that the whole run hides is found`() throws {
    let calm = Array(repeating: (count: 1000, latency: 10), count: 10)
    let peak = try #require(
      LatencyPeak(figures(calm + [(count: 30, latency: 50), (count: 40, latency: 70)] + calm)))
    #expect(peak.start == .zero + .seconds(11))
    #expect(peak.succeeded == 40)
    #expect(peak.width == .seconds(1))
    #expect((peak.latency.seconds - 0.07).magnitude < 1e-4)
  }

  @Test func `few requests, hardly slower ones and many slow ones hide nothing`() {
    let calm = Array(repeating: (count: 1000, latency: 10), count: 10)
    #expect(LatencyPeak(figures(calm + [(count: 19, latency: 500)])) == nil)
    #expect(LatencyPeak(figures(calm + [(count: 30, latency: 19)])) == nil)
    // So many that they are the percentile of the run.
    #expect(LatencyPeak(figures(calm + [(count: 500, latency: 500)])) == nil)
    #expect(LatencyPeak(figures([])) == nil)
  }

  @Test func `what begins in the warm-up is left out`() {
    let calm = Array(repeating: (count: 1000, latency: 10), count: 10)
    var figures = figures([(count: 30, latency: 500)] + calm)
    #expect(LatencyPeak(figures)?.start == .zero)
    figures.warmUp = WarmUpFigures(end: .zero + .seconds(1), requests: 30, isSettled: true)
    #expect(LatencyPeak(figures) == nil)
  }

  @Test func `means tell of slow windows where nobody looked for percentiles`() throws {
    let calm = Array(repeating: (count: 1000, latency: 10), count: 10)
    var found = figures(calm + [(count: 30, latency: 50), (count: 40, latency: 70)] + calm)
    #expect(LatencyPeak(found)?.measure == .p99)
    found.windowPercentiles = []
    let peak = try #require(LatencyPeak(found))
    #expect(peak.measure == .mean)
    #expect(peak.start == .zero + .seconds(11))
    #expect(peak.latency == Interval(nanoseconds: 70_000_000))
    var few = figures(calm + [(count: 19, latency: 500)])
    few.windowPercentiles = []
    #expect(LatencyPeak(few) == nil)
    var usual = figures(calm)
    usual.windowPercentiles = []
    #expect(LatencyPeak(usual) == nil)
  }
}
