import Foundation
import TestSupport
import Testing

/// Pages that show folders of results.
@Suite struct ReportCommandTests {
  @Test func `a run's page is the same with files, without them, later, and with any jobs`() throws
  {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let first = try workplace.run("run", "small", "--out", "out", "--report", "a.html")
    #expect(first.status == 0)
    #expect(first.messages == "simctl: wrote out/small/\nsimctl: wrote a.html\n")
    _ = try workplace.output(of: "run", "small", "--report", "b.html", "--quiet", "--jobs", "1")
    let later = try workplace.run("report", "out/small")
    #expect(later.status == 0 && later.output == "")
    #expect(later.messages == "simctl: wrote out/small/report.html\n")
    let page = try workplace.directory.text("a.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.contains("<code>simctl run small</code>"))
    #expect(try workplace.directory.text("b.html") == page)
    #expect(try workplace.directory.text("out/small/report.html") == page)
    // A new run would make the page one of something else.
    _ = try workplace.output(of: "run", "small", "--seed", "8", "--out", "out")
    #expect(try workplace.tree("out/small")["report.html"] == nil)
  }

  @Test func `a comparison and replications are on their page`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.mixed(["function", "server"])])
    _ = try workplace.run(
      "compare", "small", "--objective", "p(99)<1s", "--replications", "3", "--out", "out", "-q")
    #expect(try workplace.run("report", "out/small", "--quiet").messages == "")
    let page = try workplace.directory.text("out/small/report.html")
    for section in ["comparison", "differences", "figures", "course"] {
      #expect(page.contains("<section id=\"\(section)\">"))
    }
    #expect(page.contains("--objective &#39;p(99)&lt;1s&#39; ") || page.contains("p(99)&lt;1s"))
  }

  @Test func `a plan is shown with its front`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.mixed(["function", "server"])])
    let planned = try workplace.run(
      "plan", "small", "--objective", "p(95)<1s", "--replications", "2", "--loads", "1",
      "--no-limits", "--out", "planned", "-q")
    #expect(planned.status == 0, "\(planned.messages)")
    let made = try workplace.run("report", "planned")
    #expect(made.messages == "simctl: wrote planned/report.html\n")
    let page = try workplace.directory.text("planned/report.html")
    for section in ["front", "loads", "candidates", "unsearched", "origin"] {
      #expect(page.contains("<section id=\"\(section)\">"), "\(section)")
    }
    let table = try workplace.table("planned/plan.csv")
    let front = table.rows.filter { $0["front"] == "true" }
    #expect(page.components(separatedBy: "data-front=\"true\"").count == front.count + 1)
    for row in front {
      let cost = try #require(row["cost_month_usd"])
      #expect(page.contains("data-cost=\"\(cost)\""), "\(cost)")
    }
    try workplace.write("{", to: "planned/plan.json")
    #expect(try workplace.run("report", "planned").messages.contains("is no record of a plan"))
  }

  @Test(arguments: [
    (["--vary", "workload.load=1,2,3"], "section-curve-0", 3),
    (["--vary", "workload.load=1,2", "--vary", "workload.requests=5,10"], "section-map-0", 4),
  ])
  func `a sweep is shown as curves or maps`(vary: [String], section: String, points: Int) throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    let swept = try Program.run(
      ["sweep", "small", "--only", "quick", "--out", "swept", "--quiet"] + vary,
      in: workplace.directory.path)
    #expect(swept.status == 0, "\(swept.messages)")
    _ = try workplace.output(of: "report", "swept", "--out", "page.html")
    let page = try workplace.directory.text("page.html")
    #expect(page.contains("<section id=\"\(section)\">"))
    #expect(page.ranges(of: "data-column=\"latency_p99_s\"").count == points)
  }

  @Test func `what is no folder of results is refused, and nothing is written`() throws {
    let workplace = try Workplace(["small": ExampleScenarios.byHand])
    _ = try workplace.output(of: "run", "small", "--out", "out")
    let file = URL(fileURLWithPath: workplace.directory.path)
      .appendingPathComponent("out/small/timeline.csv")
    let whole = try Data(contentsOf: file)
    try whole.dropLast(40).write(to: file)
    for (folder, words) in [
      ("nowhere", "is not there"), ("out", "neither run.json nor sweep.json"),
      ("out/small/run.json", "is no folder"), ("out/small", "ends in the middle of a row"),
    ] {
      let result = try workplace.run("report", folder, "--out", "page.html")
      #expect(result.status == 1, "\(folder)")
      #expect(result.messages.contains(words), "\(result.messages)")
    }
    #expect(try workplace.tree()["page.html"] == nil)
  }

  @Test func `wrong command lines start nothing`() throws {
    let workplace = try Workplace([
      "small": ExampleScenarios.byHand, "other": ExampleScenarios.byHand,
    ])
    for arguments in [
      ["run", "small", "other", "--report", "a.html"], ["run", "small", "--report", ""],
      ["report"], ["report", ""], ["report", "small", "--out", ""],
    ] {
      let result = try Program.run(arguments, in: workplace.directory.path)
      #expect(result.status == 2, "\(arguments): \(result.messages)")
    }
    #expect(try workplace.tree()["a.html"] == nil)
  }
}
