import SimCore
import Testing

/// The autoscaler with the settings of Baseten, by hand from its documentation.
///
/// Once in 60 s the mean of requests in flight by 0.7 of the concurrency target, rounded up; in
/// after 900 s of less, half of what is too much, and 900 s more for each such step. How halves are
/// rounded is not published; here up to more replicas, but at least one goes.
@Suite struct BasetenScalingTests {
  private func scaler(
    _ capacity: String = #""maximum": 50"#, autoscaler: String = ""
  ) throws -> InFlightTrace {
    try InFlightTrace(
      platform: "baseten", capacity: capacity, autoscaler: autoscaler, tick: .seconds(60))
  }

  /// Baseten's example: 25 in flight, ten a replica, 25 / 7.
  @Test func `the example of its documentation comes out`() throws {
    var scaler = try scaler(#""maximum": 50, "workers": 10"#, autoscaler: #""target": 7"#)
    scaler.check([.init(ready: 1, load: 25, change: 3), .init(ready: 4, load: 25, change: 0)])
  }

  @Test func `every window may add replicas`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 2, change: 2), .init(ready: 3, load: 10, change: 12),
      .init(ready: 15, load: 10, change: 0),
    ])
  }

  @Test func `at the target nothing changes`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 3, load: 2.1, change: 0, after: 20), .init(ready: 3, load: 2.2, change: 1),
    ])
  }

  @Test func `the maximum ends a burst`() throws {
    var scaler = try scaler("")
    scaler.check([
      .init(ready: 2, load: 50, change: 8), .init(ready: 10, load: 50, change: 0, after: 9),
    ])
  }

  @Test func `replicas that start are counted`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, starting: 3, load: 2.8, change: 0),
      .init(ready: 1, starting: 3, load: 3.5, change: 1),
    ])
  }

  /// Eight replicas for 900 s, four, two and one: the 225 minutes of its documentation.
  @Test func `silence takes four steps from eight to none`() throws {
    var scaler = try scaler(#""minimum": 0, "maximum": 50"#)
    scaler.check([
      .init(ready: 8, load: 0, change: 0, after: 14), .init(ready: 8, load: 0, change: -4),
      .init(ready: 4, load: 0, change: 0, after: 14), .init(ready: 4, load: 0, change: -2),
      .init(ready: 2, load: 0, change: 0, after: 14), .init(ready: 2, load: 0, change: -1),
      .init(ready: 1, load: 0, change: 0, after: 14), .init(ready: 1, load: 0, change: -1),
    ])
    #expect(scaler.now == .zero + .minutes(60))
  }

  @Test func `the minimum is kept`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 2, load: 0, change: 0, after: 14), .init(ready: 2, load: 0, change: -1),
      .init(ready: 1, load: 0, change: 0, after: 40),
    ])
  }

  /// 2.1 in flight need three: 9 - 6 / 2 = 6, 6 - 3 / 2 = 4.5, 5 - 2 / 2 = 4, 4 - 1 / 2 = 3.5.
  @Test func `half of what is too much goes`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 9, load: 2.1, change: 0, after: 14), .init(ready: 9, load: 2.1, change: -3),
      .init(ready: 6, load: 2.1, change: 0, after: 14), .init(ready: 6, load: 2.1, change: -1),
      .init(ready: 5, load: 2.1, change: 0, after: 14), .init(ready: 5, load: 2.1, change: -1),
      .init(ready: 4, load: 2.1, change: 0, after: 14), .init(ready: 4, load: 2.1, change: -1),
      .init(ready: 3, load: 2.1, change: 0, after: 40),
    ])
  }

  @Test func `a window at the target begins the 900 s anew`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 4, load: 0, change: 0, after: 14), .init(ready: 4, load: 2.8, change: 0),
      .init(ready: 4, load: 0, change: 0, after: 14), .init(ready: 4, load: 0, change: -2),
    ])
  }

  @Test func `a burst within the 900 s is answered at once`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 4, load: 0, change: 0, after: 10), .init(ready: 4, load: 7, change: 6),
      .init(ready: 10, load: 0, change: 0, after: 14), .init(ready: 10, load: 0, change: -5),
    ])
  }
}
