import Documents
import Platforms
import SimCore
import Testing

@Suite struct RowRecorderTests {
  private let label = RunLabel(scenario: "s", deployment: "d", replication: 4)
  private let requestColumns = RowRecorder.requestsHeader.dropLast().split(separator: ",").count
  private let eventColumns = RowRecorder.eventsHeader.dropLast().split(separator: ",").count

  /// Runs with a recorder of requests and events.
  private func record(
    _ capacity: some CapacityPolicy, _ latency: some LatencyPolicy = ConstantTimes(),
    billing: some BillingPolicy = NoBilling(), timeout: Int64? = nil, at milliseconds: [Int64]
  ) -> (requests: KeptRows, events: KeptRows, figures: RunFigures?) {
    let (requests, events) = (KeptRows(), KeptRows())
    var recorder = RowRecorder(label: label, requests: requests, events: events)
    var arrivals = ArrivalList(milliseconds: milliseconds)
    let figures = Simulation.run(
      capacity: capacity, latency: latency, billing: billing,
      client: Client(timeout: timeout.map { .milliseconds($0) }), arrivals: &arrivals,
      options: RunOptions(seed: 1), observer: &recorder)
    recorder.finish()
    return (requests, events, figures)
  }

  @Test func `every request is a row with all its fields`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 200_000_000), perSecond: Money(femtodollars: 33_333_400_000),
      step: .milliseconds(1))
    let run = record(
      onDemand(limit: 1), ConstantTimes(service: 52, startup: 500, first: 8), billing: billing,
      at: [0, 1, 1000])
    #expect(
      run.requests.rows == [
        ["s", "d", "4", "1", "0.001", "0", "throttled", "false", "", "0", "0.000000000000000"],
        ["s", "d", "4", "0", "0", "0.56", "succeeded", "true", "0", "0.06", "0.000002200004000"],
        [
          "s", "d", "4", "2", "1", "0.052", "succeeded", "false", "0", "0.052", "0.000001933336800",
        ],
      ])
  }

  @Test(
    arguments: [
      (0, "0.000000000000000"), (1, "0.000000000000001"),
      (999_999_999_999_999, "0.999999999999999"),
      (1_000_000_000_000_000, "1.000000000000000"),
      (12_345_000_000_000_000_067, "12345.000000000000067"),
    ] as [(Int128, String)])
  func `money has all fifteen digits`(femtodollars: Int128, text: String) {
    let sink = KeptRows()
    var recorder = RowRecorder(label: label, requests: sink, events: nil)
    var run = WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0])
    run.log.records[0].charge.cost = Money(femtodollars: femtodollars)
    recorder.request(run.log.records[0])
    recorder.finish()
    #expect(sink.rows.first?.last == text)
  }

  @Test func `the rows of the requests add up to the cost exactly`() {
    let billing = PerUseBilling(
      perRequest: Money(femtodollars: 123_457), perSecond: Money(femtodollars: 98_765_432_101),
      step: .milliseconds(7))
    let times = PreloadedLatency(
      network: .constant(.milliseconds(3)),
      serviceTime: ServiceTime(.exponential(mean: .milliseconds(80))))
    let run = record(
      FixedServer(workers: 2, backlog: 5), times, billing: billing, timeout: 200,
      at: (0..<500).map { $0 * 37 })
    #expect(run.requests.rows.count == 500)
    var (cost, billed): (Int128, Int128) = (0, 0)
    for row in run.requests.rows {
      #expect(row.count == requestColumns)
      cost += digits(row[10], decimals: 15)
      billed += digits(row[9], decimals: 9)
    }
    #expect(cost == run.figures?.cost.femtodollars)
    #expect(billed == run.figures?.billedNanoseconds)
    #expect(run.figures?.timedOut ?? 0 > 0 && run.figures?.backlogFull ?? 0 > 0)
  }

  /// A decimal text as a whole number of its last decimal.
  private func digits(_ text: String, decimals: Int) -> Int128 {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: decimals - fraction.count)
    return Int128(String(parts[0]) + padded) ?? -1
  }

  @Test func `events have a row each, with as many fields as the header`() {
    let run = record(
      ScriptedEndpoint(backlog: 0, changes: [1, -1]), ConstantTimes(service: 1500),
      at: [0, 10, 2500])
    for row in run.events.rows { #expect(row.count == eventColumns) }
    #expect(
      run.events.rows.map { $0.dropFirst(3).joined(separator: ",") } == [
        "0,created,0,,,,,,,", "0,ready,0,,,,,,,", "0,reused,0,,,,,,,", "0.01,backlog_full,,1,,,,,,",
        "1,evaluated,,,1,script,1.000000,60.000000,1,the script says so", "1,created,1,,,,,,,",
        "1,ready,1,,,,,,,",
        "2,evaluated,,,2,script,0.250000,0.000000,-1,the script says so", "2,draining,1,,,,,,,",
        "2,terminated,1,,,,,,,", "2.5,reused,0,,,,,,,",
        "3,evaluated,,,1,script,0.500000,60.000000,0,the script says so",
        "4,terminated,0,,,,,,,",
      ])
  }

  @Test func `an expired instance is revoked`() {
    let run = record(onDemand(keepAlive: 1000), at: [0, 5000])
    #expect(run.events.rows.contains { $0.dropFirst(3).prefix(3) == ["1.1", "revoked", "0"] })
  }

  @Test func `rows are handed over in large pieces, whole rows each, and none is lost`() {
    let sink = KeptRows()
    let events = KeptRows()
    var recorder = RowRecorder(label: label, requests: sink, events: events)
    var arrivals = ArrivalList(milliseconds: (0..<5000).map { $0 * 1000 })
    _ = Simulation.run(
      capacity: onDemand(burst: 5000, keepAlive: 1), latency: ConstantTimes(), billing: NoBilling(),
      arrivals: &arrivals, options: RunOptions(seed: 1), observer: &recorder)
    #expect(sink.takes > 2 && sink.takes < 20)
    #expect(sink.bytes.last == 0x0a)
    #expect(events.bytes.last == 0x0a)
    recorder.finish()
    #expect(sink.rows.map { $0[3] } == (0..<5000).map { "\($0)" })
    #expect(events.rows.count == 15_000)
    let before = sink.takes
    recorder.finish()
    #expect(sink.takes == before)
  }

  @Test func `a recorder without a sink asks for nothing`() {
    let none = RowRecorder(label: label, requests: nil, events: nil)
    #expect(!none.seesRequests && !none.seesEvents)
    let requests = RowRecorder(label: label, requests: KeptRows(), events: nil)
    #expect(requests.seesRequests && !requests.seesEvents)
    let events = RowRecorder(label: label, requests: nil, events: KeptRows())
    #expect(!events.seesRequests && events.seesEvents)
  }

  @Test func `a name with a comma does not shift the fields`() {
    let sink = KeptRows()
    var recorder = RowRecorder(
      label: RunLabel(scenario: "a,b", deployment: "d", replication: 0), requests: sink,
      events: nil)
    recorder.request(WatchedRun(FixedServer(workers: 1, backlog: 1), at: [0]).log.records[0])
    recorder.finish()
    #expect(
      String(decoding: sink.bytes, as: UTF8.self)
        == "\"a,b\",d,0,0,0,0.1,succeeded,false,0,0,0.000000000000000\n")
  }
}
