import SimCore
import Testing

@testable import Platforms

@Suite struct TimingTests {
  private func timing(
    _ latency: any LatencyPolicy, _ plan: CapacityPlan = CapacityPlan(), isBatched: Bool = false
  ) -> Timing {
    Timing(
      latency, plan, isBatched: isBatched, streams: Streams(seed: 3, replication: 0))
  }

  private func services(_ timing: consuming Timing, count: Int) -> [Interval] {
    var timing = timing
    return (0..<count).map { _ in timing.service(Load(inService: 1, waiting: 0), of: 0) }
  }

  @Test func `times that are drawn ahead are those that are drawn one by one`() {
    let latency = PreloadedLatency(
      network: .constant(.zero), serviceTime: ServiceTime(.exponential(mean: .seconds(1))))
    #expect(
      services(timing(latency), count: 200)
        == services(timing(latency, isBatched: true), count: 200))
  }

  @Test func `a policy of another kind is asked for everything`() {
    var timing = timing(ConstantTimes(service: 5, startup: 7, first: 2, network: 3))
    #expect(timing.service(Load(inService: 1, waiting: 0), of: 0) == .milliseconds(5))
    #expect(timing.startup().duration == .milliseconds(7))
    #expect(timing.firstRequest() == .milliseconds(2))
    #expect(timing.network() == .milliseconds(3))
  }

  @Test func `a machine is provided before anything of the start begins`() {
    var plan = CapacityPlan()
    plan.provisioningTime = .constant(.minutes(2))
    var timing = timing(ConstantTimes(), plan)
    #expect(timing.provisioning() == .minutes(2))
  }

  @Test func `what a start has said of the first request is remembered by row`() {
    var timing = timing(ConstantTimes(first: 2))
    timing.keep(.milliseconds(9), for: 2)
    #expect(timing.preparation(of: 2) == .milliseconds(9))
    #expect(timing.preparation(of: 0) == .milliseconds(2))
    timing.keep(nil, for: 2)
    #expect(timing.preparation(of: 2) == .milliseconds(2))
  }

  @Test func `an account opens with the initial credits, whoever had the row before`() {
    var plan = CapacityPlan()
    plan.credits = CPUCredits(vCPUs: 2, baseline: 1, initial: 30, maximum: 60)
    var timing = timing(ConstantTimes(), plan)
    timing.openAccount(of: 0, at: .zero)
    timing.accounts[0].balance = 1
    timing.openAccount(of: 0, at: .zero + .seconds(5))
    #expect(timing.accounts[0].balance == 30_000_000_000_000_000_000)
    #expect(timing.accounts[0].updated == .zero + .seconds(5))
  }
}
