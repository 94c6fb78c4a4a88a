import Platforms
import SimCore
import Testing

@Suite struct ObservationTests {
  @Test(arguments: [
    (60, 120, 0, 2.0, 60.0), (60, 120, 20, 1, 100), (30, 120, 0, 1, 240), (60, 40, 40, 3, 0),
    (60, 120, 0, 0, 0), (0, 120, 0, 1, 0),
  ])
  func `invocations are counted for each instance and minute, without refused requests`(
    seconds: Int64, arrivals: Int, refused: Int, meanReady: Double, value: Double
  ) {
    let observation = Observation(
      period: .seconds(seconds), arrivals: arrivals, refused: refused, meanReady: meanReady,
      utilisation: 0)
    #expect(observation.invocationsPerInstanceMinute == value)
  }

  @Test func `a decision without grounds is not worth a line`() {
    #expect(!ScalingDecision.none.isLogged)
    #expect(ScalingDecision.none.change == 0)
    let decision = ScalingDecision(
      change: 0, metric: "utilisation", value: 0.5, threshold: 0.6, reason: "at its target")
    #expect(decision.isLogged)
  }
}
