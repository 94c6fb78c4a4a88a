import Documents
import Foundation
import Platforms
import SimCore
import TestSupport
import Testing

/// Valid scenarios made up at random, over the whole schema.
///
/// `SIMCTL_RANDOM_SCENARIOS` says how many of them run, and `SIMCTL_RANDOM_FROM` the seed of the
/// first; docs/validation.md has the commands of long runs.
@Suite struct RandomScenarioTests {
  private static func variable(_ name: String, _ standard: UInt64) -> UInt64 {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) } ?? standard
  }

  private static let count = variable(
    "SIMCTL_RANDOM_SCENARIOS", UInt64(Campaign.part(of: 400)))
  private static let first = variable("SIMCTL_RANDOM_FROM", 1)

  /// Every key that the schema has anywhere.
  private func schemaKeys(_ value: JSONValue, isProperties: Bool = false) -> Set<String> {
    switch value.kind {
    case .object(let members):
      var keys: Set<String> = isProperties ? Set(members.map(\.key)) : []
      for member in members {
        keys.formUnion(
          schemaKeys(member.value, isProperties: !isProperties && member.key == "properties"))
      }
      return keys
    case .array(let elements): return elements.reduce(into: []) { $0.formUnion(schemaKeys($1)) }
    default: return []
    }
  }

  private func keys(of value: JSONValue) -> Set<String> {
    switch value.kind {
    case .object(let members):
      members.reduce(into: Set(members.map(\.key))) { $0.formUnion(keys(of: $1.value)) }
    case .array(let elements): elements.reduce(into: []) { $0.formUnion(keys(of: $1)) }
    default: []
    }
  }

  @Test func `the scenarios have every key of the schema, and the schema takes them`() throws {
    let schema = try Repository.json("Scenarios/scenario.schema.json")
    let validator = SchemaValidator(schema)
    var found: Set<String> = []
    for seed in Self.first..<Self.first + 400 {
      let text = RandomScenario.text(seed: seed)
      let value = try JSONParser.parse(Array(text.utf8), file: "random.json")
      found.formUnion(keys(of: value))
      #expect(try validator.faults(of: value) == [], "seed \(seed): \(text)")
    }
    #expect(schemaKeys(schema).subtracting(found) == [])
  }

  @Test func `every scenario runs, and everything adds up after every event and at the end`()
    throws
  {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    for (name, text) in RandomScenario.traces.merging(
      RandomScenario.functionFiles, uniquingKeysWith: { one, _ in one })
    {
      try text.write(to: directory.appending(path: name), atomically: true, encoding: .utf8)
    }
    let path = directory.path(percentEncoded: false)
    var (deployments, requests, audits) = (0, 0, 0)
    for seed in Self.first..<Self.first + Self.count {
      let text = RandomScenario.text(seed: seed)
      do {
        let scenario = try Decoded.scenario(text)
        let run = RandomRun(scenario, directory: path)
        if !run.faults.isEmpty { Issue.record("seed \(seed): \(run.faults) in \(text)") }
        deployments += scenario.deployments.count
        requests += run.requests
        audits += run.audits
      } catch {
        Issue.record("seed \(seed): \(error) in \(text)")
      }
    }
    print("\(Self.count) scenarios, \(deployments) runs, \(requests) requests, \(audits) audits")
    #expect(requests > Int(Self.count) * 10)
  }
}
