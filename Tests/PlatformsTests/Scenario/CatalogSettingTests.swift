import Documents
import Testing

@testable import Platforms

@Suite struct CatalogSettingTests {
  private static let part = JSONValue(.string("7ms"))
  private static let path = "latency.service_time.lognormal.mean"
  private static let name = "aws-lambda/mobilenet/ort-1.6"

  @Test func `one value of the catalog is replaced, and keeps its source`() throws {
    let catalog = try Catalog.builtIn()
    let changed = try catalog.setting(.profiles, Self.name, Self.path, to: Self.part)
    for section in Catalog.Section.allCases {
      for (old, new) in zip(catalog.entries(section), changed.entries(section)) {
        #expect((old.annotated == new.annotated) == (new.name != Self.name))
      }
    }
    let entry = try #require(changed.entry(.profiles, Self.name))
    #expect(try entry.annotated.value(at: Self.path) == Self.part)
    #expect(
      entry.parameters.map(\.source)
        == catalog.entry(.profiles, Self.name)?.parameters.map(\.source))
  }

  @Test func `a file that is edited reads as the changed catalog, and differs in one line`() throws
  {
    let text = Catalog.builtInText(.profiles)
    let edited = try Catalog.editing(text, of: .profiles, [(Self.name, Self.path, Self.part)])
    let changed = try Catalog { $0 == .profiles ? edited : Catalog.builtInText($0) }
    let expected = try Catalog.builtIn().setting(.profiles, Self.name, Self.path, to: Self.part)
    #expect(
      changed.entry(.profiles, Self.name)?.annotated
        == expected.entry(.profiles, Self.name)?.annotated)
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
    let after = String(decoding: edited, as: UTF8.self).split(separator: "\n")
    #expect(zip(lines, after).count { $0 != $1 } == 1)
    #expect(lines.count == after.count)
  }

  @Test func `an unknown entry or path is an error`() throws {
    let catalog = try Catalog.builtIn()
    #expect(throws: AssignmentError.self) {
      try catalog.setting(.machines, "none", "price_per_hour", to: Self.part)
    }
    #expect(throws: AssignmentError.self) {
      try catalog.setting(.machines, "t2.2xlarge", "price", to: Self.part)
    }
  }
}
