import Testing

/// The autoscaler with the settings of Application Auto Scaling, by hand from its alarms.
///
/// Three points above the target add ceil(n * metric / target) - n; fifteen below 0.9 of it remove
/// what is too much, and nothing that would lift the metric above it again; five minutes of rest.
@Suite struct TargetTrackingTests {
  /// SageMaker: 70 requests a minute for each instance.
  private func endpoint(_ capacity: String = #""maximum": 20"#) throws -> MetricTrace {
    try MetricTrace(platform: "aws-sagemaker", capacity: capacity)
  }

  @Test func `three points above the target add instances`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 2, value: 140, change: 0, after: 2), .init(ready: 2, value: 140, change: 2),
    ])
  }

  @Test func `a point at the target begins the row anew`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 2, value: 140, change: 0, after: 2), .init(ready: 2, value: 70, change: 0),
      .init(ready: 2, value: 140, change: 0, after: 2), .init(ready: 2, value: 140, change: 2),
    ])
  }

  /// Added at 3 min; the next at 8 min.
  @Test func `nothing is added for five minutes after that`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 2, value: 140, change: 0, after: 2), .init(ready: 2, value: 140, change: 2),
      .init(ready: 4, value: 140, change: 0, after: 4), .init(ready: 4, value: 140, change: 4),
    ])
  }

  @Test func `instances that start are counted`() throws {
    var scaler = try endpoint()
    scaler.check([.init(ready: 2, starting: 2, value: 140, change: 0, after: 9)])
  }

  @Test func `the maximum ends a burst`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 18, value: 140, change: 0, after: 2), .init(ready: 18, value: 140, change: 2),
      .init(ready: 20, value: 140, change: 0, after: 20),
    ])
  }

  @Test func `silence leaves one after fifteen points`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 4, value: 0, change: 0, after: 14), .init(ready: 4, value: 0, change: -3),
    ])
  }

  /// 63 is 0.9 of 70 and not below it; 62.5 is, but 4 * 62.5 / 70 = 3.6 need all four.
  @Test func `nothing goes that would come back`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 4, value: 63, change: 0, after: 30),
      .init(ready: 4, value: 62.5, change: 0, after: 40),
    ])
  }

  @Test func `a point within the band begins the row below anew`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 6, value: 20, change: 0, after: 14), .init(ready: 6, value: 65, change: 0),
      .init(ready: 6, value: 20, change: 0, after: 14), .init(ready: 6, value: 20, change: -4),
    ])
  }

  @Test func `each removal takes fifteen points`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 8, value: 35, change: 0, after: 14), .init(ready: 8, value: 35, change: -4),
      .init(ready: 4, value: 35, change: 0, after: 14), .init(ready: 4, value: 35, change: -2),
    ])
  }

  @Test func `a burst ends a removal that is near`() throws {
    var scaler = try endpoint()
    scaler.check([
      .init(ready: 6, value: 20, change: 0, after: 14),
      .init(ready: 6, value: 140, change: 0, after: 2), .init(ready: 6, value: 140, change: 6),
    ])
  }

  /// ECS follows 70 % of the processor, by points of 20 s.
  ///
  /// Added at 60 s, again at 360 s, where metrics are known at once.
  @Test func `points of 20 s act after a minute and rest for five`() throws {
    var scaler = try MetricTrace(
      platform: "aws-fargate-20s", capacity: #""autoscaler": { "delay_datapoints": 0 }"#)
    scaler.check([
      .init(ready: 2, value: 0.9, change: 0, after: 2), .init(ready: 2, value: 0.9, change: 1),
      .init(ready: 3, value: 1, change: 0, after: 14), .init(ready: 3, value: 1, change: 2),
      .init(ready: 5, value: 0.2, change: 0, after: 14), .init(ready: 5, value: 0.2, change: -3),
    ])
  }
}
