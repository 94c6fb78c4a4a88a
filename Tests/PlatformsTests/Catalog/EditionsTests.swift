import Documents
import SimCore
import Testing

@testable import Platforms

@Suite struct EditionsTests {
  private let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  @Test func `a name without an edition is the newest`() throws {
    let entry = try #require(catalog.entry(.platforms, named: "aws-lambda"))
    #expect(entry.fullName == "aws-lambda@2026-09")
    #expect(entry.subject == "aws-lambda")
    #expect(catalog.entry(.platforms, named: "aws-lambda@2021-03")?.name == "aws-lambda")
    #expect(catalog.entry(.platforms, named: "aws-lambda@2020-01") == nil)
    #expect(catalog.entry(.platforms, named: "gcp-cpu-server")?.edition == "2021-03")
    #expect(catalog.entry(.machines, named: "t2.2xlarge")?.edition == nil)
    let editions = catalog.editions(.platforms, of: "aws-lambda").map(\.fullName)
    #expect(editions == ["aws-lambda@2021-03", "aws-lambda@2026-09"])
    #expect(
      catalog.edition(.platforms, of: "aws-lambda", at: "2024-01")?.fullName
        == "aws-lambda@2021-03")
    #expect(catalog.edition(.platforms, of: "modal", at: "2021-03") == nil)
  }

  @Test func `every platform has an edition, and every base stands before`() {
    for entry in catalog.entries(.platforms) {
      #expect(entry.edition?.count == 7, "\(entry.name)")
      #expect(entry.base.map { catalog.entry(.platforms, $0) != nil } ?? true)
    }
    #expect(catalog.names(.platforms).count == Set(catalog.names(.platforms)).count)
  }

  private func parsed(_ platforms: String) throws -> Catalog {
    try Catalog { section in
      Array((section == .platforms ? platforms : "{}").utf8)
    }
  }

  @Test func `an edition has what its base has, but for its own values`() throws {
    let catalog = try parsed(
      """
      { "p": { "edition": "2020-01", "about": "P",
          "a": { "value": 1, "source": "x" }, "b": { "value": 2, "source": "y" },
          "billing": { "policy": "one", "c": { "value": 3, "source": "z" } },
          "deep": { "d": { "value": { "e": 4 }, "source": "v" },
            "f": { "value": 5, "source": "w" } } },
        "p@2025-06": { "base": "p", "a": { "value": 9, "source": "new" }, "b": null,
          "billing": { "policy": "two", "g": { "value": 6, "source": "t" } },
          "deep": { "d": { "value": { "h": 7 }, "source": "s" } } } }
      """)
    let entry = try #require(catalog.entry(.platforms, named: "p"))
    #expect(entry.about == "P")
    let values = entry.parameters.map { "\($0.path)=\($0.value) \($0.since)" }
    #expect(
      values == [
        "a=9 2025-06", "billing.policy=\"two\" 2025-06", "billing.g=6 2025-06",
        "deep.d={\"h\":7} 2025-06", "deep.f=5 2020-01",
      ])
    #expect(entry.ownParameters.map(\.path) == ["a", "b", "billing.policy", "billing.g", "deep.d"])
  }

  @Test func `a base that is not before is an error`() throws {
    #expect(throws: ProblemReport.self) {
      try parsed(#"{ "p": { "base": "q", "about": "P" }, "q": { "about": "Q" } }"#)
    }
  }

  @Test func `a deployment is called without its edition`() throws {
    let text = #""model": "mobilenet", "runtime": "ort-1.6" }"#
    let old = try Decoded.deployment(#"{ "platform": "aws-lambda@2021-03", "# + text)
    let new = try Decoded.deployment(#"{ "platform": "aws-lambda", "# + text)
    #expect(old.name == "aws-lambda-mobilenet-ort-1.6")
    #expect(new.name == old.name)
    #expect(new.platform == "aws-lambda")
    #expect(new.capacity != old.capacity)
  }

  /// The fingerprint is that of the key in the catalog, so the first edition's is as it was before
  /// there were others.
  @Test func `a fingerprint depends on the edition that is meant`() throws {
    func digest(_ platform: String) throws -> Digest? {
      try Decoded.scenario(
        ScenarioText.scenario(
          deployments: #"{ "platform": \#(platform), "latency": { "service_time": "1s" } }"#)
      ).digest
    }
    let (old, new) = (try digest(#""aws-lambda@2021-03""#), try digest(#""aws-lambda""#))
    #expect(old != new)
    #expect(try new == digest(#""aws-lambda@2026-09""#))
    #expect(try digest(#""gcp-cpu-server""#) == digest(#""gcp-cpu-server@2021-03""#))
    let like = try digest(#"{ "name": "p", "like": "aws-lambda" }"#)
    #expect(try like == digest(#"{ "name": "p", "like": "aws-lambda@2026-09" }"#))
    #expect(try like != digest(#"{ "name": "p", "like": "aws-lambda@2021-03" }"#))
    let text = #"{"seed":1,"deployments":[{"platform":"aws-lambda@2021-03"}]}"#
    let value = try JSONParser.parse(Array(text.utf8), file: "t")
    #expect(
      Digest(ofScenario: value, catalog)
        == Digest(of: Array(#"{"deployments":[{"platform":"aws-lambda"}]}"#.utf8)))
  }

  @Test func `values without a seen source are named where a run uses them`() throws {
    func unsure(_ deployment: String) throws -> [String] {
      let scenario = try Decoded.scenario(ScenarioText.scenario(deployments: deployment))
      let document = try #require(scenario.document)
      return catalog.unsureValues(of: document).map { "\($0.name) \($0.path)" }
    }
    let service = #""latency": { "service_time": "1s" }"#
    #expect(
      try unsure(#"{ "platform": "gcp-cloud-run", \#(service) }"#)
        == [
          "gcp-cloud-run@2026-09 memory.greatest",
          "gcp-cloud-run@2026-09 capacity.prewarm.utilisation.period",
        ])
    #expect(try unsure(#"{ "platform": "aws-lambda", \#(service) }"#).isEmpty)
    let own = #""capacity": { "keep_alive": "2min", "beyond_limit": "wait" }"#
    #expect(try unsure(#"{ "platform": "replicate", \#(service) }"#).count == 2)
    #expect(try unsure(#"{ "platform": "replicate", \#(own), \#(service) }"#).isEmpty)
    #expect(
      try unsure(#"{ "platform": "gcp-vertex-ai", \#(service) }"#).contains(
        "vertex-g2-standard-12 price_per_hour"))
  }

  @Test func `few values are from memory or not found`() {
    let values = catalog.datedValues
    let unsure = values.filter(\.parameter.isUnsure)
    #expect(values.count > 500)
    #expect(unsure.count * 20 < values.count, "\(unsure.count) of \(values.count)")
  }
}
