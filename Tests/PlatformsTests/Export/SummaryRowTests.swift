import Documents
@testable import Platforms
import SimCore
import Testing

@Suite struct SummaryRowTests {
  private func row(_ run: WatchedRun, name: String = "d") -> SummaryRow {
    let deployment = Deployment(
      name: name, platform: "p", model: "m", runtime: "",
      capacity: .fixedServer(FixedServer(workers: 1, backlog: 1)),
      latency: .preloaded(
        PreloadedLatency(network: .constant(.zero), serviceTime: ServiceTime(.constant(.zero)))),
      billing: .perInstance(PerInstanceBilling(perHour: .zero)), client: Client())
    return SummaryRow(
      label: RunLabel(scenario: "s", deployment: name, replication: 2), deployment: deployment,
      seed: 42, figures: run.figures)
  }

  private func fields(_ row: SummaryRow) -> [String: String] {
    Dictionary(row.fields.map { ($0.column, $0.text) }) { first, _ in "twice: \(first)" }
  }

  @Test func `the fields are the figures of the run`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 1_000_000), perSecond: Money(femtodollars: 1000),
      step: .milliseconds(10), freeRequests: 1, freeSeconds: 0)
    // 100 ms, 190 ms, refused; then 100 ms: latencies of 100, 100 and 190 ms.
    let run = WatchedRun(
      FixedServer(workers: 1, backlog: 1), billing: billing, at: [0, 10, 20, 900], seed: 1)
    let expected = [
      "scenario": "s", "deployment": "d", "platform": "p", "model": "m", "runtime": "",
      "replication": "2", "seed": "42", "requests": "4", "succeeded": "3", "failed": "1",
      "success_ratio": "0.750000", "latency_mean_s": "0.130000000",
      // Deviations of -30, -30 and 60 ms: a variance of 2700 square milliseconds.
      "latency_stddev_s": "0.051961524", "latency_p50_s": "0.100000000",
      "latency_p90_s": "0.190000000", "latency_p95_s": "0.190000000",
      "latency_p99_s": "0.190000000", "latency_p999_s": "0.190000000",
      "latency_max_s": "0.190000000", "latency_min_s": "0.100000000", "cold_starts": "0",
      "instances_created": "1", "instances_peak": "1", "billed_s": "0.300000000",
      "cost_usd": "0.000000002000300", "throttled": "0", "backlog_full": "1", "timed_out": "0",
      "unanswered": "0", "instances_mean": "1.000000", "in_service_peak": "1",
      "in_service_mean": "0.300000", "queue_length_peak": "1", "queue_length_mean": "0.090000",
      "utilisation": "0.300000", "end_s": "1.000000000", "cost_requests_usd": "0.000000003000300",
      "cost_instances_usd": "0.000000000000000", "cost_other_usd": "-0.000000001000000",
      "digest": run.figures.digest.text, "instances_needed": "1",
      "warm_up_s": "", "warm_up_requests": "0",
      // Four requests of 100 ms in a second.
      "offered_utilisation": "0.400000",
      "answered_within_limit_s": "", "answered_within_ratio": "",
      // A second costs 0.0000000020003 USD.
      "cost_usd_per_month": "0.005185",
      // Three latencies have bounds below some percentiles, and none above.
      "latency_p50_low_s": "", "latency_p50_high_s": "", "latency_p95_low_s": "0.100000000",
      "latency_p95_high_s": "", "latency_p99_low_s": "0.100000000", "latency_p99_high_s": "",
      "latency_p999_low_s": "0.100000000", "latency_p999_high_s": "",
      "latency_mean_s_ci95": "", "success_ratio_ci95": "",
      "warnings": "survivors few_for_p95 few_for_p99 few_for_p999 too_short",
    ]
    let fields = fields(row(run))
    for (column, text) in expected where !column.hasPrefix("latency_p") {
      #expect(fields[column] == text, "\(column)")
    }
    let figures = SummaryFigure.all.map(\.column)
    #expect(
      Set(fields.keys)
        == Set(expected.keys).union(figures.map { $0 + "_ci95" }).union(["scenario_digest"]))
    for figure in figures { #expect(fields[figure + "_ci95"] == "") }
    // Percentiles are kept to a tenth of a percent and within the extremes.
    #expect(
      fields["latency_p99_s"] == "0.190000000" || fields["latency_p99_s"]?.prefix(5) == "0.189")
    #expect(fields["latency_p50_s"]?.prefix(5) == "0.100")
  }

  @Test func `a run without answers leaves its latencies empty`() {
    let fields = fields(row(WatchedRun(onDemand(limit: 0), at: [0])))
    for column in fields.keys where column.hasPrefix("latency") { #expect(fields[column] == "") }
    #expect(fields["success_ratio"] == "0.000000")
    let none = self.fields(row(WatchedRun(onDemand(), at: [])))
    #expect(none["success_ratio"] == "")
    #expect(none["end_s"] == "0.000000000")
  }

  @Test func `the line has the fields of the header`() {
    let row = row(WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 1]), name: "with, comma")
    #expect(row.header.split(separator: ",").count == row.fields.count)
    #expect(row.header.hasPrefix("scenario,deployment,platform,"))
    #expect(row.header.hasSuffix("\n") && row.line.hasSuffix("\n"))
    #expect(row.line.hasPrefix("s,\"with, comma\",p,m,,2,42,2,"))
    // The comma in the name is one more.
    #expect(row.line.count { $0 == "," } == row.fields.count)
  }

  @Test func `only what is always a number is marked as one`() {
    let row = row(WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 1, 5]))
    for field in row.fields where field.isNumber && !field.text.isEmpty {
      #expect(Double(field.text) != nil, "\(field.column)")
    }
    #expect(
      row.fields.filter { !$0.isNumber }.map(\.column) == [
        "scenario", "deployment", "platform", "model", "runtime", "digest", "scenario_digest",
        "warnings",
      ])
  }

  @Test func `the row of means has the fields of a run, and an interval for each figure`() throws {
    let row = row(WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 1, 5]))
    var digest = Digest()
    digest.fold(5)
    let fields = row.fieldsOfMeans(digest: digest) { figure in
      switch figure.column {
      case "cost_usd": (0.25, 0.125)
      case "requests": (2.5, nil)
      default: (nil, nil)
      }
    }
    #expect(fields.map(\.column) == row.fields.map(\.column))
    let texts = Dictionary(fields.map { ($0.column, $0.text) }) { first, _ in "twice: \(first)" }
    #expect(texts["deployment"] == "d" && texts["replication"] == "" && texts["seed"] == "42")
    #expect(texts["cost_usd"] == "0.250000000000000")
    #expect(texts["cost_usd_ci95"] == "0.125000000000000")
    #expect(texts["requests"] == "2.500000000" && texts["requests_ci95"] == "")
    #expect(texts["latency_mean_s"] == "" && texts["latency_mean_s_ci95"] == "")
    #expect(texts["digest"] == digest.text)
  }

  @Test func `a figure's value is what its column says`() {
    let run = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0, 10, 20, 900], seed: 1)
    let texts = fields(row(run))
    for figure in SummaryFigure.all {
      let value = figure.value(of: run.figures)
      let written = texts[figure.column].flatMap { Double($0) }
      #expect((value == nil) == (written == nil), "\(figure.column)")
      // Six decimals at least, of which the last is rounded.
      if let value, let written { #expect(abs(value - written) <= 0.51e-6, "\(figure.column)") }
    }
    let none = WatchedRun(onDemand(limit: 0), at: [0])
    #expect(SummaryFigure.named("latency_mean_s")?.value(of: none.figures) == nil)
    #expect(SummaryFigure.named("latency_mean") == nil)
  }
}
