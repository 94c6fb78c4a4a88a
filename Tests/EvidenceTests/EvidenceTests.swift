import Studies
import TestSupport
import Testing

@testable import Evidence

/// The numbers of others, and what is held against them.
@Suite struct EvidenceTests {
  /// All but twelve rates of requests over days, which take most of the time, as a rule; those too
  /// in a whole campaign.
  static let datasets = Campaign.isWhole ? Dataset.all : Dataset.all.filter { $0 != .lambdaRates }
  static let report = Result { try EvidenceSuite(datasets).run(jobs: Workers.processors) }

  /// The committed verdicts of the rows of the report.
  private static let committed = EvidenceReport.committed.filter { name, _ in
    datasets.contains { name.hasPrefix($0.name + ",") }
  }

  @Test func `no verdict is worse than the committed one, and each is committed`() throws {
    let report = try Self.report.get()
    #expect(report.declines.isEmpty)
    let committed = Self.committed
    #expect(Set(report.rows.map(\.name)) == Set(committed.keys))
    #expect(report.rows.count == committed.count)
  }

  @Test func `a worse verdict is noticed`() throws {
    let rows = try Self.report.get().rows.map { row in
      EvidenceRow(
        dataset: row.dataset, condition: row.condition, quantity: row.quantity,
        measured: row.measured, uncertainty: row.uncertainty, simulated: row.measured * 2 + 100,
        halfWidth: nil, use: row.use, digits: row.digits)
    }
    // What is off already cannot become worse.
    let better = Self.committed.values.count { $0 != .off }
    #expect(better > 400 && EvidenceReport(rows: rows).declines.count == better)
  }

  @Test func `every dataset has its source and its licence, in the table and beside the data`() {
    let sources = String(decoding: PackageResources.SOURCES_md, as: UTF8.self)
    for dataset in Dataset.all {
      #expect(!dataset.about.isEmpty && !dataset.source.isEmpty && !dataset.licence.isEmpty)
      let endings = ["csv", "json"]
      #expect(endings.contains { sources.contains("`\(dataset.name).\($0)`") })
    }
    #expect(sources.contains("Permission is hereby granted, free of charge"))
  }

  @Test func `the law of keeping meets what it promises of these data`() throws {
    let rows = try Self.report.get().rows
    func error(_ dataset: Dataset, _ quantity: String) -> Double {
      let found = rows.filter { $0.dataset == dataset && $0.quantity == quantity }
      return found.reduce(0) { $0 + $1.error.magnitude } / Double(found.count)
    }
    let runs = rows.filter { $0.dataset == .lambdaRuns }
    #expect(runs.count == 7)
    for row in runs {
      #expect((row.simulated - row.measured).magnitude <= max(4, 0.1 * row.measured))
    }
    // The measured standard error of the probability is 10.14 % in the mean.
    if Self.datasets.contains(.lambdaRates) {
      #expect(error(.lambdaRates, "P(cold)") < 0.1014)
      #expect(error(.lambdaRates, "instances") < 0.03)
    }
    #expect(error(.lambdaBursts, "left") < 0.05)
  }

  @Test func `times over memory meet what they promise`() throws {
    let rows = try Self.report.get().rows
    func error(_ dataset: Dataset, _ quantity: String) -> Double {
      let found = rows.filter {
        $0.dataset == dataset && $0.quantity == quantity && $0.use == .predicted
      }
      return found.reduce(0) { $0 + $1.error.magnitude } / Double(found.count)
    }
    #expect(error(.lambdaMemory, "warm time") < 0.03)
    for row in rows where row.dataset == .lambdaResNet { #expect(row.error.magnitude < 0.1) }
    // What is given is met, to the digits that a scenario has.
    for row in rows where row.dataset == .lambdaMemory && row.condition.hasSuffix("with 512 MB") {
      #expect(row.use == .fitted && row.error.magnitude < 1e-6)
    }
  }

  @Test func `batches between two measured sizes meet what they promise on a T4`() throws {
    let rows = try Self.report.get().rows.filter {
      $0.dataset == .gpuBatches && $0.use == .predicted && $0.condition.contains(" on T4, ")
    }
    func error(_ rows: [EvidenceRow]) -> Double {
      rows.reduce(0) { $0 + $1.error.magnitude } / Double(rows.count)
    }
    let single = rows.filter { $0.quantity.hasSuffix("FP32") }
    #expect(single.count == 15 && rows.count == 37)
    #expect(error(single) < 0.05 && error(rows) < 0.1)
    // A table meets the sizes that it is made of.
    let all = try Self.report.get().rows
    for row in all where row.dataset == .gpuBatches && row.use == .fitted {
      #expect(row.error.magnitude < 1e-6)
    }
  }

  @Test func `clients in a closed loop meet what they promise`() throws {
    let rows = try Self.report.get().rows.filter { $0.dataset == .tritonClients }
    #expect(rows.count == 128)
    let onT4 = rows.filter { $0.series == "T4" }
    #expect(onT4.count == 32 && onT4.count { $0.use == .predicted } == 28)
    for row in onT4 { #expect(row.error.magnitude < 0.15) }
    for row in rows { #expect(row.error.magnitude < 0.25) }
    // N = X R, of both what is measured and what is simulated.
    for clients in [16.0, 128, 256] {
      let pair = onT4.filter { $0.at == clients }
      #expect(pair.count == 2)
      let measured = pair.reduce(1.0 / 1000) { $0 * $1.measured }
      let simulated = pair.reduce(1.0 / 1000) { $0 * $1.simulated }
      #expect(abs(measured / clients - 1) < 0.02 && abs(simulated / clients - 1) < 0.02)
    }
  }

  @Test func `a server follows from two of its conditions`() {
    func condition(_ clients: Int, _ throughput: Int, _ compute: Int) -> TritonCondition {
      TritonCondition(["T4", "\(clients)", "\(throughput)", "7", "3", "\(compute)", "0"])
    }
    // Batches of 4 in 10 ms and of 40 in 100 ms: 0 ms and 2.5 ms for each request.
    let server = TritonServer(fewest: condition(16, 800, 10), most: condition(256, 800, 100))
    #expect(server.network == 7 && abs(server.each - 2.5) < 1e-9 && abs(server.fixed) < 1e-9)
  }

  @Test func `what is said of the two functions that wait follows from two sizes`() throws {
    func time(_ function: String, _ size: Int) throws -> Double {
      let row = try #require(
        EvidenceData.lines(PackageResources.lambda_memory_csv).first {
          $0[0] == function && $0[1] == "\(size)"
        })
      return EvidenceData.number(row[3])
    }
    // The processor of the catalog at 512 MB, between 128 MB and one vCPU at 1769 MB.
    let few = 0.0724 + (512 - 128) / (1769 - 128.0) * (1 - 0.0724)
    let (f1, f4) = (FunctionOverMemory.all[0], FunctionOverMemory.all[2])
    // f1 takes its work over what it can use where memory does not hold it back.
    #expect(abs(try time("f1", 512) * few / time("f1", 3008) - f1.vcpus) < 0.001)
    // f4 takes w + c / vCPUs, with one vCPU at 3008 MB.
    let computing = (try time("f4", 512) - time("f4", 3008)) / (1 / few - 1)
    let waiting = try time("f4", 3008) - computing
    #expect(abs(try waiting / time("f4", 512) - f4.waitingShare) < 0.001)
  }

  @Test(
    arguments: [
      // measured, its uncertainty, simulated
      (10.0, nil, 11.0, EvidenceRow.Verdict.close), (10, nil, 11.1, .near), (10, nil, 12.5, .near),
      (10, nil, 12.6, .off), (10, 4.0, 14.0, .close), (10, 4.0, 6.0, .close), (10, 1.5, 7.4, .off),
    ] as [(Double, Double?, Double, EvidenceRow.Verdict)])
  func `a verdict says how far off a number is`(
    measured: Double, uncertainty: Double?, simulated: Double, verdict: EvidenceRow.Verdict
  ) {
    let row = EvidenceRow(
      dataset: .lambdaRuns, condition: "", quantity: "", measured: measured,
      uncertainty: uncertainty, simulated: simulated, halfWidth: nil, use: .predicted, digits: 0)
    #expect(row.verdict == verdict)
  }

  @Test func `the file has a line for each number, with its source`() throws {
    let report = try Self.report.get()
    let lines = report.csv.split(separator: "\n")
    #expect(lines.count == report.rows.count + 1)
    #expect(lines[0].hasPrefix("dataset,condition,quantity,measured,uncertainty,simulated"))
    #expect(lines[1].hasPrefix("lambda-runs,2020-05-28,cold starts,59.000,4.000,"))
  }
}
