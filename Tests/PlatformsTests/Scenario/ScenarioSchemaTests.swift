import Documents
import SimCore
import Testing

@testable import Platforms

struct ScenarioSchemaTests {
  private let schema: JSONValue
  private let validator: SchemaValidator

  init() throws {
    schema = try Repository.json("Scenarios/scenario.schema.json")
    validator = SchemaValidator(schema)
  }

  private static func names<Name: RawRepresentable & CaseIterable>(
    _ names: Name.Type
  ) -> [String] where Name.RawValue == String { names.allCases.map(\.rawValue) }

  /// The keys that the decoder knows of each object, by the object's definition in the schema.
  static let keys = Dictionary(
    uniqueKeysWithValues: ScenarioLanguage().objects.map { ($0.name, $0.names) })

  @Test func `the schema has the keys of the decoder, object by object, and no others`() throws {
    let definitions = try #require(schema["$defs"]).members
    let objects = definitions.filter { $0.value["properties"] != nil }
    #expect(objects.map(\.key).sorted() == Self.keys.keys.sorted())
    for object in objects {
      let properties = object.value["properties"]?.members.map(\.key) ?? []
      #expect(properties.sorted() == Self.keys[object.key]?.sorted(), "\(object.key)")
      #expect(object.value["additionalProperties"] == JSONValue(.bool(false)), "\(object.key)")
      #expect(object.value["type"] == JSONValue(.string("object")), "\(object.key)")
    }
  }

  @Test func `every key is described where it stands or where it leads to`() throws {
    for (name, keys) in Self.keys {
      for key in keys where key != "policy" {
        let property = try #require(schema["$defs"]?[name]?["properties"]?[key])
        var described = property["description"]
        if described == nil, case .string(let reference)? = property["$ref"]?.kind {
          described = schema["$defs"]?[String(reference.dropFirst(8))]?["description"]
        }
        #expect(described != nil, "\(name).\(key)")
      }
    }
  }

  @Test func `the schema has the names of the catalog and of the policies`() throws {
    let catalog = try Catalog.builtIn()
    let sections: [(String, Catalog.Section)] = [
      ("platformName", .platforms), ("machineName", .machines), ("modelName", .models),
      ("runtimeName", .runtimes),
    ]
    for (definition, section) in sections {
      #expect(strings(definition, "enum") == catalog.names(section))
    }
    #expect(
      ["onDemand", "fixedServer", "managedEndpoint"].map { constant($0) }
        == CapacityName.allCases.map(\.rawValue))
    #expect(["perUse", "perInstance"].map { constant($0) } == BillingName.allCases.map(\.rawValue))
    #expect(strings("latency", "properties", "policy", "enum") == Self.names(LatencyName.self))
    #expect(strings("onDemand", "properties", "reuse", "enum") == Self.names(Reuse.self))
    #expect(
      strings("onDemand", "properties", "beyond_limit", "enum")
        == Self.names(OnDemand.BeyondLimit.self))
    #expect(
      strings("managedEndpoint", "properties", "routing", "enum") == Self.names(Routing.self) + [
        "shared-queue"
      ])
    #expect(
      strings("autoscaler", "properties", "metric", "enum")
        == Self.names(ManagedEndpoint.Metric.self))
    #expect(
      strings("coldStart", "properties", "graph", "enum") == Self.names(StartGraph.Order.self))
    let steps = Self.names(ColdStart.Step.self)
    #expect(strings("coldStart", "properties", "cpu_bound", "items", "enum") == steps)
    #expect(
      strings("coldStart", "properties", "billed", "items", "enum") == Array(steps.prefix(2)))
  }

  @Test func `every scenario of the folder is valid`() throws {
    let names = try Repository.scenarioNames()
    #expect(names.count >= 4)
    for name in names {
      #expect(try validator.faults(of: Repository.json("Scenarios/\(name)")) == [], "\(name)")
    }
  }

  @Test(arguments: SchemaExamples.right)
  func `what the decoder takes the schema takes`(_ text: String) throws {
    _ = try Decoded.scenario(text)
    #expect(try faults(text) == [])
  }

  @Test(arguments: SchemaExamples.wrong)
  func `what the schema refuses the decoder refuses`(_ text: String) throws {
    #expect(!problemsOfScenario(text).isEmpty)
    #expect(try !faults(text).isEmpty)
  }

  @Test func `a keyword that the validator does not know is an error`() throws {
    let unknown = SchemaValidator(try JSONParser.parse(Array(#"{ "if": true }"#.utf8), file: ""))
    #expect(throws: SchemaValidator.SchemaError.self) {
      try unknown.faults(of: JSONValue(.null))
    }
  }

  private func faults(_ text: String) throws -> [String] {
    try validator.faults(of: JSONParser.parse(Array(text.utf8), file: "test.json"))
  }

  private func constant(_ definition: String) -> String {
    let value = schema["$defs"]?[definition]?["properties"]?["policy"]?["const"]
    if case .string(let text)? = value?.kind { return text }
    return ""
  }

  private func strings(_ path: String...) -> [String] {
    let value = path.reduce(schema["$defs"]) { $0?[$1] }
    guard case .array(let elements)? = value?.kind else { return [] }
    return elements.map {
      if case .string(let text) = $0.kind { return text }
      return ""
    }
  }
}
