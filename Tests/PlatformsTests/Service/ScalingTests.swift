import SimCore
import Testing

@testable import Platforms

@Suite struct ScalingTests {
  @Test func `an observation is what happened between two measurements`() {
    var earlier = Scaling.Measurement()
    earlier.since = .zero + .seconds(10)
    (earlier.received, earlier.refused) = (100, 4)
    (earlier.ready, earlier.serving, earlier.inService) = (5_000_000_000, 5_000_000_000, 0)
    var later = earlier
    later.since = .zero + .seconds(30)
    (later.received, later.refused) = (160, 10)
    later.ready += 60_000_000_000
    later.serving += 80_000_000_000
    later.inService += 40_000_000_000
    let observation = later.observation(since: earlier, slots: 2)
    #expect(observation.period == .seconds(20))
    #expect(observation.arrivals == 60 && observation.refused == 6)
    #expect(observation.meanReady == 3)
    #expect(observation.meanInService == 2)
    #expect(observation.utilisation == 0.25)
  }

  @Test func `in no time nothing is measured`() {
    let measurement = Scaling.Measurement()
    let observation = measurement.observation(since: measurement, slots: 1)
    #expect(observation.meanReady == 0 && observation.utilisation == 0)
  }
}
