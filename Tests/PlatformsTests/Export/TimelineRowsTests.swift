import Platforms
import SimCore
import Testing

@Suite struct TimelineRowsTests {
  private func rows(_ run: WatchedRun) -> [String] {
    var bytes: [UInt8] = []
    TimelineRows.append(
      run.figures, label: RunLabel(scenario: "s", deployment: "d", replication: 0),
      to: &bytes)
    return csvRows(bytes).map { row in
      #expect(row[11] == run.figures.digest.text)
      return (row[3..<11] + row[12..<15]).joined(separator: ",")
    }
  }

  @Test func `each window is a row of counts, a mean latency and mean levels`() {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 1), ConstantTimes(service: 150), at: [0, 10, 20, 200],
      window: 100)
    #expect(
      rows(run) == [
        // 150 ms and 290 ms; the third is refused.
        "0.000,3,2,1,0.220000000,1.000000,0.900000,1.000000,1,1.000000,1",
        "0.100,0,0,0,,1.000000,0.500000,1.000000,0,1.000000,1",
        "0.200,1,1,0,0.250000000,1.000000,1.000000,1.000000,0,1.000000,1",
        "0.300,0,0,0,,1.000000,0.000000,1.000000,0,1.000000,1",
        // The last window ends with the run, after 50 ms, and means are over those.
        "0.400,0,0,0,,1.000000,0.000000,1.000000,0,1.000000,1",
      ])
  }

  @Test func `instances created are held against the most that served at a time`() {
    // Two requests start two instances; the others find the second idle.
    let run = WatchedRun(
      onDemand(keepAlive: 250), ConstantTimes(service: 30, startup: 40),
      at: [0, 10, 200, 260, 295],
      window: 100)
    #expect(run.figures.instancesCreated == 2)
    #expect(run.figures.instancesNeeded == 2)
    #expect(
      rows(run).map { $0.split(separator: ",").suffix(3).joined(separator: " ") } == [
        // Ready after 40 and 50 ms.
        "2 1.100000 2", "0 2.000000 0", "0 2.000000 1",
        // The first, idle since 70 ms, is revoked at 320 ms; the run ends at 325 ms.
        "0 1.800000 1",
      ])
  }

  @Test func `a run of no length has one window of nothing`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [])
    #expect(rows(run) == ["0.000,0,0,0,,0.000000,0.000000,0.000000,1,0.000000,0"])
  }

  @Test func `the header has a column for each field`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0])
    var bytes = Array(TimelineRows.header.utf8)
    TimelineRows.append(
      run.figures, label: RunLabel(scenario: "s", deployment: "d", replication: 0),
      to: &bytes)
    #expect(Set(csvRows(bytes).map(\.count)) == [18])
  }

  @Test func `percentiles end the row of a window that has them`() throws {
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 1), ConstantTimes(service: 150), at: [0, 10, 250],
      window: 200)
    var sketch = LatencySketch()
    sketch.add(Interval(nanoseconds: 20_000_000))
    var figures = run.figures
    figures.windowPercentiles = [WindowPercentiles(sketch), nil]
    var bytes: [UInt8] = []
    TimelineRows.append(
      figures, label: RunLabel(scenario: "s", deployment: "d", replication: 0), to: &bytes)
    let rows = csvRows(bytes).map { $0[15...].joined(separator: ",") }
    #expect(rows == ["0.020000000,0.020000000,0.020000000", ",,", ",,"])
  }
}
