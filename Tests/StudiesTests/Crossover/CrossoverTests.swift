import Documents
import SimCore
import Testing

@testable import Platforms
@testable import Studies

@Suite struct CrossoverTests {
  /// A machine of 2 USD an hour, and one of a price that is varied.
  private static func scenario(_ price: String, _ rate: String = "1/s") throws -> Scenario {
    func machine(_ name: String, _ price: String) -> String {
      """
      { "name": "\(name)", "platform": { "name": "m",
          "capacity": { "policy": "fixed-server", "workers": 1, "backlog": 9 },
          "latency": { "policy": "preloaded", "service_time": "1ms" },
          "billing": { "policy": "per-instance", "per_hour": "\(price)" } } }
      """
    }
    let text = """
      { "seed": 1, "workload": { "duration": "60s",
          "arrivals": { "poisson": { "rate": "\(rate)" } } },
        "deployments": [\(machine("fixed", "2USD")), \(machine("varied", price))] }
      """
    return try Scenario(
      parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
  }

  private func found(
    _ range: String, replications: Int = 3, pair: (Int, Int) = (0, 1),
    _ scenario: @escaping @Sendable (String) throws -> Scenario
  ) throws -> Crossover {
    try CrossoverSearch(
      range: try CrossoverRange(range), pair: pair, replications: replications, directory: ".",
      scenario: scenario
    ).run()
  }

  @Test(arguments: ["0.5USD..5USD", "0.1USD..100USD/log", "1..3USD"])
  func `two prices cross where they are the same`(range: String) throws {
    let found = try found(range) { try Self.scenario($0) }
    let crossing = try #require(found.crossing)
    #expect((crossing - 2).magnitude < 0.02, "\(crossing)")
    #expect(found.changes == 1)
    // Below, the one of the varied price is cheaper: the second.
    #expect(!found.firstIsCheaperBelow)
    #expect(found.curve.count == CrossoverSearch.curvePoints)
  }

  @Test func `a range without a crossover has none`() throws {
    let found = try found("3USD..5USD") { try Self.scenario($0) }
    #expect(found.crossing == nil && found.low == nil && found.changes == 0)
    #expect(found.firstIsCheaperBelow)
  }

  @Test func `keys of whole numbers are searched in whole numbers`() throws {
    // The decoder refuses any other price here, as it does for counts.
    let found = try found("1..9USD") { text in
      guard !text.contains(".") else { throw StudyError("no whole number") }
      return try Self.scenario(text.replacing("USD", with: ".5USD"))
    }
    // 1.5 USD is cheaper than 2, and 2.5 USD is not.
    #expect(found.crossing == 2)
  }

  /// A function pays by the request and a machine by the hour: worked out by hand, they cost the
  /// same where the rate times the price of a request is the price of the machine.
  @Test func `a function and a machine cross at the rate that a hand calculation gives`() throws {
    let found = try found("1/s..30/s", replications: 8) { rate in
      let text = """
        { "seed": 5, "workload": { "duration": "300s",
            "arrivals": { "poisson": { "rate": "\(rate)" } } },
          "deployments": [
            { "name": "function", "platform": { "name": "f",
                "memory": { "default": "1GB" }, "cpu": { "points": [["1GB", 1]] },
                "capacity": { "policy": "on-demand", "keep_alive": "1h" },
                "latency": { "policy": "staged", "service_time": "100ms",
                  "cold_start": { "model_load": "0s" } },
                "billing": { "policy": "per-use", "per_request": "0.0001USD",
                  "per_gb_second": "0USD" } } },
            { "name": "server", "platform": { "name": "m",
                "capacity": { "policy": "fixed-server", "workers": 8, "backlog": 99999 },
                "latency": { "policy": "preloaded", "service_time": "1ms" },
                "billing": { "policy": "per-instance", "per_hour": "3.6USD" } } }] }
        """
      return try Scenario(
        parsing: Array(text.utf8), file: "a.json", name: "a", catalog: .builtIn())
    }
    // 0.001 USD a second over 0.0001 USD a request: 10/s, known to 1 / sqrt(8 x 3000).
    let (crossing, low, high) = (
      try #require(found.crossing), try #require(found.low), try #require(found.high)
    )
    #expect((crossing - 10).magnitude < 0.4, "\(crossing)")
    #expect(low < crossing && crossing < high && high - low < 1.5, "\(low) to \(high)")
    #expect(found.firstIsCheaperBelow && found.names == ("function", "server"))
  }

  @Test(arguments: ["1", "5..1", "1s..2min", "0..1/log", "a..b"])
  func `what is no range is refused`(text: String) {
    #expect(throws: VaryValues.Mistake.self) { try CrossoverRange(text) }
  }
}
