import Documents
import SimCore
import Testing

@testable import Platforms

/// The autoscaler with the settings of Knative's, in ticks of 2 s worked out by hand from
/// `pkg/autoscaler/scaling/autoscaler.go`: stable is ceil(mean of 60 s / target), panic the same of
/// 6 s, both between floor(ready / 2) and 1000 ready; a young mean is that of what there is.
@Suite struct KnativeScalingTests {
  /// The platform of the catalog, with a target of 10 requests a pod and 30 pods at most.
  private func scaler(_ keys: String = "", capacity: String = "") throws -> InFlightTrace {
    try InFlightTrace(
      platform: "knative", capacity: #""maximum": 30\#(capacity)"#,
      autoscaler: #""target": 10\#(keys)"#, tick: .seconds(2))
  }

  @Test func `a burst begins a panic, in which nothing is removed for a stable window`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 5, change: 0),
      // Both means are 20: 2 pods, twice what is ready, so panic.
      .init(ready: 1, load: 35, change: 1),
      // (5 + 35 + 65) / 3 = 35
      .init(ready: 1, starting: 1, load: 65, change: 2),
      // stable 170 / 4 asks for 5, panic 165 / 3 for 6, which is no more twice what is ready
      .init(ready: 4, load: 65, change: 2), .init(ready: 6, load: 65, change: 1),
      // The last crossing was at 6 s, so until 66 s nothing goes.
      .init(ready: 7, load: 65, change: 0), .init(ready: 7, load: 5, change: 0, after: 27),
      // (2 * 65 + 28 * 5) / 30 = 9 asks for 1, but half of 7 stays; then half of 3.
      .init(ready: 7, load: 5, change: -4), .init(ready: 3, load: 5, change: -2),
      .init(ready: 1, load: 5, change: 0),
    ])
  }

  @Test func `a new crossing makes the panic longer`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 40, change: 3), .init(ready: 4, load: 40, change: 0, after: 19),
      // panic (40 + 40 + 120) / 3 asks for 7; at 44 s 280 / 3 asks for 10 of 4 ready
      .init(ready: 4, load: 120, change: 3), .init(ready: 4, starting: 3, load: 120, change: 3),
      .init(ready: 10, load: 120, change: 2),
      // Until 104 s.
      .init(ready: 12, load: 10, change: 0, after: 29), .init(ready: 12, load: 10, change: -6),
      .init(ready: 6, load: 10, change: -3), .init(ready: 3, load: 10, change: -2),
      .init(ready: 1, load: 10, change: 0),
    ])
  }

  @Test func `a step out is limited by the pods that are ready, not by those that start`() throws {
    var scaler = try scaler(#", "scale_out_factor": 10"#)
    scaler.check([
      // 250 / 10 = 25, but ten times one.
      .init(ready: 1, load: 250, change: 9), .init(ready: 1, starting: 9, load: 250, change: 0),
      .init(ready: 2, starting: 8, load: 250, change: 10),
      .init(ready: 20, load: 250, change: 5), .init(ready: 25, load: 250, change: 0),
    ])
  }

  @Test func `the maximum ends a burst`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 990, change: 29), .init(ready: 30, load: 990, change: 0, after: 5),
    ])
  }

  @Test func `half of the pods stay at each tick`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 20, load: 200, change: 0), .init(ready: 20, load: 0, change: -10),
      // 200 / 3, 200 / 4, 200 / 5, 200 / 6, by ten
      .init(ready: 10, load: 0, change: -3), .init(ready: 7, load: 0, change: -2),
      .init(ready: 5, load: 0, change: -1), .init(ready: 4, load: 0, change: 0),
    ])
  }

  @Test func `a gentler rate leaves more`() throws {
    var scaler = try scaler(#", "in_flight": { "scale_in_factor": 1.25 }"#)
    scaler.check([
      .init(ready: 20, load: 200, change: 0),
      // floor(20 / 1.25) = 16, floor(16 / 1.25) = 12, floor(12 / 1.25) = 9, floor(9 / 1.25) = 7
      .init(ready: 20, load: 0, change: -4), .init(ready: 16, load: 0, change: -4),
      .init(ready: 12, load: 0, change: -3), .init(ready: 9, load: 0, change: -2),
    ])
  }

  /// What was measured in the first 2 s counts up to 60 s; then a look at 66 s, 4 s later, ends it.
  @Test func `silence takes the last pod after a window and the delay`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 5, change: 0), .init(ready: 1, load: 0, change: 0, after: 31),
      .init(ready: 1, load: 0, change: -1), .init(ready: 0, load: 0, change: 0, after: 100),
    ])
  }

  @Test func `a request within the delay keeps the last pod`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 5, change: 0), .init(ready: 1, load: 0, change: 0, after: 31),
      .init(ready: 1, load: 0.1, change: 0), .init(ready: 1, load: 0, change: 0, after: 31),
      .init(ready: 1, load: 0, change: -1),
    ])
  }

  @Test func `a delay of removal holds the most that was wanted in it`() throws {
    var scaler = try scaler(#", "scale_in_window": "10s""#)
    scaler.check([
      .init(ready: 10, load: 100, change: 0), .init(ready: 10, load: 0, change: 0, after: 4),
      // The 10 of 2 s ago ten no more; half of 10 since. 100 / 7 asks for 2, from 14 s on.
      .init(ready: 10, load: 0, change: -5), .init(ready: 5, load: 0, change: 0, after: 4),
      .init(ready: 5, load: 0, change: -3),
    ])
  }

  @Test func `the minimum stays through silence`() throws {
    var scaler = try scaler(capacity: #", "minimum": 3"#)
    scaler.check([
      .init(ready: 8, load: 80, change: 0), .init(ready: 8, load: 0, change: -4),
      .init(ready: 4, load: 0, change: -1), .init(ready: 3, load: 0, change: 0, after: 200),
    ])
  }

  @Test func `where pods start for long, what waits asks for more`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 0, starting: 1, load: 5, change: 0),
      .init(ready: 0, starting: 1, load: 25, change: 1),
      .init(ready: 0, starting: 2, load: 45, change: 1),
      // panic (25 + 45 + 65) / 3 = 45
      .init(ready: 0, starting: 3, load: 65, change: 2), .init(ready: 5, load: 30, change: 0),
    ])
  }

  /// 2.1 requests of a target of 0.7 are 3 pods to the last bit.
  @Test func `one request a pod has a target of 0.7`() throws {
    var scaler = try InFlightTrace(
      platform: "knative", capacity: "", autoscaler: "", tick: .seconds(2))
    scaler.check([
      .init(ready: 3, load: 2.1, change: 0), .init(ready: 3, load: 2.5, change: 1),
      .init(ready: 4, load: 2.3, change: 0, after: 3),
    ])
  }

  @Test func `the first request wakes as many as it asks for, and may begin a panic`() throws {
    // ceil(1 / 0.7) = 2, twice one, so that two stay for a window.
    var one = try InFlightTrace(
      platform: "knative", capacity: "", autoscaler: "", tick: .seconds(2))
    one.check([.init(ready: 0, load: 0, change: 0, after: 100)])
    #expect(one.admitFirst() == .wait(starting: 2))
    one.check([
      .init(ready: 0, starting: 2, load: 0.5, change: 0),
      .init(ready: 2, load: 0.1, change: 0, after: 29),
      // 62 s after the request: 2.9 / 30 is in flight, which one pod can do.
      .init(ready: 2, load: 0, change: -1),
    ])
    var ten = try scaler()
    #expect(ten.admitFirst() == .wait(starting: 1))
    #expect(
      ten.policy.admit(fleet(starting: 1), at: .zero, memory: &ten.memory)
        == .wait(starting: 0))
    var full = fleet()
    full.queueLength = 10_000
    #expect(
      ten.policy.admit(full, at: .zero, memory: &ten.memory) == .refuse(.backlogFull))
  }

  @Test func `means begin anew after a window of silence, and count a shorter one`() {
    func mean(_ reports: [Double?], keeping limit: Int) -> Double {
      var window = InFlightWindow()
      for report in reports {
        window.add(
          InFlightTime(requests: Int128((report ?? 0) * 1000), length: 1000),
          isSilent: report == nil, keeping: limit)
      }
      return window.roundedMean
    }
    #expect(mean([], keeping: 3) == 0)
    #expect(mean([6], keeping: 3) == 6)
    #expect(mean([6, 3], keeping: 3) == 4.5)
    #expect(mean([6, 3, 0, 0], keeping: 3) == 1)
    // In silence what is left is divided by the time up to the last report.
    #expect(mean([6, 3, nil], keeping: 3) == 4.5)
    #expect(mean([9, 6, 3, nil], keeping: 3) == 4.5)
    #expect(mean([9, 6, 3, nil, nil], keeping: 3) == 3)
    #expect(mean([9, 6, 3, nil, nil, nil], keeping: 3) == 0)
    #expect(mean([9, 6, 3, nil, nil, 6], keeping: 3) == 2)
    #expect(mean([9, 6, 3, nil, nil, nil, 6], keeping: 3) == 6)
    #expect(mean([9, nil, 6], keeping: 3) == 5)
    #expect(mean([nil, nil, nil, nil, 6, 0], keeping: 3) == 3)
  }
}
