import Documents
import Platforms
import Studies
import TestSupport
import Testing

@testable import Reporting

@Suite struct ReportTests {
  /// The page and the files of a scenario.
  private func page(
    _ text: String = ExampleScenarios.byHand, name: String = "small", replications: Int = 1
  ) throws -> (html: String, files: [String: [UInt8]]) {
    let scenario = try ScenarioText(Array(text.utf8), shownName: "small.json", name: name)
      .scenario(.builtIn())
    var study = Study(scenario, replications: replications)
    study.keepsTimeline = true
    study.command = "simctl run small"
    let files = try study.run().files
    return (try html(files), files)
  }

  private func html(_ files: [String: [UInt8]]) throws -> String {
    try Report.html(ReportFolder(name: "out/small", files: files), Catalog.builtIn())
  }

  private func text(_ files: [String: [UInt8]], _ name: String) throws -> String {
    String(decoding: try #require(files[name]), as: UTF8.self)
  }

  @Test func `a page has all sections, the figures of the files and where they come from`() throws {
    let (html, files) = try page()
    for section in ["deployments", "figures", "course", "origin"] {
      #expect(html.contains("<section id=\"\(section)\">"))
      #expect(html.contains("<a href=\"#\(section)\">"))
    }
    #expect(html.contains("Ten requests, one a second"))
    #expect(html.contains("<code>simctl run small</code>"))
    let summary = CSVTable(try text(files, "summary.csv"))
    for column in ["digest", "scenario_digest"] {
      #expect(html.contains(try #require(summary.rows.first?[column])) || column == "digest")
    }
    for row in summary.rows {
      let (name, value) = (try #require(row["deployment"]), try #require(row["latency_p99_s"]))
      #expect(
        html.contains(
          "data-deployment=\"\(name)\" data-column=\"latency_p99_s\" data-value=\"\(value)\""))
    }
    // What the scenario says, for whoever wants to run it again.
    #expect(html.contains("&quot;service_time&quot;: &quot;2.5s&quot;"))
    // Nothing is fetched, and every table scrolls in a box of its own.
    #expect(!html.contains("src=") && !html.contains("@import") && !html.contains("url(http"))
    #expect(
      html.split(separator: "<table>").count == html.split(separator: "class=\"scroll\"").count)
  }

  @Test func `services of a deployment have a table, which is of the same run`() throws {
    let scenario = """
      { "seed": 1,
        "workload": { "duration": "20s", "arrivals": { "poisson": { "rate": "5/s" } } },
        "deployments": [{ "name": "both", "stages": [{ "service": "near" }, { "service": "far" }],
          "services": [
            { "name": "near", "platform": "aws-lambda", "memory": "1GB",
              "latency": { "service_time": "50ms" } },
            { "name": "far", "platform": "aws-cpu-server",
              "latency": { "service_time": "50ms" } }] }] }
      """
    for replications in [1, 2] {
      var (html, files) = try page(scenario, replications: replications)
      #expect(html.contains("<section id=\"services\">"))
      #expect(html.contains("<th scope=\"row\">near</th>"))
      let services = CSVTable(try text(files, "services.csv"))
      #expect(services.rows.count == 2 * replications)
      let other = try page(scenario.replacing("5/s", with: "6/s"), replications: replications)
      files["services.csv"] = other.files["services.csv"]
      #expect(throws: StudyError.self) { _ = try self.html(files) }
    }
    #expect(!(try page().html.contains("<section id=\"services\">")))
  }

  @Test func `sources of the catalog stand at the foot`() throws {
    let (html, _) = try page(ExampleScenarios.mixed(["function", "server"]))
    let entry = try #require(try Catalog.builtIn().entry(.platforms, "aws-lambda"))
    #expect(html.contains("platform aws-lambda"))
    for parameter in entry.parameters where !parameter.source.isEmpty {
      #expect(html.contains("<td>\(escaped(parameter.source))</td>"))
    }
    #expect(html.contains("profile aws-lambda/mobilenet/ort-1.6"))
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
  }

  @Test func `texts of a scenario are never markup`() throws {
    let evil = "<script>alert(1)</script>&\\\"'"
    let text = ExampleScenarios.byHand.replacing("Ten requests, one a second", with: evil)
    let (_, files) = try page(text, name: "<script>name")
    // No scenario can have such names, but a folder may have been changed.
    let changed = files.mapValues { bytes in
      Array(String(decoding: bytes, as: UTF8.self).replacing("quick", with: "<img src=x>").utf8)
    }
    let html = try html(changed)
    // The page's own script is the only one.
    #expect(html.split(separator: "<script").count == 2)
    #expect(!html.contains("<img"))
    #expect(html.contains("&lt;img src=x&gt;: p50"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;"))
    #expect(html.contains("<h1>&lt;script&gt;name</h1>"))
  }

  @Test func `replications show means with intervals, and differences`() throws {
    let (html, files) = try page(ExampleScenarios.mixed(["function", "server"]), replications: 3)
    #expect(files["differences.csv"] != nil)
    #expect(html.contains("<section id=\"differences\">"))
    #expect(html.contains("Means of 3 replications"))
    #expect(html.contains(" ± "))
  }

  @Test func `the same files give the same bytes`() throws {
    let (first, _) = try page()
    let (second, _) = try page()
    #expect(first == second)
  }

  @Test func `folders that are incomplete, foreign or of other versions are refused with advice`()
    throws
  {
    let (_, files) = try page()
    func fault(_ change: (inout [String: [UInt8]]) throws -> Void) rethrows -> String {
      var changed = files
      try change(&changed)
      let error = #expect(throws: StudyError.self) { try html(changed) }
      #expect(error?.advice != nil)
      return error?.message ?? ""
    }
    func replace(_ name: String, _ old: String, _ new: String) throws -> String {
      try fault { files in
        let before = try text(files, name)
        let after = before.replacing(old, with: new, maxReplacements: 1)
        #expect(before != after)
        files[name] = Array(after.utf8)
      }
    }
    #expect(fault { $0 = [:] }.contains("neither run.json nor sweep.json"))
    for name in ["summary.csv", "timeline.csv"] {
      #expect(fault { $0[name] = nil }.contains("has no \(name)"))
      let cut = fault { $0[name]?.removeLast(30) }
      #expect(cut.contains("ends in the middle of a row"))
      #expect(fault { $0[name] = Array("a,b\n1,2\n".utf8) }.contains("no column"))
    }
    let cut = fault { $0["run.json"]?.removeLast(30) }
    #expect(cut.contains("only half of it"))
    let digest = try #require(CSVTable(try text(files, "summary.csv")).rows.first?["digest"])
    let changes: [(file: String, old: String, new: String, message: String)] = [
      ("run.json", "\"simctl\": \"", "\"simctl\": \"9.", "written by simctl 9."),
      ("run.json", "\"command\"", "\"other\"", "has no command"),
      ("run.json", "\"digest\": \"", "\"digest\": \"0", "another run"),
      ("summary.csv", "\nsmall,", "\nlarge,", "another scenario"),
      ("timeline.csv", digest, "0123456789abcdef", "another run than summary"),
    ]
    for change in changes {
      let message = try replace(change.file, change.old, change.new)
      #expect(message.contains(change.message), "\(message)")
    }
  }
}
