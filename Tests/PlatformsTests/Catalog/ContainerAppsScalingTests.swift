import Testing

/// The autoscaler with the settings of Azure Container Apps (KEDA), by hand from Microsoft's rule:
/// every 15 s, requests of 15 s by 15 and by the ten of a replica, rounded up; out to
/// max(4, twice as many) at most; in after 300 s, to the most that were wanted in them, or to none.
@Suite struct ContainerAppsScalingTests {
  private func scaler(_ capacity: String = #""maximum": 100"#) throws -> MetricTrace {
    try MetricTrace(platform: "azure-container-apps", capacity: capacity)
  }

  /// 10 a second are 600 a minute; 604 on three want 30.2 / 10.
  @Test func `a request more than the target wants one replica more`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 3, value: 600, change: 0, after: 5), .init(ready: 3, value: 604, change: 1),
    ])
  }

  /// 100 a second want ten, then 400 want forty: 4, 8, 16, 32, 40.
  @Test func `a burst within a burst steps on`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, value: 6000, change: 3), .init(ready: 4, value: 1500, change: 4),
      .init(ready: 8, value: 3000, change: 8), .init(ready: 16, value: 1500, change: 16),
      .init(ready: 32, value: 750, change: 8), .init(ready: 40, value: 600, change: 0),
    ])
  }

  @Test func `ten replicas are the most unless set`() throws {
    var scaler = try scaler("")
    scaler.check([
      .init(ready: 8, value: 1200, change: 2), .init(ready: 10, value: 960, change: 0, after: 9),
    ])
  }

  @Test func `replicas that start are counted`() throws {
    var scaler = try scaler()
    scaler.check([
      // Four are wanted and there; then ten are, and twice four allowed.
      .init(ready: 1, starting: 3, value: 2400, change: 0),
      .init(ready: 1, starting: 3, value: 6000, change: 4),
    ])
  }

  /// The eight of the first look, at 15 s, count up to 315 s.
  @Test func `silence takes five minutes to be believed`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 8, value: 0, change: 0, after: 21), .init(ready: 8, value: 0, change: -8),
    ])
  }

  @Test func `five minutes of less remove what is too much at once`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 10, value: 600, change: 0),
      .init(ready: 10, value: 300, change: 0, after: 20),
      .init(ready: 10, value: 300, change: -5), .init(ready: 5, value: 600, change: 0, after: 40),
    ])
  }

  /// At 165 s six are wanted, which hold up to 465 s.
  @Test func `a burst begins the five minutes anew`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 4, value: 150, change: 0, after: 10), .init(ready: 4, value: 900, change: 2),
      .init(ready: 6, value: 100, change: 0, after: 20), .init(ready: 6, value: 100, change: -5),
    ])
  }

  /// Eight are wanted at 15 s, six up to 165 s, then four: eight hold up to 315 s, six to 465 s.
  @Test func `a slow decline is followed five minutes later`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 8, value: 600, change: 0), .init(ready: 8, value: 450, change: 0, after: 10),
      .init(ready: 8, value: 300, change: 0, after: 10), .init(ready: 8, value: 300, change: -2),
      .init(ready: 6, value: 400, change: 0, after: 9), .init(ready: 6, value: 400, change: -2),
    ])
  }

  @Test func `the minimum is kept`() throws {
    var scaler = try scaler(#""minimum": 3"#)
    scaler.check([
      .init(ready: 5, value: 0, change: 0, after: 21), .init(ready: 5, value: 0, change: -2),
      .init(ready: 3, value: 0, change: 0, after: 40),
    ])
  }

  /// 60 requests in the first 15 s of each minute: four wanted once in four looks are kept.
  @Test func `pulses of a minute keep what they want`() throws {
    var scaler = try scaler()
    let pulse: [MetricTrace.Step] = [
      .init(ready: 4, value: 600, change: 0), .init(ready: 4, value: 0, change: 0, after: 3),
    ]
    scaler.check(Array(repeating: pulse, count: 10).flatMap(\.self))
    // The last pulse was 45 s ago.
    scaler.check([
      .init(ready: 4, value: 0, change: 0, after: 17), .init(ready: 4, value: 0, change: -4),
    ])
  }
}
