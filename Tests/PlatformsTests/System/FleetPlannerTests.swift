import Documents
import SimCore
import Testing

@testable import Platforms

/// Machines of several kinds for one load, planned by hand.
@Suite struct FleetPlannerTests {
  /// Machines of 100 and 170 requests a second, at 0.10 USD and some more a second.
  private func planner(
    large price: Double = 0.2, least: Int = 0, lookBack: Interval? = nil, hold: Int = 1
  ) -> FleetPlanner {
    FleetPlanner(
      members: [
        .init(service: 0, machines: least...4, perSecond: 100, price: 0.1),
        .init(service: 1, machines: 0...9, perSecond: 170, price: price),
      ], period: .minutes(1), window: .seconds(5), headroom: 1.2, lookBack: lookBack,
      launch: .minutes(3), hold: hold)
  }

  @Test(arguments: [
    // load, price of the large one, owned: how many of each
    (0.0, 0.2, [2, 2], [0, 0]),
    // 0.1 / 100 is less than 0.2 / 150, and for the 50 that are left, 0.1 less than 0.2.
    (150, 0.2, [0, 0], [2, 0]),
    // 0.12 * 3180 / 150 is less than 0.1 * 3180 / 100.
    (150, 0.12, [0, 0], [0, 1]),
    // 0.16 / 150 is more than 0.1 / 100, and so it stays where the large one is there already ...
    (150, 0.16, [0, 1], [2, 0]),
    // ... but 0.15 / 150 is the same, and without a launch it is less.
    (150, 0.15, [0, 1], [0, 1]),
    // Four small ones are all there may be.
    (700, 0.2, [0, 0], [4, 2]),
    // More than all of them serve.
    (9999, 0.2, [0, 0], [4, 9]),
  ])
  func `of all kinds the cheapest for what is left is taken`(
    load: Double, price: Double, owned: [Int], planned: [Int]
  ) {
    #expect(planner(large: price).plan(for: load, owning: owned) == planned)
  }

  @Test func `the least number of machines stays`() {
    #expect(planner(least: 2).plan(for: 0, owning: [2, 0]) == [2, 0])
  }

  private func at(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

  @Test func `the load is that of the greatest window so far`() {
    let books = PlannerBooks(planner())
    // 500 in a window of 5 s are 100 a second, 120 with the headroom; 100 in another are less.
    for index in 0..<500 { books.arrive(at: at(10) + .milliseconds(Int64(index))) }
    for index in 0..<100 { books.arrive(at: at(20) + .milliseconds(Int64(index))) }
    #expect(books.wanted(0, owning: 0, at: at(60)) == 2)
    #expect(books.load == 120)
    #expect(books.wanted(1, owning: 0, at: at(60)) == 0)
    // It counts for the whole run.
    for minute: Int64 in 2..<60 { #expect(books.wanted(0, owning: 2, at: at(60 * minute)) == 2) }
  }

  @Test func `what was long ago is forgotten where it is said how long`() {
    let books = PlannerBooks(planner(lookBack: .minutes(2), hold: 3))
    for index in 0..<500 { books.arrive(at: at(10) + .milliseconds(Int64(index))) }
    // Two plans look back on it, and three in a row that need nothing let the machines go.
    let wanted = (1...6).map { books.wanted(0, owning: 2, at: at(60 * $0)) }
    #expect(wanted == [2, 2, 2, 2, 0, 0])
  }

  /// 25 requests a second for 90 s, of which a machine serves ten: at 30 s, three in place of one.
  @Test func `machines of a run are those of its plan`() throws {
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: """
          { "duration": "90s", "arrivals": { "constant": { "rate": "25/s" } } }
          """,
        deployments: #"""
          { "name": "planned",
            "services": [
              { "name": "small", "platform": "aws-sagemaker",
                "latency": { "service_time": "100ms", "network": "0s" },
                "capacity": { "minimum": 1, "maximum": 8, "workers": 1, "autoscaler": null,
                  "provisioning": "0s" } },
              { "name": "rest", "platform": "aws-lambda", "memory": "1GB",
                "latency": { "service_time": "100ms", "network": "0s" } }],
            "stages": [{ "first_with_room": ["small", "rest"] }],
            "planner": { "members": ["small"], "period": "30s", "headroom": 1 } }
          """#))
    var observer = NoObserver()
    let figures = try scenario.run(
      scenario.deployments[0], isChecked: true, observer: &observer)
    let services = try #require(figures.system?.services)
    #expect(services[0].figures.instancesCreated == 3 && services[0].figures.instancesPeak == 3)
    // One serves each third request for 30 s, 250 of them, and until the others have started; then
    // three serve all.
    #expect((1400...1750).contains(services[0].figures.requests))
    #expect(figures.succeeded == 2250)
  }
}
