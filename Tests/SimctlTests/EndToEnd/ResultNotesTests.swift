import Testing

/// What `run` says below its tables.
@Suite struct ResultNotesTests {
  private func scenario(
    requests: Int = 20_000, service: String = "50ms", extra: String = ""
  ) -> String {
    """
    { "seed": 1,
      "workload": {
        "requests": \(requests), \(extra) "arrivals": { "poisson": { "rate": "10/s" } } },
      "deployments": [{ "name": "one", "platform": {
        "name": "p",
        "capacity": { "policy": "fixed-server", "workers": 1, "backlog": 1000000 },
        "latency": { "policy": "preloaded",
          "service_time": { "exponential": { "mean": "\(service)" } } },
        "billing": { "policy": "per-instance", "per_hour": "1USD" } } }] }
    """
  }

  private func table(_ text: String, _ arguments: String...) throws -> String {
    let workplace = try Workplace(["case": text])
    let result = try workplace.run("run", "case")
    #expect(result.status == 0 && result.messages == "")
    return result.output
  }

  @Test func `a long run of a server that keeps up has an interval and no notes`() throws {
    let output = try table(scenario())
    #expect(!output.contains("Read with care"))
    #expect(output.contains(/0\.[12]\d* ± 0\.\d+/))
  }

  @Test func `an overloaded server is named with how much it is offered`() throws {
    let output = try table(scenario(service: "150ms"))
    #expect(
      output.contains(
        "\nRead with care:\n- Offered more than it can do, so results depend on the length of the "
          + "run: one\n  (1.5 times). Add capacity, or send less.\n"))
  }

  @Test func `of too few requests the percentiles are named`() throws {
    let output = try table(scenario(requests: 500))
    #expect(output.contains("- Few successes for high percentiles (p95 needs 200"))
    #expect(output.contains("one (500)"))
    // The table does not show the 99.9th percentile.
    #expect(!(try table(scenario(requests: 5000))).contains("high percentiles"))
  }

  @Test func `files have the 99.9th percentile, and notes on it`() throws {
    let workplace = try Workplace(["case": scenario(requests: 5000)])
    #expect(try workplace.output(of: "run", "case", "--out", "out").contains("one (5,000)"))
    let row = try #require(try workplace.table("out/case/summary.csv").rows.first)
    #expect(row["warnings"]?.split(separator: " ").contains("few_for_p999") == true)
  }

  @Test func `a warm-up is shown, and its requests are not counted`() throws {
    let output = try table(scenario(extra: #""warm_up": "100s","#))
    #expect(output.contains("deployment  warm-up s  success"))
    #expect(output.contains(/one +100 +100 %/))
    #expect(output.contains(/\n1[89],\d{3} requests; one run/))
    let rule = try table(scenario(extra: #""warm_up": "mser-5","#))
    #expect(rule.contains("deployment  warm-up s  success"))
  }

  @Test func `several replications need no interval from one run`() throws {
    let workplace = try Workplace(["case": scenario(requests: 100)])
    let output = try workplace.output(of: "run", "case", "--replications", "2")
    #expect(!output.contains("one run"))
    #expect(output.contains("one (100)"))
  }

  @Test func `who wants quiet reads no notes`() throws {
    let workplace = try Workplace(["case": scenario(requests: 100)])
    #expect(try workplace.output(of: "run", "case").contains("Read with care"))
    #expect(try !workplace.output(of: "run", "case", "--quiet").contains("Read with care"))
  }

  /// A server that is overloaded for half a second of a hundred.
  private static let burst = """
    { "seed": 1, "workload": { "duration": "100s", "arrivals": { "piecewise": { "pieces": [
        { "rate": "100/s", "for": "50s" }, { "rate": "1000/s", "for": "100ms" },
        { "rate": "100/s", "for": "50s" }] } } },
      "outputs": { "window": "100ms" },
      "deployments": [{ "name": "one", "platform": {
        "name": "p",
        "capacity": { "policy": "fixed-server", "workers": 2, "backlog": 1000000 },
        "latency": { "policy": "preloaded", "service_time": "5ms" },
        "billing": { "policy": "per-instance", "per_hour": "1USD" } } }] }
    """

  @Test func `a slow window that the percentiles of the run hide is named with its time`() throws {
    // Without files nobody looks at each request, which takes time; the means of windows do tell.
    let printed = try table(Self.burst).split(whereSeparator: \.isWhitespace)
    #expect(
      printed.joined(separator: " ")
        .contains(/slower windows: one \(a mean of [0-9.]+ s in the 100ms from 50/))
    let workplace = try Workplace(["case": Self.burst])
    let output = try workplace.output(of: "run", "case", "--out", "out")
    let words = output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let note = try #require(
      words.firstMatch(of: /slower windows: one \(([0-9.]+) s in the 100ms from ([^ ]+) on/))
    #expect(note.2.hasPrefix("50"))
    #expect(output.contains("timeline.csv"))
  }

  @Test func `windows that a long run has made longer are told with the files`() throws {
    let workplace = try Workplace(["case": scenario(requests: 2000)])
    let setting = "outputs.window=5ms"
    #expect(!(try workplace.output(of: "run", "case", "--set", setting)).contains("outputs.window"))
    let output = try workplace.output(of: "run", "case", "--set", setting, "--out", "out")
    #expect(output.contains("longer than outputs.window (5ms)"), "\(output)")
    let times = try workplace.table("out/case/timeline.csv").rows.compactMap { $0["time_s"] }
    #expect(times.count <= 16_384)
  }
}
