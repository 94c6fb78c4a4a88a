import SimCore
import Testing

@testable import Platforms

@Suite struct PreWarmingTests {
  private func at(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

  private func policy(_ preWarming: PreWarming, limit: Int = 100, burst: Int = 100) -> OnDemand {
    OnDemand(
      limit: limit, starts: StartLimit(burst: burst, rate: 1), keepAlive: .minutes(1),
      preWarming: preWarming, pacing: .seconds(1))
  }

  private func prediction(
    period: Int64 = 10, periods: Int = 6, horizon: Int64 = 10, headroom: Double = 1
  ) -> PreWarming.Prediction {
    PreWarming.Prediction(
      period: .seconds(period), periods: periods, horizon: .seconds(horizon), headroom: headroom)
  }

  private let nothing = Observation(period: .zero, arrivals: 0, meanReady: 0, utilisation: 0)

  @Test func `a schedule is looked at when its entries say`() {
    let policy = policy(
      .schedule([.init(at: .zero, instances: 3), .init(at: at(60), instances: 9)]))
    let memory = policy.initialMemory
    #expect(policy.nextPreWarming(from: .zero, memory: memory) == .zero)
    #expect(policy.nextPreWarming(from: at(1), memory: memory) == at(60))
    #expect(policy.nextPreWarming(from: at(60), memory: memory) == at(60))
    #expect(policy.nextPreWarming(from: at(61), memory: memory) == nil)
  }

  /// Means of 3 and 6 in service over one and two periods, of instances of four slots of which half
  /// are to be in use.
  @Test func `a target of use wants so many instances that it is kept`() {
    let policy = OnDemand(
      limit: 100, starts: StartLimit(burst: 100, rate: 1), keepAlive: KeepAlive(.minutes(1)),
      preWarming: .tracking(
        PreWarming.Tracking(period: .seconds(10), periods: 2, target: 0.5)),
      concurrency: 4)
    var memory = policy.initialMemory
    #expect(policy.nextPreWarming(from: .zero, memory: memory) == at(10))
    func wanted(_ inService: Int, second: Int64) -> Int {
      let seen = Observation(
        period: .seconds(10), arrivals: 5, refused: 0, slots: 4, readyTime: 0, servingTime: 0,
        serviceTime: Int128(inService) * 10_000_000_000)
      return policy.preWarm(seen, fleet: fleet(), at: at(second), memory: &memory).change
    }
    #expect(wanted(3, second: 10) == 2)
    #expect(wanted(9, second: 20) == 3)
    // The first period is over and done with: 9 and 3 are 6 again, 3 and 0 are 1.5.
    #expect(wanted(3, second: 30) == 3)
    #expect(wanted(0, second: 40) == 1)
    #expect(policy.restsAhead(memory: memory) == nil)
    #expect(
      PreWarming.Tracking(period: .seconds(1), periods: 1, target: 1)
        .instances(service: [], slots: 1) == 0)
  }

  @Test func `a forecast is looked at every period, but not at the start`() {
    let policy = policy(.prediction(prediction()))
    let memory = policy.initialMemory
    #expect(policy.nextPreWarming(from: .zero, memory: memory) == at(10))
    #expect(policy.nextPreWarming(from: at(10), memory: memory) == at(10))
    #expect(
      policy.nextPreWarming(from: at(10) + Interval(nanoseconds: 1), memory: memory) == at(20))
  }

  @Test(arguments: [
    // ready, starting, instances, change
    (0, 0, 0, 9), (4, 0, 4, 5), (4, 5, 9, 0), (9, 0, 9, 0), (12, 3, 15, 0), (0, 0, 97, 3),
  ])
  func `what is neither ready nor starting is started, within the limit`(
    ready: Int, starting: Int, instances: Int, change: Int
  ) {
    let policy = policy(.schedule([.init(at: at(60), instances: 9)]))
    var memory = policy.initialMemory
    let view = fleet(instances: instances, starting: starting, ready: ready)
    let decision = policy.preWarm(nothing, fleet: view, at: at(60), memory: &memory)
    #expect(decision.change == change)
    #expect(decision.isLogged)
  }

  @Test func `what the start limit does not allow at once is started later`() {
    let policy = policy(.schedule([.init(at: at(60), instances: 9)]), burst: 7)
    var memory = policy.initialMemory
    #expect(policy.preWarm(nothing, fleet: fleet(), at: at(60), memory: &memory).change == 7)
    let later = at(60) + Interval(nanoseconds: 1)
    #expect(policy.nextPreWarming(from: later, memory: memory) == at(61))
    var view = fleet(instances: 7, starting: 7)
    #expect(policy.preWarm(nothing, fleet: view, at: at(61), memory: &memory).change == 1)
    view = fleet(instances: 8, starting: 8)
    #expect(policy.preWarm(nothing, fleet: view, at: at(62), memory: &memory).change == 1)
    // Then enough are there, whatever happens to them later.
    #expect(policy.nextPreWarming(from: at(63), memory: memory) == nil)
  }

  /// A rate in requests a second.
  private func perSecond(_ requests: Int, over seconds: Int = 1) -> Ratio {
    Ratio(requests, over: seconds * 1_000_000_000)
  }

  @Test func `the forecast follows a straight line exactly`() {
    // 1, 2, ... 6 requests a second in periods of ten: at the end of the horizon of 10 s, which is
    // 15 s after the middle of the last period, there will be 7.5 a second.
    let rising = [10, 20, 30, 40, 50, 60]
    #expect(prediction().forecast(rising) == perSecond(15, over: 2))
    #expect(prediction(horizon: 0).forecast(rising) == perSecond(13, over: 2))
    #expect(prediction().forecast([70, 70, 70]) == perSecond(7))
    #expect(prediction().forecast([30]) == perSecond(3))
    // A falling rate does not fall below nothing.
    #expect(prediction().forecast([60, 40, 20, 0]) == .zero)
    #expect(prediction(horizon: 0).forecast([60, 50, 40, 30]) == perSecond(5, over: 2))
  }

  @Test func `the forecast is the line of least squares`() {
    // Normal equations by hand: rates 1, 3, 2, 6 at times 0, 1, 2, 3 have the slope 1.4 and the
    // mean 3 at 1.5; ahead of 3.5 by one period it is 4.5 - 1.5 = 3 further.
    let forecast = prediction(periods: 4).forecast([10, 30, 20, 60])
    #expect(forecast == perSecond(72, over: 10))
  }

  @Test func `Little's law turns rate and service time into instances`() {
    // 7 requests a second of two seconds each keep 14 instances busy; a quarter more are 17.5.
    let flat = [70, 70, 70]
    let service = flat.map { 2_000_000_000 * Int128($0) }
    #expect(prediction().instances(arrivals: flat, service: service) == 14)
    #expect(prediction(headroom: 1.25).instances(arrivals: flat, service: service) == 18)
    #expect(prediction().instances(arrivals: [0, 0], service: [0, 0]) == 0)
  }

  @Test func `no instance is wanted for what rounding would add`() {
    // 100 requests a second of 70 ms each keep 7 busy; 0.07 * 100 is more than 7 in floating point.
    let arrivals = [1000, 1000, 1000]
    let service = arrivals.map { 70_000_000 * Int128($0) }
    #expect(prediction().instances(arrivals: arrivals, service: service) == 7)
    for count in 1...300 {
      for milliseconds in [1, 3, 7, 10, 11, 35, 70, 110] {
        let rate = [10 * count, 10 * count]
        let busy = rate.map { Int128($0 * milliseconds) * 1_000_000 }
        let exact = (count * milliseconds + 999) / 1000
        #expect(prediction().instances(arrivals: rate, service: busy) == exact)
      }
    }
  }

  @Test func `only the last periods count`() {
    let policy = policy(.prediction(prediction(periods: 2)))
    var memory = policy.initialMemory
    for (arrivals, seconds) in [(900, Int64(10)), (20, 20), (20, 30)] {
      let observation = Observation(
        period: .seconds(10), arrivals: arrivals, meanReady: 0, utilisation: 0, meanInService: 3)
      let decision = policy.preWarm(
        observation, fleet: fleet(), at: at(seconds), memory: &memory)
      // 2 requests a second, and 60 s of service for 40 of them.
      if seconds == 30 { #expect(decision.value == 3) }
    }
    #expect(memory.expected.arrivals == [20, 20])
  }
}
