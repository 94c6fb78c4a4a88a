import Foundation
import TestSupport
import Testing

/// Deployments of several services in runs of the program.
@Suite struct SystemRunTests {
  private static let scenario = """
    { "seed": 1,
      "workload": { "duration": "60s", "arrivals": { "poisson": { "rate": "30/s" } } },
      "objective": ["p(99)<1s"],
      "deployments": [
        { "name": "server", "platform": "aws-cpu-server", "latency": { "service_time": "300ms" } },
        { "name": "both",
          "services": [
            { "name": "server", "platform": "aws-cpu-server",
              "latency": { "service_time": "300ms" } },
            { "name": "functions", "platform": "aws-lambda", "memory": "2GB",
              "latency": { "service_time": "200ms" } }],
          "stages": [{ "overflow": ["server", "functions"], "after": "100ms" }] },
        { "name": "patient", "platform": "aws-lambda", "memory": "2GB",
          "latency": { "service_time": "200ms" }, "capacity": { "limit": 5 },
          "client": { "retries": { "attempts": 3, "back_off": "100ms" } } }] }
    """

  private func run(_ arguments: [String], in workplace: Workplace) throws -> Program.Result {
    let result = try Program.run(arguments, in: workplace.directory.path)
    try #require(result.status == 0, "\(result.messages)")
    return result
  }

  @Test func `services have a file and tables, and all files agree`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let shown = try run(["run", "s", "--requests", "--events", "--out", "out"], in: workplace)
    #expect(shown.output.contains("services of both: "))
    #expect(shown.output.contains("sent on"))
    #expect(shown.output.contains("services of patient: "))
    #expect(shown.output.contains("sent again"))
    let services = try workplace.table("out/s/services.csv").rows
    #expect(
      services.map { [$0["deployment"] ?? "", $0["service"] ?? ""] } == [
        ["both", "server"], ["both", "functions"], ["patient", "patient"],
      ])
    let summary = try workplace.table("out/s/summary.csv").rows
    #expect(
      summary.map { $0["platform"] } == [
        "aws-cpu-server", "aws-cpu-server + aws-lambda", "aws-lambda",
      ])
    let both = try #require(summary.first { $0["deployment"] == "both" })
    let costs = services.prefix(2).compactMap { $0.femtodollars("cost_usd") }
    #expect(both.femtodollars("cost_usd") == costs.reduce(0, +) && costs.count == 2)
    #expect(both.count("failed") == 0 && services[1].count("requests") > 0)
    let requests = try workplace.table("out/s/requests.csv").rows
    for row in summary {
      #expect(
        requests.count { $0["deployment"] == row["deployment"] } == row.count("requests"))
    }
    let events = try workplace.table("out/s/events.csv").rows
    #expect(
      events.count { $0["deployment"] == "both / functions" && $0["event"] == "created" }
        == services[1].count("instances_created"))
    // Who sends again more often sends more attempts than requests.
    let patient = try #require(summary.last)
    #expect(services[2].count("requests") > patient.count("requests"))
  }

  @Test func `replications, jobs and a journal change no byte`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let options = ["run", "s", "--replications", "3", "--set", "workload.duration=5s", "--quiet"]
    _ = try run(options + ["--out", "one", "--jobs", "1"], in: workplace)
    _ = try run(options + ["--out", "two", "--jobs", "2"], in: workplace)
    for file in ["summary.csv", "services.csv", "timeline.csv", "differences.csv"] {
      #expect(
        try workplace.directory.text("one/s/\(file)") == workplace.directory.text("two/s/\(file)"),
        "\(file)")
    }
    #expect(try workplace.table("one/s/services.csv").rows.count == 9)
  }

  @Test func `systems are validated, compared, checked, varied and planned`() throws {
    let workplace = try Workplace(["s": Self.scenario])
    let valid = try run(["validate", "s"], in: workplace)
    #expect(valid.output.contains("both / functions: at most"))
    let checked = try run(["check", "s", "--set", "workload.duration=5s"], in: workplace)
    #expect(checked.output.contains("the same in two processes"))
    _ = try run(["run", "s", "--check", "--set", "workload.duration=5s"], in: workplace)
    _ = try run(
      [
        "sweep", "s", "--vary", "deployments.both.services.functions.memory=1GB,2GB", "--out",
        "sweep", "--quiet", "--set", "workload.duration=5s",
      ], in: workplace)
    let points = try workplace.table("sweep/sweep.csv").rows.filter { $0["deployment"] == "both" }
    #expect(points.count == 2 && points[0]["cost_usd"] != points[1]["cost_usd"])
    let ranked = try run(["compare", "s", "--only", "both"], in: workplace)
    #expect(ranked.output.contains("1  both"))
    let planned = try Program.run(
      ["plan", "s", "--only", "both", "--set", "workload.duration=5s"], in: workplace.directory.path
    )
    #expect(planned.status == 0 || planned.status == 3, "\(planned.messages)")
    #expect(planned.output.contains("Settings and platforms of the services of both"))
    #expect(!planned.output.contains("a service time of one's own"))
  }

  @Test func `what binds requests that are sent again is why they were`() throws {
    let workplace = try Workplace([
      "s": """
      { "seed": 1,
        "workload": { "duration": "60s", "arrivals": { "poisson": { "rate": "7/s" } } },
        "objective": ["p(99)<500ms"],
        "deployments": [{ "name": "f", "platform": "aws-lambda", "memory": "2GB",
          "latency": { "service_time": "100ms",
            "cold_start": { "container_initialisation": "0s" } },
          "capacity": { "limit": 2 },
          "client": { "retries": { "attempts": 10, "back_off": "2s" } } }] }
      """
    ])
    let result = try Program.run(["compare", "s"], in: workplace.directory.path)
    #expect(result.status == 3)
    #expect(result.output.contains("throttle: raise the limit of the platform"), "\(result.output)")
    #expect(!result.output.contains("Clients without a timeout"))
  }

  @Test func `the name of no service is answered with one that is near`() throws {
    let workplace = try Workplace([
      "s": Self.scenario.replacing(
        "[\"server\", \"functions\"]", with: "[\"server\", \"function\"]")
    ])
    let result = try Program.run(["run", "s"], in: workplace.directory.path)
    #expect(result.status == 1)
    #expect(result.messages.contains("deployments[1].stages[0].overflow[1]"))
    #expect(result.messages.contains("did you mean \"functions\"?"))
  }
}
