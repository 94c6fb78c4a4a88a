import Documents
import SimCore
import Testing

@testable import Platforms
@testable import Studies

@Suite struct TrafficCostTests {
  private static func workload(_ extent: Extent?) throws -> Workload {
    Workload(arrivals: .process(try .poisson(rate: 1)), extent: extent)
  }

  private static var figures: RunFigures {
    var figures = RunFigures.none
    figures.requests = 1000
    figures.end = .zero + .seconds(120)
    figures.instanceCost = Money(femtodollars: 120 * Money.femtodollarsPerDollar)
    figures.requestCost = Money(femtodollars: 60 * Money.femtodollarsPerDollar)
    figures.settledCost = Money(femtodollars: 40 * Money.femtodollarsPerDollar)
    return figures
  }

  @Test func `instances go with the run, and requests with the traffic`() throws {
    let cost = TrafficCost(Self.figures, of: try Self.workload(.duration(.seconds(100))))
    // 120 USD in 120 s, and 100 USD in the 100 s in which requests come.
    #expect(cost.perSecond == 2)
    #expect(cost.dollars(.hour, Self.figures) == 7200)
    #expect(cost.dollars(.day, Self.figures) == 172_800)
    #expect(cost.dollars(.month, Self.figures) == 5_184_000)
    #expect(cost.dollars(.run, Self.figures) == 220)
    #expect(cost.dollars(.million, Self.figures) == 220_000)
  }

  @Test func `without a duration the traffic is as long as the run`() throws {
    let cost = TrafficCost(Self.figures, of: try Self.workload(.requests(1000)))
    #expect(cost.perSecond.map { ($0 - 220.0 / 120).magnitude < 1e-12 } == true)
  }

  @Test func `requests of the warm-up are paid for, so they count`() throws {
    var figures = Self.figures
    figures.warmUp = WarmUpFigures(end: .zero, requests: 1000, isSettled: true)
    let cost = TrafficCost(figures, of: try Self.workload(nil))
    #expect(cost.dollars(.million, figures) == 110_000)
  }

  /// The run was free of 40 USD, and a month of its traffic is of 25 920.
  @Test func `a month has the grant of a month`() throws {
    var figures = Self.figures
    func dollars(_ count: Int) -> Money {
      Money(femtodollars: Int128(count) * Money.femtodollarsPerDollar)
    }
    figures.settledCost = .zero - dollars(40)
    figures.volume = VolumeCharge(run: .zero - dollars(40), month: .zero - dollars(25_920))
    let cost = TrafficCost(figures, of: try Self.workload(.duration(.seconds(100))))
    // 120 USD in 120 s, 60 USD in 100 s, and 0.01 USD less a second; a run of 100 s has 1000
    // requests, which cost 120 + 60 - 1 USD of a month.
    #expect(cost.perSecond.map { ($0 - 1.59).magnitude < 1e-12 } == true)
    #expect(cost.dollars(.run, figures) == 140)
    #expect(cost.perRequest.map { ($0 - 0.179).magnitude < 1e-12 } == true)
  }

  @Test func `a run without length or requests has no rate`() throws {
    let cost = TrafficCost(RunFigures.none, of: try Self.workload(nil))
    #expect(cost.perSecond == nil && cost.perRequest == nil)
  }
}
