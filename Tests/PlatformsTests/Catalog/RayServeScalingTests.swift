import Documents
import SimCore
import Testing

@testable import Platforms

/// The autoscaler with the settings of Ray Serve's, in looks of 0.1 s worked out by hand from
/// `python/ray/serve/autoscaling_policy.py`: each 10 s, at the 100th look, requests in flight are
/// reported; the mean of the last three reports by 2, rounded up, is what is wanted; to grow it
/// takes 301 looks in a row, to shrink 6001.
@Suite struct RayServeScalingTests {
  private func scaler(_ keys: String = "", capacity: String = #""maximum": 50"#) throws
    -> InFlightTrace
  {
    try InFlightTrace(
      platform: "ray-serve", capacity: capacity,
      autoscaler: keys.isEmpty ? "" : #""in_flight": { \#(keys) }"#, tick: .milliseconds(100))
  }

  /// The first report comes at 10 s, and 30 s later, at 40 s, is the 301st look that wants 3.
  @Test func `a load is answered after a report and the delay`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 5, change: 2, after: 400), .init(ready: 3, load: 5, change: 0),
    ])
  }

  @Test func `what is wanted last is done`() throws {
    var scaler = try scaler()
    scaler.check([
      // 3 at first, then 12.5 / 2 and 15 / 2, and 20 / 2 at the look that acts.
      .init(ready: 1, load: 5, change: 0, after: 100),
      .init(ready: 1, load: 20, change: 9, after: 300),
    ])
  }

  /// Reports of 5, 5, 0, 0: at 40 s the mean is 1.7, which one replica can do.
  @Test func `a row that breaks begins anew`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, load: 5, change: 0, after: 200),
      .init(ready: 1, load: 0, change: 0, after: 200),
      // At 50 s 1.7, at 60 s 3.3, so the row begins there.
      .init(ready: 1, load: 5, change: 2, after: 500),
    ])
  }

  @Test func `replicas that start are counted`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, starting: 2, load: 20, change: 7, after: 400),
      .init(ready: 1, starting: 9, load: 20, change: 0, after: 1000),
    ])
  }

  @Test func `the maximum ends a burst`() throws {
    var scaler = try scaler(capacity: #""maximum": 4"#)
    scaler.check([
      .init(ready: 1, load: 100, change: 3, after: 400),
      .init(ready: 4, load: 100, change: 0, after: 1000),
    ])
  }

  @Test func `at the target nothing changes`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 3, load: 6, change: 0, after: 7000),
      // 5.9 and 4.1 ask for 3 too.
      .init(ready: 3, load: 4.1, change: 0, after: 7000),
    ])
  }

  /// The first report of less comes at 20 s, and 600 s after it all goes that is too much.
  @Test func `removal waits for ten minutes`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 5, load: 10, change: 0, after: 100),
      .init(ready: 5, load: 2, change: -4, after: 6100),
      .init(ready: 1, load: 0, change: 0, after: 7000),
    ])
  }

  @Test func `a burst within the ten minutes begins them anew`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 5, load: 10, change: 0, after: 100),
      .init(ready: 5, load: 2, change: 0, after: 1000),
      // 4.7, 7.3 and 10 in the mean ask for 3, 4 and 5: at 140 s the row is broken.
      .init(ready: 5, load: 10, change: 0, after: 300),
      .init(ready: 5, load: 2, change: -4, after: 6100),
    ])
  }

  @Test func `an upscaling factor goes a part of the way`() throws {
    var scaler = try scaler(#""scale_out_smoothing": 0.5"#)
    scaler.check([
      // 4.5 are needed: 1 + 3.5 / 2 = 2.75, 3 + 1.5 / 2 = 3.75, 4 + 0.5 / 2 = 4.25
      .init(ready: 1, load: 9, change: 2, after: 400),
      .init(ready: 3, load: 9, change: 1, after: 301),
      .init(ready: 4, load: 9, change: 1, after: 301),
      .init(ready: 5, load: 9, change: 0, after: 7000),
    ])
  }

  @Test func `a downscaling factor goes a part of the way, but at least one`() throws {
    var scaler = try scaler(#""scale_in_smoothing": 0.5"#)
    scaler.check([
      .init(ready: 10, load: 20, change: 0, after: 100),
      // 2 are needed: 10 - 8 / 2, 6 - 4 / 2, 4 - 2 / 2, and 3 - 1 / 2 is 3 again, so 2.
      .init(ready: 10, load: 4, change: -4, after: 6100),
      .init(ready: 6, load: 4, change: -2, after: 6001),
      .init(ready: 4, load: 4, change: -1, after: 6001),
      .init(ready: 3, load: 4, change: -1, after: 6001),
      .init(ready: 2, load: 4, change: 0, after: 6001),
    ])
  }

  @Test func `the last replica goes alone, and comes back at once`() throws {
    var scaler = try scaler(capacity: #""minimum": 0"#)
    scaler.check([
      .init(ready: 2, load: 4, change: 0, after: 100),
      .init(ready: 2, load: 0, change: -1, after: 6100),
      .init(ready: 1, load: 0, change: -1, after: 6001),
      .init(ready: 0, load: 0, change: 0, after: 100),
    ])
    #expect(scaler.admitFirst() == .wait(starting: 1))
  }

  /// Reports of 2, 0, 0, 0: nothing is needed from 40 s on, and a minute later the last one goes.
  @Test func `the delay to zero may be another`() throws {
    var scaler = try scaler(#""zero_delay": "60s""#, capacity: #""minimum": 0"#)
    scaler.check([
      .init(ready: 1, load: 2, change: 0, after: 100),
      .init(ready: 1, load: 0, change: -1, after: 900),
    ])
  }
}
