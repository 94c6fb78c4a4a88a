import Documents
import Testing

@testable import Studies

@Suite struct NamedPathTests {
  private static let scenario = """
    { "deployments": [
      { "name": "a", "platform": "p" }, { "name": "a.b", "platform": "p" },
      { "platform": { "name": "own" }, "model": "m", "runtime": "ort-1.6" }, { "platform": "p" },
      { "name": "s", "services": [{ "name": "x" }, { "name": "x.y" }, { "platform": "q" }] } ] }
    """

  private func resolved(_ path: String) throws -> String {
    try NamedPath.resolved(
      path, in: try JSONParser.parse(Array(Self.scenario.utf8), file: "a.json"))
  }

  @Test(arguments: [
    ("deployments.a.memory", "deployments[0].memory"), ("deployments.a", "deployments[0]"),
    ("deployments.a.b.memory", "deployments[1].memory"),
    ("deployments.own-m-ort-1.6.capacity.limit", "deployments[2].capacity.limit"),
    ("deployments.p.client", "deployments[3].client"),
    ("deployments[1].memory", "deployments[1].memory"), ("workload.load", "workload.load"),
    ("deployments", "deployments"),
    ("deployments.s.services.x.memory", "deployments[4].services[0].memory"),
    ("deployments.s.services.x.y", "deployments[4].services[1]"),
    ("deployments[4].services.q", "deployments[4].services[2]"),
    ("deployments[4].services.x.y.memory", "deployments[4].services[1].memory"),
    ("deployments[9].services.q", "deployments[9].services.q"),
    ("deployments[4.services.q", "deployments[4.services.q"),
    ("deployments[+4].services.q", "deployments[+4].services.q"),
    ("deployments[04].services.q", "deployments[04].services.q"),
    ("deployments.s.services.q.client.timeout", "deployments[4].services[2].client.timeout"),
    ("deployments.s.stages[0].after", "deployments[4].stages[0].after"),
  ])
  func `a name stands for its index, the longest that fits`(path: String, expected: String) throws {
    #expect(try resolved(path) == expected)
  }

  @Test func `the name of a service that is none suggests the nearest`() {
    do {
      _ = try resolved("deployments.s.services.xx.y.memory")
      Issue.record("a path")
    } catch let error as StudyPoint.Misplaced {
      #expect(error.message.contains("no service has this name"))
      let place = "deployments.s.services"
      #expect(error.message.contains("did you mean \(place).x.y?"))
      #expect(error.message.contains("\(place)[0] or one of the names 'x', 'x.y', 'q'"))
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func `a name that is none suggests the nearest, and lists some`() {
    do {
      _ = try resolved("deployments.own-m-ort-1.5.memory")
      Issue.record("a path")
    } catch let error as StudyPoint.Misplaced {
      #expect(error.message.contains("did you mean deployments.own-m-ort-1.6?"))
      #expect(error.message.contains("deployments[0] or one of the names 'a', 'a.b'"))
    } catch {
      Issue.record("\(error)")
    }
  }
}
