import Foundation
import Testing

@testable import simctl

/// The scenarios inside the program are those in the folder `Scenarios`.
@Suite struct BuiltInScenariosTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Scenarios").standardizedFileURL

  private static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  @Test func `every file of the folder is built in, byte for byte`() throws {
    let files = Set(try FileManager.default.contentsOfDirectory(atPath: Self.folder.path))
    #expect(files == Set(BuiltInScenarios.names + ["scenario.schema.json"]))
    for name in BuiltInScenarios.names {
      #expect(try BuiltInScenarios.bytes(name) == Self.bytes(name), "\(name)")
    }
    #expect(try BuiltInScenarios.schema == Self.bytes("scenario.schema.json"))
    #expect(BuiltInScenarios.bytes("scenario.schema.json") == nil)
  }

  @Test func `list and completion name them all, and they are valid`() throws {
    let workplace = try Workplace()
    let listed = try workplace.output(of: "list", "scenarios").split(separator: "\n").dropFirst()
    #expect(listed.map { $0.prefix { $0 != " " } } == BuiltInScenarios.names.map { $0[...] })
    let completion = try workplace.output(of: "completion", "bash")
    for name in BuiltInScenarios.names {
      #expect(completion.contains(name))
      #expect(try workplace.run("validate", name).status == 0)
    }
  }
}
