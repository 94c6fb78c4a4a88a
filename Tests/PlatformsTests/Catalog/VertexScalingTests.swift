import Testing

/// The autoscaler with the settings of Vertex AI, by hand from Google's formula: every 15 s
/// ceil(replicas * use / 0.6), out at once, in to the most of the last five minutes.
@Suite struct VertexScalingTests {
  private func scaler(_ capacity: String = #""maximum": 30"#) throws -> MetricTrace {
    try MetricTrace(platform: "gcp-vertex-ai", capacity: capacity)
  }

  @Test func `full use grows by two thirds every 15 s`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 1, value: 1, change: 1), .init(ready: 2, value: 1, change: 2),
      .init(ready: 4, value: 1, change: 3), .init(ready: 7, value: 1, change: 5),
      .init(ready: 12, value: 1, change: 8), .init(ready: 20, value: 0.6, change: 0),
    ])
  }

  @Test func `there is no tolerance above the target`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 3, value: 0.6, change: 0, after: 9), .init(ready: 3, value: 0.61, change: 1),
    ])
  }

  @Test func `the maximum ends a burst`() throws {
    var scaler = try scaler("")
    scaler.check([
      .init(ready: 8, value: 0.9, change: 2), .init(ready: 10, value: 1, change: 0, after: 9),
    ])
  }

  /// ceil(4 / 0.6) = 7: those three that start are enough, two are not.
  @Test func `replicas that start are counted`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 4, starting: 3, value: 1, change: 0),
      .init(ready: 4, starting: 2, value: 1, change: 1),
    ])
  }

  @Test func `half the use halves the replicas after five minutes`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 8, value: 0.3, change: 0, after: 21), .init(ready: 8, value: 0.3, change: -4),
      .init(ready: 4, value: 0.6, change: 0, after: 30),
    ])
  }

  @Test func `silence leaves one`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 8, value: 0, change: 0, after: 21), .init(ready: 8, value: 0, change: -7),
      .init(ready: 1, value: 0, change: 0, after: 30),
    ])
  }

  /// Ten at 15 s, five up to 165 s, nine at 180 s, five again: ten hold up to 315 s, nine to 480 s.
  @Test func `the most of the last five minutes is what is left`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 10, value: 0.6, change: 0), .init(ready: 10, value: 0.3, change: 0, after: 10),
      .init(ready: 10, value: 0.54, change: 0), .init(ready: 10, value: 0.3, change: 0, after: 9),
      .init(ready: 10, value: 0.3, change: -1),
      .init(ready: 9, value: 0.3, change: 0, after: 10), .init(ready: 9, value: 0.3, change: -4),
    ])
  }

  @Test func `a burst is answered at once, and holds for five minutes`() throws {
    var scaler = try scaler()
    scaler.check([
      .init(ready: 6, value: 0.2, change: 0, after: 15), .init(ready: 6, value: 0.9, change: 3),
      .init(ready: 9, value: 0.2, change: 0, after: 20), .init(ready: 9, value: 0.2, change: -6),
    ])
  }

  @Test func `the minimum is kept`() throws {
    var scaler = try scaler(#""minimum": 3"#)
    scaler.check([.init(ready: 3, value: 0.05, change: 0, after: 40)])
  }

  /// Spikes of 15 s in every four minutes want seven each time, more often than they are forgotten.
  @Test func `spikes keep what they want`() throws {
    var scaler = try scaler()
    scaler.check([.init(ready: 4, value: 1, change: 3)])
    for _ in 0..<3 {
      scaler.check([
        .init(ready: 7, value: 0.1, change: 0, after: 15), .init(ready: 7, value: 0.6, change: 0),
      ])
    }
    scaler.check([
      .init(ready: 7, value: 0.1, change: 0, after: 20), .init(ready: 7, value: 0.1, change: -5),
    ])
  }
}
