import Documents
import SimCore
import TestSupport
import Testing

@testable import Platforms
@testable import Studies

@Suite struct ComparisonTests {
  private func comparison(
    _ text: String, _ objectives: [String], replications: Int = 1
  ) throws -> Comparison {
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
    var study = Study(scenario, replications: replications)
    study.objectives = try objectives.map { try Objective($0) }
    return Comparison(try study.run(), objectives: study.objectives)
  }

  private func names(_ entries: [Comparison.Entry]) -> [String] { entries.map(\.means.deployment) }

  @Test func `those that meet all come first, and what others miss is told`() throws {
    // Both machines cost 3.6 USD an hour; the slow one answers two of ten, at 2.5 s and 4 s.
    let found = try comparison(ExampleScenarios.byHand, ["p(99)<1s", "success>99%"])
    #expect(names(found.meeting) == ["quick"] && names(found.failing) == ["slow"])
    #expect(found.entries.map(\.rank) == [1, nil])
    let slow = try #require(found.failing.first)
    #expect(slow.missed.map(\.objective.text) == ["p(99)<1s", "success>99%"])
    #expect(slow.bottlenecks.first == .serviceTime)
    // Each second that has begun is charged: 10 in 9.25 s, and 13 in what the slow one takes.
    let month = try #require(found.entries[0].month.mean)
    #expect((month / (0.01 / 9.25 * 2_592_000) - 1).magnitude < 1e-9)
    // 10 s of 3.6 USD an hour are a cent, for ten requests.
    #expect((try #require(found.entries[0].million.mean) / 1000 - 1).magnitude < 1e-9)
  }

  @Test func `the cheapest is first, and of those that cost the same the first of the scenario`()
    throws
  {
    let cheap = ExampleScenarios.byHand.replacing(
      #""per_hour": "3.6USD" }"# + "\n          },\n          \"client\"",
      with: #""per_hour": "1.8USD" }"# + "\n          },\n          \"client\"")
    #expect(names(try comparison(cheap, []).entries) == ["slow", "quick"])
    let alike = ExampleScenarios.byHand.replacing(#""2.5s""#, with: #""250ms""#)
    #expect(names(try comparison(alike, []).entries) == ["quick", "slow"])
  }

  @Test func `costs of replications are compared pair by pair`() throws {
    let found = try comparison(
      ExampleScenarios.mixed(["function", "server"]), ["mean<1h"], replications: 5)
    let (first, second) = (found.entries[0], found.entries[1])
    #expect(first.extra == nil)
    let differences = zip(second.months, first.months).map { $0 - $1 }
    let extra = try #require(second.extra)
    #expect(extra.interval == MeanInterval(differences))
    #expect(try #require(extra.mean) > 0)
  }

  @Test func `a bound within the interval of the mean is not sure`() throws {
    let scenario = ExampleScenarios.mixed(["function"])
    let mean = try #require(
      try comparison(scenario, ["mean<1s"], replications: 3).entries[0].standings[0].estimate.mean)
    let text = DecimalText.fixed(mean * 1000, digits: 3)
    let near = try comparison(scenario, ["mean<\(text)ms", "mean<1h"], replications: 3)
    #expect(near.entries[0].standings.map(\.isUnsure) == [true, false])
  }

  @Test func `windows are found for each run`() throws {
    let found = try comparison(
      ExampleScenarios.mixed(["function"]), ["p(99, worst 5s)<1ms", "p(99)<1ms"], replications: 2)
    let values = found.entries[0].standings.compactMap(\.estimate.mean)
    #expect(values.count == 2 && values[0] >= values[1])
  }
}
