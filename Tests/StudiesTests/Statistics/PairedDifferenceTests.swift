import Platforms
import TestSupport
import Testing

@testable import Studies

@Suite struct PairedDifferenceTests {
  @Test func `a difference is that of the same replications, deployment less baseline`() throws {
    let scenario = try Replications.scenario(
      ExampleScenarios.mixed(["function", "limited", "server"]))
    let means = try Replications.means(scenario, 5)
    let all = PairedDifference.all(means)
    #expect(all.map { $0[0].row.label.deployment } == ["limited", "server"])
    for (deployment, differences) in zip(means.dropFirst(), all) {
      #expect(
        differences.map(\.figure.column) == [
          "latency_mean_s", "latency_p99_s", "success_ratio", "cost_usd",
        ])
      for difference in differences {
        let values = try zip(deployment.rows, means[0].rows).map { one, other in
          try #require(difference.figure.value(of: one.figures))
            - (try #require(difference.figure.value(of: other.figures)))
        }
        #expect(difference.baseline == "function")
        #expect(difference.interval == MeanInterval(values))
        #expect(difference.count == 5)
        let interval = try #require(difference.interval)
        #expect(difference.excludesZero == (interval.low > 0 || interval.high < 0))
        // Only percentiles come from a histogram.
        #expect((difference.error > 0) == (difference.figure.column == "latency_p99_s"))
      }
    }
  }

  @Test func `shared arrivals make differences less uncertain than the figures`() throws {
    // Two machines that differ a little in price and not in speed, under random load.
    let machine = { (name: String, mean: String) in
      """
      { "name": "\(name)", "platform": { "name": "own",
          "capacity": { "policy": "fixed-server", "workers": 1, "backlog": 100000 },
          "latency": { "policy": "preloaded",
            "service_time": { "exponential": { "mean": "\(mean)" } } },
          "billing": { "policy": "per-instance", "per_hour": "1USD" } } }
      """
    }
    let scenario = try Replications.scenario(
      """
      { "seed": 4,
        "workload": { "requests": 500, "arrivals": { "poisson": { "rate": "70/s" } } },
        "deployments": [\(machine("one", "10ms")), \(machine("other", "9.8ms"))] }
      """)
    let means = try Replications.means(scenario, 10)
    let figure = try Replications.figure("latency_mean_s")
    let apart = try means.map { try #require($0[figure].interval).halfWidth }
    let difference = PairedDifference(means[1], from: means[0], figure)
    let paired = try #require(difference.interval)
    #expect(paired.halfWidth < 0.3 * apart[0] && paired.halfWidth < 0.3 * apart[1])
    // Two per cent faster: what the figures alone leave open, the differences decide.
    #expect(apart[0] > 0.02 * (means[0][figure].mean ?? 0))
    #expect(difference.excludesZero == true && paired.mean < 0)
  }

  @Test func `equal deployments differ by nothing, and one alone has no differences`() throws {
    let scenario = try Replications.scenario(ExampleScenarios.mixed(["function"]))
    let means = try Replications.means(scenario, 3)
    #expect(PairedDifference.all(means).isEmpty)
    for figure in PairedDifference.figures {
      let difference = PairedDifference(means[0], from: means[0], figure)
      #expect(difference.interval?.mean == 0 && difference.interval?.halfWidth == 0)
      #expect(difference.excludesZero == false)
    }
    let once = try Replications.means(scenario, 1)
    let difference = PairedDifference(once[0], from: once[0], PairedDifference.figures[0])
    #expect(difference.excludesZero == nil && difference.mean == 0 && difference.count == 1)
    #expect(difference.line.hasPrefix("small,function,function,latency_mean_s,1,0.000000000,,,11,"))
  }
}
