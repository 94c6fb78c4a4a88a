import Platforms
import TestSupport
import Testing

@testable import simctl

/// `simctl catalog` with its editions, and what runs say of values without a source.
@Suite struct CatalogCommandTests {
  private func output(of arguments: [String], _ workplace: Workplace) throws -> String {
    let result = try Program.run(arguments, in: workplace.directory.path)
    try #require(result.status == 0, "\(arguments): \(result.messages)")
    return result.output
  }

  private func lines(_ arguments: String...) throws -> [String] {
    try output(of: arguments, Workplace()).split(separator: "\n").map(String.init)
  }

  @Test func `a name without an edition shows the newest, and names the others`() throws {
    let newest = try lines("catalog", "aws-lambda")
    #expect(newest.first?.hasPrefix("platform aws-lambda@2026-09: ") == true)
    #expect(newest.contains { $0.hasPrefix("capacity.starts") && $0.contains("\"100/s\"") })
    #expect(newest.contains { $0.contains("Editions: aws-lambda@2021-03, aws-lambda@2026-09.") })
    #expect(newest == (try lines("catalog", "aws-lambda@2026-09")))
    let first = try lines("catalog", "aws-lambda@2021-03")
    #expect(first.contains { $0.hasPrefix("capacity.starts") && $0.contains("\"500/min\"") })
  }

  @Test func `changes are those from edition to edition, with their sources`() throws {
    let changes = try lines("catalog", "aws-lambda", "--changes")
    #expect(changes[0] == "platform aws-lambda@2021-03 to aws-lambda@2026-09")
    let keys = changes.dropFirst(2).compactMap { $0.split(separator: " ").first }
    #expect(
      keys.filter { !$0.hasPrefix("regions.") } == [
        "capacity.burst", "capacity.starts", "capacity.requests_per_instance",
        "latency.cold_start.billed", "billing.tiers",
      ])
    #expect(keys.contains("regions.eu-central-1.billing.per_gb_second"))
    #expect(changes.contains { $0.contains("3000") && $0.contains("1000") && $0.contains("2026") })
    let only = try lines("catalog", "aws-cpu-server", "--changes")
    #expect(only == ["aws-cpu-server@2021-03 is the only edition of aws-cpu-server"])
  }

  @Test func `what is taken away is a change too`() throws {
    let catalog = try Catalog.builtIn()
    let serverless = try #require(catalog.entry(.platforms, named: "aws-sagemaker-serverless"))
    let lambda = try #require(catalog.entry(.platforms, named: "aws-lambda"))
    let table = CatalogText.changes(from: lambda, to: serverless).text()
    let removed = table.split(separator: "\n").filter { $0.hasPrefix("memory.least") }
    #expect(removed.count == 1)
    #expect(removed.first?.split(separator: " ") == ["memory.least", "\"128MB\"", "-"])
  }

  @Test func `old values are those of sources before a day, the oldest first`() throws {
    let old = try lines("catalog", "--older-than", "1y")
    // The newest source is of October 2026.
    #expect(old[0].hasPrefix("values of sources before 2025-10-31: "))
    #expect(old.contains { $0.hasPrefix("2019-08") && $0.contains("azure-functions") })
    #expect(!old.contains { $0.hasPrefix("2026") })
    let dates = old.dropFirst(2).compactMap { $0.split(separator: " ").first }
      .filter { $0 != "none" }.compactMap { SourceDate(String($0)) }
    #expect(dates.count > 100)
    #expect(zip(dates, dates.dropFirst()).allSatisfy { !($1 < $0) })
    let before = try lines("catalog", "--older-than", "1y", "--on", "2020-06-01")
    #expect(before.dropFirst(2).allSatisfy { $0.hasPrefix("none") || $0.hasPrefix("201") })
    let one = try lines("catalog", "modal", "--older-than", "10y")
    #expect(one == ["no value is of a source before 2016-10-31"])
  }

  @Test(arguments: [
    (["catalog", "--changes"], "--changes needs the name of a platform"),
    (["catalog", "--on", "2026-01-01"], "--on says from when --older-than counts"),
    (["catalog", "--older-than", "year"], "is no age; write years, months or days"),
    (["catalog", "--older-than", "1y", "--on", "yesterday"], "is no day; write one such as"),
    (["catalog", "aws-lambda@2020-01"], "did you mean 'aws-lambda@2021-03'?"),
  ])
  func `a wrong option is explained`(arguments: [String], message: String) throws {
    let workplace = try Workplace()
    let result = try Program.run(arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test(arguments: ["run", "compare"])
  func `a run names values that are from memory or were not found`(command: String) throws {
    let text = """
      { "seed": 1, "objective": ["mean<1h"],
        "workload": { "requests": 5, "arrivals": { "constant": { "rate": "1/s" } } },
        "deployments": [
          { "platform": "replicate", "latency": { "service_time": "10ms" } },
          { "platform": "aws-lambda", "latency": { "service_time": "10ms" } } ] }
      """
    let output = try output(of: [command, "now"], Workplace(["now": text]))
    let words = output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(
      words.contains(
        "From memory, or without a source: capacity.keep_alive of replicate@2026-09, "
          + "capacity.beyond_limit of replicate@2026-09."))
  }

  @Test func `names of the catalog are completed`() throws {
    let script = try Workplace().output(of: "completion", "bash")
    #expect(script.contains("\naws-lambda@2026-09\n"))
  }
}
